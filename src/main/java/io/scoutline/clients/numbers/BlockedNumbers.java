package io.scoutline.clients.numbers;

import io.scoutline.audit.AuditLog;
import io.scoutline.clients.BlockedNumber;
import io.scoutline.clients.BlockedNumberStore;
import io.scoutline.clients.directory.DirectoryFeed;
import io.scoutline.kernel.Actor;
import io.scoutline.kernel.PhoneNumber;
import io.scoutline.platform.database.Database;
import io.scoutline.platform.wire.Problem;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Blocks numbers and releases them (P4.4), on the audit. Waits; call on a virtual thread. */
public final class BlockedNumbers {

  private final BlockedNumberStore store = new BlockedNumberStore();
  private final Database database;
  private final DirectoryFeed feed;
  private final AuditLog audit;
  private final InstantSource clock;

  public BlockedNumbers(Database database, DirectoryFeed feed, AuditLog audit, InstantSource clock) {
    this.database = database;
    this.feed = feed;
    this.audit = audit;
    this.clock = clock;
  }

  /** The newest first. */
  public List<BlockedNumber> all() {
    return store.all(database);
  }

  /** Blocks all extensions of the number; a number that is blocked already gets the new reason. */
  public void block(Actor by, PhoneNumber number, String reason) {
    database.inTransaction(sql -> {
      store.block(sql, number, reason, by.person(), clock.instant());
      audit.record(sql, by, "number.blocked", "number:" + number.e164(), Map.of("reason", reason));
    });
    feed.catchUp();
  }

  /** @throws Problem 404 when it is not blocked */
  public void unblock(Actor by, PhoneNumber number) {
    database.inTransaction(sql -> {
      String reason = store.unblock(sql, number).orElseThrow(() -> Problem.notFound("blocked number"));
      audit.record(sql, by, "number.unblocked", "number:" + number.e164(), Map.of("reason", reason));
    });
    feed.catchUp();
  }
}
