package io.scoutline.desk;

import io.scoutline.audit.AuditLog;
import io.scoutline.calls.rows.CallStore;
import io.scoutline.kernel.Actor;
import io.scoutline.kernel.BusinessZone;
import io.scoutline.kernel.CallId;
import io.scoutline.kernel.ClientId;
import io.scoutline.kernel.ContactId;
import io.scoutline.platform.database.Database;
import io.scoutline.platform.database.Sql;
import io.scoutline.platform.wire.Problem;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A person's word on which client a call was with (P3.3), on the audit (P16.4). Waits; call on a virtual thread. */
public final class Naming {

  private final DeskStore store;
  private final Database database;
  private final AuditLog audit;
  private final BusinessZone zone;
  private final InstantSource clock;

  public Naming(DeskStore store, Database database, AuditLog audit, BusinessZone zone, InstantSource clock) {
    this.store = store;
    this.database = database;
    this.audit = audit;
    this.zone = zone;
    this.clock = clock;
  }

  /**
   * Asked of a call that has left the desks.
   *
   * @throws Problem 404 when it is not theirs to name, 403 when their time to do so is over
   */
  void require(Actor actor, CallId call) {
    switch (right(actor, call)) {
      case NOT_THEIRS -> throw Problem.notFound("call");
      case TOO_LATE -> throw Problem.forbidden("naming_over", "Who took part says with whom a call was on its day, or"
          + " until it is written up, for three days at most. Your head or a supervisor can put it right.");
      case OPEN -> { }
    }
  }

  /** Of a call that has left the desks. */
  NamingRight right(Actor actor, CallId call) {
    return store.past(call).map(past -> NamingRight.of(actor, past, clock.instant(), zone))
        .orElse(NamingRight.NOT_THEIRS);
  }

  /** False when the call has no row yet. What was said already is no news. */
  boolean name(Actor by, CallId call, ClientId client, Optional<ContactId> contact) {
    return database.transaction(sql -> name(sql, by, call, client, contact));
  }

  /** {@link #name(Actor, CallId, ClientId, Optional)} as a part of something larger. */
  boolean name(Sql sql, Actor by, CallId call, ClientId client, Optional<ContactId> contact) {
    Optional<CallStore.Attributed> before = CallStore.attributed(sql, call);
    before.filter(was -> !was.client().equals(Optional.of(client)) || !was.contact().equals(contact))
        .ifPresent(was -> change(sql, by, call, was, client, contact));
    return before.isPresent();
  }

  private void change(Sql sql, Actor by, CallId call, CallStore.Attributed was, ClientId client,
      Optional<ContactId> contact) {
    CallStore.attribute(sql, call, client, contact);
    CallStore.Attributed is = CallStore.attributed(sql, call).orElseThrow();
    var detail = new LinkedHashMap<String, Object>();
    detail.put("client", change(was.clientName(), is.clientName()));
    detail.put("clientId", change(was.client().map(ClientId::value), is.client().map(ClientId::value)));
    if (!was.contactName().equals(is.contactName())) {
      detail.put("contact", change(was.contactName(), is.contactName()));
    }
    detail.put("startedAt", was.startedAt().toString());
    audit.record(sql, by, "call.named", "call:" + call, detail);
  }

  private static Map<String, Object> change(Optional<?> from, Optional<?> to) {
    var change = new LinkedHashMap<String, Object>();
    change.put("from", from.orElse(null));
    change.put("to", to.orElse(null));
    return change;
  }
}
