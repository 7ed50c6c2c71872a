package io.scoutline.clients;

import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.PhoneNumber;
import io.scoutline.platform.database.Columns;
import io.scoutline.platform.database.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The blocked numbers (P4.4). */
public final class BlockedNumberStore {

  /** The newest first. */
  public List<BlockedNumber> all(Sql sql) {
    return sql.query("""
        SELECT e164, reason, blocked_by, blocked_at FROM clients.blocked_number ORDER BY blocked_at DESC, e164""",
        row -> new BlockedNumber(PhoneNumber.of(row.getString("e164")), row.getString("reason"),
            Columns.id(row, "blocked_by", PersonId::new), Columns.instant(row, "blocked_at")));
  }

  /** @return false when it was blocked before; then only the reason is renewed */
  public boolean block(Sql sql, PhoneNumber number, String reason, PersonId by, Instant now) {
    return sql.exactlyOne("""
        INSERT INTO clients.blocked_number (e164, reason, blocked_by, blocked_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (e164) DO UPDATE SET reason = excluded.reason
        RETURNING xmax = 0 AS fresh""",
        row -> row.getBoolean("fresh"), number.e164(), reason, by, now);
  }

  public Optional<String> unblock(Sql sql, PhoneNumber number) {
    return sql.one("DELETE FROM clients.blocked_number WHERE e164 = $1 RETURNING reason",
        row -> row.getString("reason"), number.e164());
  }
}
