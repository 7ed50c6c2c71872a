package io.scoutline.people.staff;

import io.scoutline.audit.AuditLog;
import io.scoutline.kernel.CleanText;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.Role;
import io.scoutline.kernel.TeamId;
import io.scoutline.people.CurrentPeople;
import io.scoutline.people.Language;
import io.scoutline.people.PeopleDirectory;
import io.scoutline.people.Person;
import io.scoutline.people.signin.SessionList;
import io.scoutline.people.signin.Sessions;
import io.scoutline.people.staff.PeopleViews.PersonView;
import io.scoutline.platform.api.Access;
import io.scoutline.platform.api.Api;
import io.scoutline.platform.api.Reply;
import io.scoutline.platform.api.Request;
import io.scoutline.platform.database.Database;
import io.scoutline.platform.wire.Problem;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Accounts and roles, for admins; heads read them and allow exceptions (P1). */
public final class PeopleRoutes {

  record CreateBody(
      String name, String login, Set<Role> roles, Optional<TeamId> teamId, Optional<Language> locale,
      Optional<String> password, Optional<String> roleException) {}

  record ChangeBody(
      long version, Optional<String> name, Optional<String> login, Optional<Set<Role>> roles,
      Optional<TeamId> teamId, Optional<Boolean> active, Optional<String> roleException) {}

  record PasswordBody(String password) {
    @Override
    public String toString() {
      return "PasswordBody";
    }
  }

  record ExceptionBody(String reason) {}

  record PeopleView(List<PersonView> items) {}

  private final Database database;
  private final CurrentPeople current;
  private final Personnel personnel;
  private final Sessions sessions;
  private final AuditLog audit;
  private final InstantSource clock;

  public PeopleRoutes(
      Database database, CurrentPeople current, Personnel personnel, Sessions sessions, AuditLog audit,
      InstantSource clock) {
    this.database = database;
    this.current = current;
    this.personnel = personnel;
    this.sessions = sessions;
    this.audit = audit;
    this.clock = clock;
  }

  public void register(Api api) {
    Access admin = Access.roles(Role.ADMIN);
    api.operation("listPeople", Access.roles(Role.ADMIN, Role.HEAD), this::listPeople)
        .operation("createPerson", admin, this::createPerson)
        .operation("updatePerson", admin, this::updatePerson)
        .operation("setPassword", admin, this::setPassword)
        .operation("grantRoleException", Access.roles(Role.HEAD), this::grantRoleException)
        .operation("listSessionsOf", admin, this::listSessionsOf)
        .operation("endSessionsOf", admin, this::endSessionsOf);
  }

  private Reply listPeople(Request request) {
    PeopleDirectory directory = current.directory();
    Optional<Long> team = request.queryNumber("team");
    Optional<Boolean> active = request.queryFlag("active");
    return Reply.ok(new PeopleView(directory.people().stream()
        .filter(person -> active.isEmpty() || person.active() == active.get())
        .filter(person -> team.isEmpty() || person.team().map(TeamId::value).equals(team))
        .sorted(Comparator.comparing(Person::name).thenComparing(person -> person.id().value()))
        .map(person -> PeopleViews.person(person, directory, clock.instant()))
        .toList()));
  }

  private Reply createPerson(Request request) {
    CreateBody body = request.body(CreateBody.class);
    PersonId id = personnel.create(request.actor(), new NewPerson(
        CleanText.line(body.name()), body.login().strip(), body.roles(), body.teamId(),
        body.locale().orElse(Language.RU), body.password(), reason(body.roleException())));
    return Reply.created("/api/people/" + id, view(id));
  }

  private Reply updatePerson(Request request) {
    ChangeBody body = request.body(ChangeBody.class);
    boolean changesTeam = request.body().containsKey("teamId");
    PersonId id = known(request).id();
    personnel.update(request.actor(), id, body.version(), person -> new Person(
        id,
        body.name().map(CleanText::line).orElse(person.name()),
        body.login().map(String::strip).orElse(person.login()),
        body.roles().orElse(person.roles()),
        changesTeam ? body.teamId() : person.team(),
        person.language(), person.theme(), person.singleKeys(),
        body.active().orElse(person.active()),
        person.version()), reason(body.roleException()));
    return Reply.ok(view(id));
  }

  private Reply setPassword(Request request) {
    personnel.setPassword(request.actor(), known(request).id(), request.body(PasswordBody.class).password());
    return Reply.nothing();
  }

  private Reply grantRoleException(Request request) {
    String reason = reason(Optional.of(request.body(ExceptionBody.class).reason())).orElseThrow(
        () -> Problem.invalid("reason", "required", "Say why this combination is allowed."));
    personnel.grantRoleException(request.actor(), known(request).id(), reason);
    return Reply.nothing();
  }

  private Reply listSessionsOf(Request request) {
    return Reply.ok(SessionList.of(sessions.of(known(request).id()), request.signedIn()));
  }

  private Reply endSessionsOf(Request request) {
    PersonId person = known(request).id();
    List<Long> ended = database.transaction(sql -> {
      List<Long> gone = sessions.deleteAllOf(sql, person, 0);
      audit.record(sql, request.actor(), "session.ended", "person:" + person, Map.of("sessions", gone.size()));
      return gone;
    });
    sessions.ended(ended);
    return Reply.nothing();
  }

  private Person known(Request request) {
    return PathIds.person(request, current.directory());
  }

  private PersonView view(PersonId id) {
    PeopleDirectory directory = current.directory();
    return PeopleViews.person(
        directory.person(id).orElseThrow(() -> Problem.notFound("person")), directory, clock.instant());
  }

  private static Optional<String> reason(Optional<String> text) {
    return text.map(CleanText::line).filter(reason -> !reason.isEmpty());
  }
}
