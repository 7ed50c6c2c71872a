package io.scoutline.calls.recovery;

import io.scoutline.calls.lease.Fence;
import io.scoutline.kernel.PbxName;
import io.scoutline.pbx.PbxRecords.Place;
import io.scoutline.platform.database.Database;
import java.util.Optional;

/** How far the records of each PBX were read and settled. Waits for the database. */
public final class RecoveryStore {

  private final Database database;
  private final Fence fence;

  /** @param fence what {@link #keep} must pass */
  public RecoveryStore(Database database, Fence fence) {
    this.database = database;
    this.fence = fence;
  }

  Optional<Place> place(PbxName pbx) {
    return database.one("SELECT file, at FROM calls.records_place WHERE pbx = $1",
        row -> new Place(row.getLong(0), row.getLong(1)), pbx.value());
  }

  void keep(PbxName pbx, Place place) {
    database.inTransaction(sql -> {
      fence.hold(sql);
      sql.update("""
          INSERT INTO calls.records_place (pbx, file, at) VALUES ($1, $2, $3)
          ON CONFLICT (pbx) DO UPDATE SET file = excluded.file, at = excluded.at""",
          pbx.value(), place.file(), place.offset());
    });
  }
}
