package io.scoutline.calls.lease;

import io.scoutline.kernel.PbxName;
import io.scoutline.platform.database.Database;
import io.scoutline.platform.database.Sql;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The leases of PBXs, by the database's clock alone. Waits for the database.
 *
 * <p>Writers lock a lease's key in share, which a renewal does not mind; whoever takes it over locks the whole row, and
 * so waits for what is being written and keeps out what comes after.
 */
public final class LeaseStore {

  private static final String LAPSED = "renewed_at IS NULL OR renewed_at < now() - make_interval(secs => $2 / 1000.0)";

  private final Database database;

  public LeaseStore(Database database) {
    this.database = database;
  }

  /** @param lapsed whether it was let go, or not renewed for as long as it lasts */
  record Holder(Node node, long epoch, boolean lapsed) {}

  /** Who has it; empty when nobody ever had. */
  Optional<Holder> holder(PbxName pbx, Duration length) {
    return database.one("SELECT node, place, pid, epoch::text, " + LAPSED + " FROM calls.pbx_lease WHERE pbx = $1",
        row -> new Holder(new Node(row.getString(0), row.getString(1), row.getLong(2)),
            Long.parseLong(row.getString(3)), row.getBoolean(4)), pbx.value(), length);
  }

  /**
   * Takes it from whoever was seen to have it, or as the first; waits for what its holder is just writing.
   *
   * @return the new epoch; empty when somebody else was faster
   */
  Optional<Long> take(PbxName pbx, Node node, Optional<Holder> from) {
    return from.isEmpty()
        ? database.one("""
            INSERT INTO calls.pbx_lease (pbx, node, place, pid) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING
            RETURNING epoch::text""", row -> Long.valueOf(row.getString(0)), pbx.value(), node.name(), node.place(),
            node.pid())
        : database.transaction(sql -> takeOver(sql, pbx, node, from.get()));
  }

  private static Optional<Long> takeOver(Sql sql, PbxName pbx, Node node, Holder from) {
    sql.query("SELECT epoch FROM calls.pbx_lease WHERE pbx = $1 FOR UPDATE", _ -> pbx, pbx.value());
    return sql.one("""
        UPDATE calls.pbx_lease SET node = $2, place = $3, pid = $4, epoch = DEFAULT, renewed_at = DEFAULT
        WHERE pbx = $1 AND epoch = $5::text::xid8 RETURNING epoch::text""",
        row -> Long.valueOf(row.getString(0)), pbx.value(), node.name(), node.place(), node.pid(),
        Long.toString(from.epoch()));
  }

  /** False when somebody else has it. */
  boolean renew(PbxName pbx, long epoch) {
    return database.update("UPDATE calls.pbx_lease SET renewed_at = DEFAULT WHERE pbx = $1 AND epoch = $2::text::xid8",
        pbx.value(), Long.toString(epoch)) == 1;
  }

  /** Lets it go: whoever waits need not wait until it lapses. */
  void release(PbxName pbx, long epoch) {
    database.update("UPDATE calls.pbx_lease SET renewed_at = NULL WHERE pbx = $1 AND epoch = $2::text::xid8",
        pbx.value(), Long.toString(epoch));
  }

  /** Whether all of these are still held; then they stay so until the transaction ends. */
  static boolean hold(Sql sql, Map<PbxName, Long> epochs) {
    return sql.query("""
        SELECT lease.pbx FROM calls.pbx_lease AS lease
          JOIN unnest($1::text[], $2::text[]) AS ours (pbx, epoch)
            ON ours.pbx = lease.pbx AND ours.epoch::xid8 = lease.epoch
        FOR KEY SHARE OF lease""", row -> row.getString(0),
        epochs.keySet().stream().map(PbxName::value).toArray(String[]::new),
        epochs.values().stream().map(String::valueOf).toArray(String[]::new)).size() == epochs.size();
  }
}
