package io.scoutline.people.signin;

import io.scoutline.audit.AuditLog;
import io.scoutline.kernel.PersonId;
import io.scoutline.people.signin.PasswordStore.Account;
import io.scoutline.people.signin.SignInLimits.Refusal;
import io.scoutline.people.signin.SignInLimits.Trier;
import io.scoutline.platform.database.Database;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Checks a login and a password (P16.2). A login that nobody has, a person who has left and a wrong password are
 * refused alike and take the same time. Waits; call on a virtual thread.
 */
public final class SignIn {

  /** What came of an attempt. */
  public sealed interface Outcome {
    /** @param browser the token by which this browser is known from now on */
    record Admitted(Sessions.Begun begun, String browser) implements Outcome {
      @Override
      public String toString() {
        return "Admitted " + begun;
      }
    }

    record Refused() implements Outcome {}

    /** Too many wrong attempts; nothing was checked. */
    record TooMany(Refusal refusal) implements Outcome {}
  }

  /** Where an attempt comes from. @param browser the token by which a browser is known, as it was sent */
  public record From(String ip, String userAgent, Optional<String> browser) {}

  private final PasswordStore store = new PasswordStore();
  private final Database database;
  private final Passwords passwords;
  private final Sessions sessions;
  private final KnownBrowsers browsers;
  private final SignInLimits limits;
  private final AuditLog audit;

  public SignIn(Database database, Passwords passwords, Sessions sessions, KnownBrowsers browsers, SignInLimits limits,
      AuditLog audit) {
    this.database = database;
    this.passwords = passwords;
    this.sessions = sessions;
    this.browsers = browsers;
    this.limits = limits;
    this.audit = audit;
  }

  /**
   * @param typed a login in whatever case; folded here once for the limits and the database alike, for the database
   *     folds some letters in its own way ({@code İ}) and each spelling would have attempts of its own
   * @throws io.scoutline.platform.wire.Problem 503 when more people sign in than the machine can check
   */
  public Outcome attempt(String typed, String password, From from) {
    String login = typed.toLowerCase(Locale.ROOT);
    Trier trier = browsers.find(from.browser(), login).<Trier>map(Trier.InKnownBrowser::new)
        .orElseGet(() -> new Trier.Stranger(login, from.ip()));
    Optional<Refusal> refusal = limits.attempt(trier);
    if (refusal.isPresent()) {
      return new Outcome.TooMany(refusal.get());
    }
    Optional<Account> account;
    Optional<PasswordHash> stored;
    boolean right;
    try {
      account = store.byLogin(database, login);
      stored = account.flatMap(Account::password);
      right = passwords.matches(password, stored);
    } catch (RuntimeException notJudged) {
      limits.giveBack(trier);
      throw notJudged;
    }
    if (!right) {
      refused(account, from.ip());
      return new Outcome.Refused();
    }
    limits.giveBack(trier);
    PersonId person = account.orElseThrow().person();
    stored.filter(passwords::isOutdated)
        .ifPresent(old -> store.renew(database, person, old, passwords.hash(password)));
    return admit(person, from);
  }

  private Outcome.Admitted admit(PersonId person, From from) {
    return database.transaction(sql -> {
      Sessions.Begun begun = sessions.begin(sql, person, from.ip(), from.userAgent());
      audit.record(sql, Optional.of(person), "session.begun", subject(person),
          Map.of("session", begun.session().id(), "ip", from.ip()));
      return new Outcome.Admitted(begun, browsers.remember(sql, from.browser(), person));
    });
  }

  /** What was typed as a login is not written down when nobody has it: it may have been a password. */
  private void refused(Optional<Account> account, String ip) {
    String subject = account.map(known -> subject(known.person())).orElse("person:unknown");
    audit.record(database, Optional.empty(), "session.refused", subject, Map.of("ip", ip));
  }

  /** Whole seconds after which the next attempt will not be refused again. */
  public static Duration roundedUp(Duration wait) {
    return Duration.ofSeconds(wait.plusMillis(999).toSeconds());
  }

  private static String subject(PersonId person) {
    return "person:" + person;
  }
}
