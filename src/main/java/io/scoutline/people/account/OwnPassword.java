package io.scoutline.people.account;

import io.scoutline.audit.AuditLog;
import io.scoutline.kernel.PersonId;
import io.scoutline.people.signin.KnownBrowsers;
import io.scoutline.people.signin.PasswordHash;
import io.scoutline.people.signin.PasswordStore;
import io.scoutline.people.signin.PasswordStore.Account;
import io.scoutline.people.signin.Passwords;
import io.scoutline.people.signin.Sessions;
import io.scoutline.people.signin.SignIn;
import io.scoutline.people.signin.SignInLimits;
import io.scoutline.people.signin.SignInLimits.Trier;
import io.scoutline.people.staff.Personnel;
import io.scoutline.platform.database.Database;
import io.scoutline.platform.wire.Problem;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lets somebody choose their own password (P16.2). Waits; call on a virtual thread. */
public final class OwnPassword {

  private final PasswordStore store = new PasswordStore();
  private final Database database;
  private final Passwords passwords;
  private final Sessions sessions;
  private final KnownBrowsers browsers;
  private final SignInLimits limits;
  private final AuditLog audit;
  private final InstantSource clock;

  public OwnPassword(
      Database database, Passwords passwords, Sessions sessions, KnownBrowsers browsers, SignInLimits limits,
      AuditLog audit, InstantSource clock) {
    this.database = database;
    this.passwords = passwords;
    this.sessions = sessions;
    this.browsers = browsers;
    this.limits = limits;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Ends all sessions of this person but the given one, and forgets their other browsers. Wrong guesses at the current
   * password are limited like those at sign-in, for somebody may sit at a colleague's open page.
   *
   * @throws Problem 400 when the current password is wrong or the next one weak, 429 after too many wrong ones
   */
  void change(PersonId person, long session, String current, String next, Optional<String> browser) {
    Account account = store.of(database, person).orElseThrow(Problem::signedOut);
    var trier = new Trier.SignedIn(person);
    limits.attempt(trier).ifPresent(refusal -> {
      throw Problem.tooMany(SignIn.roundedUp(refusal.retryAfter()));
    });
    boolean right;
    try {
      right = passwords.matches(current, account.password());
    } catch (RuntimeException notJudged) {
      limits.giveBack(trier);
      throw notJudged;
    }
    if (!right) {
      throw Problem.invalid("current", "wrong_password", "This is not your current password.");
    }
    limits.giveBack(trier);
    Personnel.refuseWeak("next", next, account.login());
    PasswordHash hash = passwords.hash(next);
    List<Long> ended = database.transaction(sql -> {
      store.set(sql, person, hash, false, clock.instant());
      audit.record(sql, Optional.of(person), "password.changed", "person:" + person, Map.of());
      browsers.forgetOthersOf(sql, person, browser);
      return sessions.deleteAllOf(sql, person, session);
    });
    sessions.ended(ended);
    sessions.changed(session);
  }
}
