package io.scoutline.people.staff;

import io.scoutline.kernel.Actor;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.Role;
import io.scoutline.kernel.TeamId;
import io.scoutline.people.Person;
import io.scoutline.people.Team;
import io.scoutline.people.signin.PasswordPolicy;
import io.scoutline.platform.database.Sql;
import io.scoutline.platform.wire.Problem;
import io.scoutline.platform.wire.Problem.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What must hold of a person before it is written; gathers every fault, so that all are told at once. */
final class PersonChecks {

  private static final int LONGEST_NAME = 120;
  private static final Pattern LOGIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@+-]{1,63}");

  private final PersonStore persons;
  private final TeamStore teams;
  private final Sql sql;
  private final List<Fault> faults = new ArrayList<>();

  PersonChecks(PersonStore persons, TeamStore teams, Sql sql) {
    this.persons = persons;
    this.teams = teams;
    this.sql = sql;
  }

  /** @throws Problem 400 with everything that was found */
  void raise() {
    if (!faults.isEmpty()) {
      throw Problem.invalid(faults);
    }
  }

  PersonChecks name(String name) {
    if (name.isBlank() || name.length() > LONGEST_NAME) {
      fault("name", "length", "A name has 1 to " + LONGEST_NAME + " characters.");
    }
    return this;
  }

  PersonChecks login(String login, Optional<PersonId> whose) {
    if (!LOGIN.matcher(login).matches()) {
      fault("login", "malformed", "A login has 2 to 64 Latin letters, digits or . _ @ + - and begins with a letter "
          + "or digit.");
    } else if (persons.isLoginTaken(sql, login, whose)) {
      fault("login", "taken", "Somebody else has this login.");
    }
    return this;
  }

  PersonChecks team(Optional<TeamId> team) {
    if (team.isPresent() && teams.find(sql, team.get()).isEmpty()) {
      fault("teamId", "unknown", "There is no such team.");
    }
    return this;
  }

  PersonChecks password(Optional<String> password, String login) {
    password.flatMap(chosen -> PasswordPolicy.refusal(chosen, login)).ifPresent(refusal ->
        fault("password", refusal.name().toLowerCase(Locale.ROOT), explanation(refusal)));
    return this;
  }

  /** P1: what a head has not allowed may not be combined. */
  PersonChecks roles(Set<Role> roles, boolean exceptionGranted, Optional<String> exception, Actor by) {
    if (roles.isEmpty()) {
      fault("roles", "required", "A person has at least one role.");
    }
    if (exception.isPresent() && !by.is(Role.HEAD)) {
      fault("roleException", "not_a_head", "Only a head may allow this combination of roles.");
    }
    Set<Role> conflicts = RoleRule.conflicts(roles);
    if (!conflicts.isEmpty() && exception.isEmpty() && !exceptionGranted) {
      String names = conflicts.stream().sorted().map(role -> role.name().toLowerCase(Locale.ROOT))
          .collect(Collectors.joining(", "));
      fault("roles", "conflict", "A researcher is not also " + names + ", unless a head allows it with a reason.");
    }
    return this;
  }

  /** Somebody must be able to let people in again. */
  PersonChecks staysAdministrable(Person before, Person after) {
    boolean was = before.active() && before.is(Role.ADMIN);
    boolean stays = after.active() && after.is(Role.ADMIN);
    if (was && !stays && !persons.hasAnotherAdmin(sql, before.id())) {
      fault(after.active() ? "roles" : "active", "last_admin", "This is the last administrator.");
    }
    return this;
  }

  /** A team is not left under somebody who may no longer lead it. */
  PersonChecks leadsNoTeamWrongly(Person after) {
    List<Team> wrong = teams.ledBy(sql, after.id()).stream()
        .filter(team -> !after.active()
            || team.isHeadedBy(after.id()) && !after.is(Role.HEAD)
            || team.lineManager().filter(after.id()::equals).isPresent() && !after.is(Role.LINE_MANAGER))
        .toList();
    if (!wrong.isEmpty()) {
      String names = wrong.stream().map(Team::name).collect(Collectors.joining(", "));
      fault(after.active() ? "roles" : "active", "leads_team", "First give somebody else the lead of: " + names + ".");
    }
    return this;
  }

  private void fault(String field, String code, String detail) {
    faults.add(new Fault(field, code, detail));
  }

  static String explanation(PasswordPolicy.Refusal refusal) {
    return switch (refusal) {
      case TOO_SHORT -> "A password has at least " + PasswordPolicy.SHORTEST + " characters.";
      case TOO_LONG -> "A password has at most " + PasswordPolicy.LONGEST + " characters.";
      case TOO_UNIFORM -> "The password repeats too few characters.";
      case LIKE_LOGIN -> "The password contains the login.";
      case TOO_COMMON -> "The password is among the first that strangers try.";
    };
  }
}
