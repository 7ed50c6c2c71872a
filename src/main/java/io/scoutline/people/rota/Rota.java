package io.scoutline.people.rota;

import io.scoutline.audit.AuditLog;
import io.scoutline.kernel.Actor;
import io.scoutline.kernel.BusinessZone;
import io.scoutline.kernel.PersonId;
import io.scoutline.people.Absence;
import io.scoutline.people.CurrentPeople;
import io.scoutline.people.Interval;
import io.scoutline.people.Person;
import io.scoutline.people.Shift;
import io.scoutline.people.staff.PersonStore;
import io.scoutline.platform.database.Database;
import io.scoutline.platform.wire.Problem;
import io.scoutline.platform.wire.Versions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Plans hours and absences. Waits; call on a virtual thread. */
public final class Rota {

  private final PersonStore persons = new PersonStore();
  private final RosterStore store = new RosterStore();
  private final Database database;
  private final CurrentPeople current;
  private final AuditLog audit;
  private final BusinessZone zone;

  public Rota(Database database, CurrentPeople current, AuditLog audit, BusinessZone zone) {
    this.database = database;
    this.current = current;
    this.audit = audit;
    this.zone = zone;
  }

  /**
   * Replaces all shifts of a person.
   *
   * @throws Problem 404, or 409 when {@code version} is not the person's newest
   */
  void setShifts(Actor by, PersonId person, long version, List<Shift> shifts) {
    database.inTransaction(sql -> {
      persons.lock(sql);
      Person before = persons.findForChange(sql, person).filter(Person::active)
          .orElseThrow(() -> Problem.notFound("person"));
      Versions.require(before.version(), version);
      store.replaceShifts(sql, person, shifts);
      persons.touch(sql, person);
      audit.record(sql, by, "shifts.changed", "person:" + person, Map.of("shifts", shifts.size()));
    });
    current.changed();
  }

  /**
   * Plans an absence beside those that are planned.
   *
   * @throws Problem 404, or 400 when the deputy is unknown, gone or the person themselves, or when the person is away
   *     at some of that time already: two deputies at once would be a guess
   */
  long addAbsence(Actor by, PersonId person, Interval time, Absence.Kind kind, Optional<PersonId> deputy) {
    long id = database.transaction(sql -> {
      persons.lock(sql);
      persons.find(sql, person).filter(Person::active).orElseThrow(() -> Problem.notFound("person"));
      if (deputy.filter(person::equals).isPresent()) {
        throw Problem.invalid("deputyId", "self", "Nobody deputises for themselves.");
      }
      if (deputy.isPresent() && persons.find(sql, deputy.get()).filter(Person::active).isEmpty()) {
        throw Problem.invalid("deputyId", "unknown", "There is no such colleague.");
      }
      store.absenceWithin(sql, person, time).ifPresent(planned -> {
        throw Problem.invalid("from", "overlaps", "This person is away already from "
            + zone.dayOf(planned.time().from()) + " to " + zone.lastDayOf(planned.time().to())
            + ". Remove that absence first, or choose other days.");
      });
      long added = store.insertAbsence(sql, person, time, kind, deputy);
      audit.record(sql, by, "absence.added", "person:" + person, Map.of("absence", added,
          "kind", kind.name().toLowerCase(Locale.ROOT), "from", time.from().toString(), "to", time.to().toString(),
          "deputy", deputy.map(PersonId::value).orElse(0L)));
      return added;
    });
    current.changed();
    return id;
  }

  /**
   * @param allowed whether the absence of this person may be removed
   * @throws Problem 404 when there is no such absence or it may not
   */
  void removeAbsence(Actor by, long id, Predicate<PersonId> allowed) {
    database.inTransaction(sql -> {
      Absence absence = store.findAbsence(sql, id).filter(found -> allowed.test(found.person()))
          .orElseThrow(() -> Problem.notFound("absence"));
      if (store.deleteAbsence(sql, id)) {
        audit.record(sql, by, "absence.removed", "person:" + absence.person(), Map.of("absence", id,
            "from", absence.time().from().toString(), "to", absence.time().to().toString()));
      }
    });
    current.changed();
  }
}
