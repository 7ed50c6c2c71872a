package io.scoutline.people;

import io.scoutline.audit.AuditLog;
import io.scoutline.people.account.OwnPassword;
import io.scoutline.people.account.SessionRoutes;
import io.scoutline.people.rota.Rota;
import io.scoutline.people.rota.RotaRoutes;
import io.scoutline.people.signin.KnownBrowsers;
import io.scoutline.people.signin.Passwords;
import io.scoutline.people.signin.Session;
import io.scoutline.people.signin.Sessions;
import io.scoutline.people.signin.SignIn;
import io.scoutline.people.signin.SignInLimits;
import io.scoutline.people.staff.PeopleRoutes;
import io.scoutline.people.staff.Personnel;
import io.scoutline.people.staff.Phones;
import io.scoutline.people.staff.RightsWatch;
import io.scoutline.people.staff.TeamRoutes;
import io.scoutline.people.staff.Teams;
import io.scoutline.platform.api.Api;
import io.scoutline.platform.api.Authenticator;
import io.scoutline.platform.api.SignedIn;
import io.scoutline.platform.database.Database;
import io.scoutline.platform.live.Live;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The people feature, put together: what the rest of the program may have of it. */
public final class People {

  private final CurrentPeople current;
  private final Sessions sessions;
  private final KnownBrowsers browsers;
  private final Company company;
  private final SessionRoutes sessionRoutes;
  private final PeopleRoutes peopleRoutes;
  private final TeamRoutes teamRoutes;
  private final RotaRoutes rotaRoutes;

  /** @param random of cryptographic strength */
  public People(
      Database database, AuditLog audit, Passwords passwords, Sessions.Settings settings, SignInLimits.Limits limits,
      Installation installation, RandomGenerator random, InstantSource clock) {
    current = new CurrentPeople(database, installation.zone(), clock);
    sessions = new Sessions(database, settings, random, clock);
    company = new Company(database, current, passwords, audit, random, clock);
    browsers = new KnownBrowsers(database, random, clock);
    var counted = new SignInLimits(limits, clock);
    var signIn = new SignIn(database, passwords, sessions, browsers, counted, audit);
    var ownPassword = new OwnPassword(database, passwords, sessions, browsers, counted, audit, clock);
    var personnel = new Personnel(database, current, passwords, sessions, browsers, audit, clock);
    sessionRoutes = new SessionRoutes(database, current, sessions, signIn, ownPassword, personnel, audit,
        installation, settings.longest());
    peopleRoutes = new PeopleRoutes(database, current, personnel, sessions, audit, clock);
    teamRoutes = new TeamRoutes(current, new Teams(database, current, audit));
    rotaRoutes = new RotaRoutes(current, new Phones(database, current, audit),
        new Rota(database, current, audit, installation.zone()), installation.zone(), clock);
  }

  public CurrentPeople current() {
    return current;
  }

  public Sessions sessions() {
    return sessions;
  }

  /** Removes sessions and known browsers whose time is over; waits. */
  int sweep() {
    return sessions.sweep() + browsers.sweep();
  }

  public Company company() {
    return company;
  }

  /** Knows a session by its token and gives its owner the roles and teams they have now. */
  public Authenticator authenticator() {
    return new Authenticator() {
      @Override
      public Optional<SignedIn> authenticate(String token) {
        return sessions.find(token).flatMap(People.this::signedIn);
      }

      @Override
      public boolean knows(String token) {
        return sessions.knows(token);
      }
    };
  }

  private Optional<SignedIn> signedIn(Session session) {
    return current.directory().actor(session.person())
        .map(actor -> new SignedIn(Long.toString(session.id()), actor, session.csrf(),
            session.passwordDue()));
  }

  /**
   * Closes live connections as soon as their session is ended here, and those of a person whose roles, team or leads
   * have changed: what they follow was allowed to whom they were before.
   */
  public void watch(Live live) {
    sessions.onEnded(ended -> ended.forEach(session -> live.endSession(Long.toString(session))));
    var rights = new RightsWatch(current.directory(), live::endPerson);
    current.onChange(rights::changed);
  }

  public void register(Api api) {
    sessionRoutes.register(api);
    peopleRoutes.register(api);
    teamRoutes.register(api);
    rotaRoutes.register(api);
  }
}
