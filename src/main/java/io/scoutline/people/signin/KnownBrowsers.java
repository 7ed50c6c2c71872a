package io.scoutline.people.signin;

import io.scoutline.kernel.PersonId;
import io.scoutline.platform.database.Database;
import io.scoutline.platform.database.Sql;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The browsers in which people have signed in before (P16.2), each known by a random token in a cookie of its own. A
 * browser is known for those alone who have signed in in it, so that a colleague's cookie opens no second account of
 * attempts for somebody else's login. With each sign-in the token changes: who has copied an earlier one has nothing.
 *
 * <p>Methods wait; call on virtual or plain threads.
 */
public final class KnownBrowsers {

  /** How long a browser is known after its last sign-in, and how long it keeps the cookie. */
  public static final Duration KEPT = Duration.ofDays(180);
  private static final int MOST_OF_ONE = 20;

  private final BrowserStore store = new BrowserStore();
  private final Database database;
  private final RandomGenerator random;
  private final InstantSource clock;

  /** @param random of cryptographic strength */
  public KnownBrowsers(Database database, RandomGenerator random, InstantSource clock) {
    this.database = database;
    this.random = random;
    this.clock = clock;
  }

  /** What stands for the use of this browser under this login; empty when nobody has signed in there under it. */
  Optional<Long> find(Optional<String> token, String login) {
    return token.flatMap(secret -> store.find(database, TokenHash.of(secret), login, clock.instant().minus(KEPT)));
  }

  /**
   * This person has signed in in this browser, within the transaction of {@code sql}.
   *
   * @param before the token that the browser had, or what was sent instead of one
   * @return its token from now on
   */
  String remember(Sql sql, Optional<String> before, PersonId person) {
    String token = Secrets.next(random);
    Instant now = clock.instant();
    before.ifPresent(old -> store.rename(sql, TokenHash.of(old), TokenHash.of(token)));
    store.add(sql, TokenHash.of(token), person, now);
    store.keepNewest(sql, person, MOST_OF_ONE);
    return token;
  }

  /** After a new password: a browser in which somebody used the earlier one is a stranger's, except this one. */
  public void forgetOthersOf(Sql sql, PersonId person, Optional<String> token) {
    token.ifPresentOrElse(here -> store.deleteAllOf(sql, person, TokenHash.of(here)),
        () -> store.deleteAllOf(sql, person));
  }

  /** Forgets those in which nobody has signed in for {@link #KEPT}. */
  public int sweep() {
    return store.deleteUnusedSince(database, clock.instant().minus(KEPT));
  }
}
