package io.scoutline.promises;

import io.scoutline.audit.AuditLog;
import io.scoutline.kernel.Actor;
import io.scoutline.kernel.PersonId;
import io.scoutline.platform.database.Database;
import io.scoutline.platform.database.DatabaseFault;
import io.scoutline.platform.database.Sql;
import java.time.InstantSource;
import java.util.LinkedHashMap;

/**
 * A person's word that a call-back is done, or not done after all (P3.6), on the audit (P16.4): nobody's call proves
 * it. Waits; call on a virtual thread.
 */
final class PromiseWord {

  private final Database database;
  private final AuditLog audit;
  private final InstantSource clock;

  PromiseWord(Database database, AuditLog audit, InstantSource clock) {
    this.database = database;
    this.audit = audit;
    this.clock = clock;
  }

  /** False when it was done already. */
  boolean kept(Actor by, Promise promise) {
    return database.transaction(sql -> PromiseStore.keep(sql, promise.id(), by.person(), clock.instant())
        && told(sql, by, "promise.kept", promise));
  }

  /** False when a call kept it, or the client has called in vain again meanwhile. */
  boolean reopened(Actor by, Promise promise) {
    try {
      return database.transaction(sql -> PromiseStore.reopen(sql, promise.id())
          && told(sql, by, "promise.reopened", promise));
    } catch (DatabaseFault fault) {
      if (fault.isUniqueViolation()) {
        return false;
      }
      throw fault;
    }
  }

  private boolean told(Sql sql, Actor by, String action, Promise promise) {
    var detail = new LinkedHashMap<String, Object>();
    detail.put("owner", promise.owner().map(PersonId::value).orElse(0L));
    promise.client().ifPresent(client -> {
      detail.put("client", promise.clientName());
      detail.put("clientId", client.value());
    });
    detail.put("number", promise.number());
    detail.put("call", promise.lastCall().toString());
    detail.put("since", promise.madeAt().toString());
    audit.record(sql, by, action, "promise:" + promise.id(), detail);
    return true;
  }
}
