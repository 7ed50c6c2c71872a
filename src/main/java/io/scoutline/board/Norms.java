package io.scoutline.board;

import io.scoutline.audit.AuditLog;
import io.scoutline.kernel.Actor;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.Role;
import io.scoutline.platform.database.Database;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Sets norms and takes them back (P7.1), on the audit (P16.4). Waits; call on a virtual thread. */
final class Norms {

  private final Database database;
  private final AuditLog audit;
  private final InstantSource clock;

  Norms(Database database, AuditLog audit, InstantSource clock) {
    this.database = database;
    this.audit = audit;
    this.clock = clock;
  }

  /** Of a role or of one person, from a day on; one that began on the same day is replaced. */
  void set(Actor by, Optional<Role> role, Optional<PersonId> person, int least, int most, LocalDate from) {
    database.inTransaction(sql -> {
      Optional<Norm> before = BoardStore.normOf(sql, role, person, from);
      BoardStore.setNorm(sql, role, person, least, most, from, by.person(), clock.instant());
      audit.record(sql, by, "norm.set", subject(role, person), Map.of("min", change(before, Norm::least, least),
          "max", change(before, Norm::most, most), "validFrom", from.toString()));
    });
  }

  /** The norm before it holds again. @return whether there was such a norm */
  boolean remove(Actor by, long id) {
    return database.transaction(sql -> {
      Optional<Norm> gone = BoardStore.removeNorm(sql, id);
      gone.ifPresent(norm -> audit.record(sql, by, "norm.removed", subject(norm.role(), norm.person()),
          Map.of("min", norm.least(), "max", norm.most(), "validFrom", norm.validFrom().toString())));
      return gone.isPresent();
    });
  }

  private static Map<String, Object> change(Optional<Norm> before, Function<Norm, Integer> limit, int now) {
    var change = new LinkedHashMap<String, Object>();
    change.put("from", before.map(limit).orElse(null));
    change.put("to", now);
    return change;
  }

  private static String subject(Optional<Role> role, Optional<PersonId> person) {
    return person.map(one -> "person:" + one)
        .orElseGet(() -> "role:" + role.orElseThrow().name().toLowerCase(Locale.ROOT));
  }
}
