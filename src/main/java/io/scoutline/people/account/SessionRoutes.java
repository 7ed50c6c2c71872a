package io.scoutline.people.account;

import io.scoutline.audit.AuditLog;
import io.scoutline.kernel.PersonId;
import io.scoutline.people.CurrentPeople;
import io.scoutline.people.Installation;
import io.scoutline.people.Language;
import io.scoutline.people.PeopleDirectory;
import io.scoutline.people.Person;
import io.scoutline.people.Theme;
import io.scoutline.people.signin.KnownBrowsers;
import io.scoutline.people.signin.PasswordStore;
import io.scoutline.people.signin.SessionList;
import io.scoutline.people.signin.Sessions;
import io.scoutline.people.signin.SignIn.Outcome;
import io.scoutline.people.signin.SignIn;
import io.scoutline.people.signin.SignInLimits.Refusal;
import io.scoutline.people.staff.Personnel;
import io.scoutline.platform.api.Access;
import io.scoutline.platform.api.Api;
import io.scoutline.platform.api.Reply;
import io.scoutline.platform.api.Request;
import io.scoutline.platform.api.SignedIn;
import io.scoutline.platform.database.Database;
import io.scoutline.platform.wire.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Signing in and out, and what everybody may do for themselves (P16.2). */
public final class SessionRoutes {

  record SignInBody(String login, String password) {
    @Override
    public String toString() {
      return "SignInBody";
    }
  }

  record MeBody(Optional<Language> locale, Optional<Theme> theme, Optional<Boolean> singleKeys) {}

  record PasswordBody(String current, String next) {
    @Override
    public String toString() {
      return "PasswordBody";
    }
  }

  private final PasswordStore passwords = new PasswordStore();
  private final Database database;
  private final CurrentPeople current;
  private final Sessions sessions;
  private final SignIn signIn;
  private final OwnPassword ownPassword;
  private final Personnel personnel;
  private final AuditLog audit;
  private final Installation installation;
  private final Duration cookieLifetime;

  public SessionRoutes(
      Database database, CurrentPeople current, Sessions sessions, SignIn signIn, OwnPassword ownPassword,
      Personnel personnel, AuditLog audit, Installation installation, Duration cookieLifetime) {
    this.database = database;
    this.current = current;
    this.sessions = sessions;
    this.signIn = signIn;
    this.ownPassword = ownPassword;
    this.personnel = personnel;
    this.audit = audit;
    this.installation = installation;
    this.cookieLifetime = cookieLifetime;
  }

  public void register(Api api) {
    api.operation("signIn", Access.anyone(), this::signIn)
        .operation("getSession", Access.signedIn(), request -> Reply.ok(view(request.session())))
        .operation("signOut", Access.signedIn(), this::signOut)
        .operation("updateMe", Access.signedIn(), this::updateMe)
        .operation("changePassword", Access.signedIn(), this::changePassword)
        .operation("listSessions", Access.signedIn(), this::listSessions)
        .operation("endSession", Access.signedIn(), this::endSession);
  }

  private Reply signIn(Request request) {
    SignInBody body = request.body(SignInBody.class);
    var from = new SignIn.From(request.peer().address(), request.header("User-Agent").orElse(""), request.browser());
    return switch (signIn.attempt(body.login().strip(), body.password(), from)) {
      case Outcome.Admitted(Sessions.Begun begun, String browser) -> {
        request.signedIn().ifPresent(this::end);
        yield Reply.ok(view(begun.session().person(), begun.session().csrf()))
            .withSession(begun.token(), cookieLifetime).withBrowser(browser, KnownBrowsers.KEPT);
      }
      case Outcome.Refused() ->
          throw Problem.of(401, "wrong_credentials", "The login or the password is wrong.");
      case Outcome.TooMany(Refusal(Duration retryAfter, boolean everywhere)) -> throw everywhere
          ? Problem.loginGuessedAt(SignIn.roundedUp(retryAfter)) : Problem.tooMany(SignIn.roundedUp(retryAfter));
    };
  }

  private Reply signOut(Request request) {
    end(request.session());
    return Reply.nothing().endingSession();
  }

  private Reply updateMe(Request request) {
    MeBody body = request.body(MeBody.class);
    personnel.updateOwn(request.actor(), body.locale(), body.theme(), body.singleKeys());
    return Reply.ok(view(request.session()));
  }

  private Reply changePassword(Request request) {
    PasswordBody body = request.body(PasswordBody.class);
    ownPassword.change(request.actor().person(), Long.parseLong(request.session().session()), body.current(),
        body.next(), request.browser());
    return Reply.nothing();
  }

  private Reply listSessions(Request request) {
    return Reply.ok(SessionList.of(sessions.of(request.actor().person()), request.signedIn()));
  }

  private Reply endSession(Request request) {
    long id = request.pathNumber("id");
    sessions.byId(id).filter(session -> session.person().equals(request.actor().person()))
        .orElseThrow(() -> Problem.notFound("session"));
    end(id, request.actor().person());
    boolean own = request.session().session().equals(Long.toString(id));
    return own ? Reply.nothing().endingSession() : Reply.nothing();
  }

  private void end(SignedIn signedIn) {
    end(Long.parseLong(signedIn.session()), signedIn.actor().person());
  }

  private void end(long id, PersonId person) {
    database.inTransaction(sql -> sessions.delete(sql, id).ifPresent(ended -> audit.record(
        sql, Optional.of(person), "session.ended", "person:" + ended.person(), Map.of("session", id))));
    sessions.ended(List.of(id));
  }

  private SessionView view(SignedIn signedIn) {
    return view(signedIn.actor().person(), signedIn.csrfToken());
  }

  private SessionView view(PersonId id, String csrf) {
    PeopleDirectory directory = current.directory();
    Person person = directory.person(id).orElseThrow(Problem::signedOut);
    return SessionView.of(person, csrf, passwords.isChangeDue(database, id), directory, installation);
  }
}
