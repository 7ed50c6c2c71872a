package io.scoutline.people.staff;

import io.scoutline.audit.AuditLog;
import io.scoutline.kernel.Actor;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.Role;
import io.scoutline.kernel.TeamId;
import io.scoutline.people.CurrentPeople;
import io.scoutline.people.Person;
import io.scoutline.people.Team;
import io.scoutline.platform.database.Database;
import io.scoutline.platform.database.Sql;
import io.scoutline.platform.wire.Problem;
import io.scoutline.platform.wire.Versions;
import io.scoutline.platform.wire.Problem.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Forms teams (P1). Waits; call on a virtual thread. */
public final class Teams {

  private static final int LONGEST_NAME = 120;

  private final PersonStore persons = new PersonStore();
  private final TeamStore store = new TeamStore();
  private final Database database;
  private final CurrentPeople current;
  private final AuditLog audit;

  public Teams(Database database, CurrentPeople current, AuditLog audit) {
    this.database = database;
    this.current = current;
    this.audit = audit;
  }

  /** @throws Problem 400 with all faults of the fields */
  TeamId create(Actor by, String name, Optional<PersonId> head, Optional<PersonId> lineManager) {
    TeamId created = database.transaction(sql -> {
      persons.lock(sql);
      check(sql, Optional.empty(), name, head, lineManager);
      TeamId id = store.insert(sql, name, head, lineManager);
      audit.record(sql, by, "team.created", "team:" + id, detail(name, head, lineManager));
      return id;
    });
    current.changed();
    return created;
  }

  /**
   * @param version the one that was seen
   * @param change makes of the team as it is the team as it shall be
   * @throws Problem 404, 409 when {@code version} is not the newest, 400 with all faults of the fields
   */
  void update(Actor by, TeamId id, long version, UnaryOperator<Team> change) {
    database.inTransaction(sql -> {
      persons.lock(sql);
      Team before = store.findForChange(sql, id).orElseThrow(() -> Problem.notFound("team"));
      Versions.require(before.version(), version);
      Team wanted = change.apply(before);
      check(sql, Optional.of(wanted.id()), wanted.name(), wanted.head(), wanted.lineManager());
      store.update(sql, wanted);
      audit.record(sql, by, "team.changed", "team:" + wanted.id(),
          Map.of("from", detail(before.name(), before.head(), before.lineManager()),
              "to", detail(wanted.name(), wanted.head(), wanted.lineManager())));
    });
    current.changed();
  }

  private void check(
      Sql sql, Optional<TeamId> whose, String name, Optional<PersonId> head, Optional<PersonId> lineManager) {
    var faults = new ArrayList<Fault>();
    if (name.isBlank() || name.length() > LONGEST_NAME) {
      faults.add(new Fault("name", "length", "A name has 1 to " + LONGEST_NAME + " characters."));
    } else if (store.isNameTaken(sql, name, whose)) {
      faults.add(new Fault("name", "taken", "Another team has this name."));
    }
    leader(sql, "headId", head, Role.HEAD, faults);
    leader(sql, "lineManagerId", lineManager, Role.LINE_MANAGER, faults);
    if (!faults.isEmpty()) {
      throw Problem.invalid(faults);
    }
  }

  private void leader(Sql sql, String field, Optional<PersonId> person, Role role, List<Fault> faults) {
    if (person.isEmpty()) {
      return;
    }
    Optional<Person> found = persons.find(sql, person.get()).filter(Person::active);
    if (found.isEmpty()) {
      faults.add(new Fault(field, "unknown", "There is no such colleague."));
    } else if (!found.get().is(role)) {
      faults.add(new Fault(field, "wrong_role", "This person does not have the role that leads a team so."));
    }
  }

  private static Map<String, Object> detail(
      String name, Optional<PersonId> head, Optional<PersonId> lineManager) {
    return Map.of("name", name, "head", head.map(PersonId::value).orElse(0L),
        "lineManager", lineManager.map(PersonId::value).orElse(0L));
  }
}
