package io.scoutline.people.staff;

import io.scoutline.audit.AuditLog;
import io.scoutline.kernel.Actor;
import io.scoutline.kernel.PersonId;
import io.scoutline.people.CurrentPeople;
import io.scoutline.people.EndpointAssignment;
import io.scoutline.people.Person;
import io.scoutline.platform.database.Database;
import io.scoutline.platform.database.Sql;
import io.scoutline.platform.wire.Problem;
import io.scoutline.platform.wire.Versions;
import io.scoutline.platform.wire.Problem.Fault;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gives people their phones. Waits; call on a virtual thread. */
public final class Phones {

  private final PersonStore persons = new PersonStore();
  private final PhoneStore store = new PhoneStore();
  private final Database database;
  private final CurrentPeople current;
  private final AuditLog audit;

  public Phones(Database database, CurrentPeople current, AuditLog audit) {
    this.database = database;
    this.current = current;
    this.audit = audit;
  }

  /**
   * Replaces all phones of an active person.
   *
   * @throws Problem 404, 409 when {@code version} is not the person's newest, 400 when a device or an extension is
   *     another's
   */
  public void set(Actor by, PersonId person, long version, List<EndpointAssignment> wanted) {
    database.inTransaction(sql -> {
      persons.lock(sql);
      Person before = persons.findForChange(sql, person).filter(Person::active)
          .orElseThrow(() -> Problem.notFound("person"));
      Versions.require(before.version(), version);
      List<Fault> faults = faults(sql, person, wanted);
      if (!faults.isEmpty()) {
        throw Problem.invalid(faults);
      }
      store.replace(sql, person, wanted);
      persons.touch(sql, person);
      audit.record(sql, by, "endpoints.changed", "person:" + person, Map.of("to", wanted.stream()
          .map(phone -> phone.pbx() + " " + phone.name() + " " + phone.extension()).toList()));
    });
    current.changed();
  }

  private List<Fault> faults(Sql sql, PersonId person, List<EndpointAssignment> wanted) {
    var faults = new ArrayList<Fault>();
    List<EndpointAssignment> others = store.all(sql).stream()
        .filter(phone -> !phone.person().equals(person)).toList();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < wanted.size(); i++) {
      EndpointAssignment phone = wanted.get(i);
      String at = "endpoints." + i;
      if (!seen.add(phone.pbx() + " " + phone.name())) {
        faults.add(new Fault(at + ".name", "twice", "This device is in the list twice."));
      }
      others.stream().filter(other -> other.pbx().equals(phone.pbx())).forEach(other -> {
        if (other.name().equals(phone.name())) {
          faults.add(new Fault(at + ".name", "taken", "This device belongs to " + name(sql, other.person()) + "."));
        } else if (other.extension().equals(phone.extension())) {
          faults.add(new Fault(at + ".extension", "taken",
              "This extension belongs to " + name(sql, other.person()) + "."));
        }
      });
    }
    return faults;
  }

  private String name(Sql sql, PersonId person) {
    return persons.find(sql, person).map(Person::name).orElse("somebody else");
  }
}
