package io.scoutline.clients.directory;

import io.scoutline.clients.directory.ClientEntry.LastScout;
import io.scoutline.kernel.PersonId;
import io.scoutline.platform.database.Columns;
import io.vertx.sqlclient.Row;
import java.util.Optional;

/** Reads from a row what the clients' tables share. Each is empty for NULL. */
public final class ClientColumns {

  public static Optional<String> text(Row row, String column) {
    return Optional.ofNullable(row.getString(column));
  }

  public static Optional<PersonId> person(Row row, String column) {
    return Optional.ofNullable(row.getLong(column)).map(PersonId::new);
  }

  public static Optional<LastScout> lastScout(Row row) {
    return person(row, "last_scout").map(scout -> new LastScout(scout, Columns.instant(row, "last_scout_at")));
  }

  private ClientColumns() {}
}
