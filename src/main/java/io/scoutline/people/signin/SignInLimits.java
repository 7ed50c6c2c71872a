package io.scoutline.people.signin;

import io.scoutline.kernel.Network;
import io.scoutline.kernel.PersonId;
import io.scoutline.platform.net.TokenBuckets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/**
 * How many wrong passwords are borne (P16.2). Of a stranger they are counted three times: strictly for a login from one
 * network, for all that comes from that network, and loosely for a login from wherever it is tried, which bounds what
 * can be guessed with many networks and does not shut out its owner for the sake of one. A browser in which the login's
 * owner has signed in before is counted by itself, so that no stranger can use up its attempts.
 *
 * <p>An attempt is counted before it is judged, so that many at once do not slip through, and given back when it was
 * right or could not be judged. One that is refused here is not counted.
 */
public final class SignInLimits {

  /** So many at once, then one each time. */
  public record Rate(int atOnce, Duration refill) {}

  /**
   * @param here for a login from one network
   * @param network for all logins from one network
   * @param login for a login from wherever strangers try it
   * @param known for a login in a browser that is known for it, and for whoever is signed in already
   */
  public record Limits(Rate here, Rate network, Rate login, Rate known) {
    public static final Limits USUAL = new Limits(
        new Rate(8, Duration.ofSeconds(30)), new Rate(40, Duration.ofSeconds(3)),
        new Rate(100, Duration.ofSeconds(15)), new Rate(8, Duration.ofSeconds(30)));
  }

  /** Who tries a password. */
  public sealed interface Trier {

    /** A browser in which nobody has signed in under this login. */
    record Stranger(String login, String address) implements Trier {}

    /** @param use stands for the use of one browser by one person */
    record InKnownBrowser(long use) implements Trier {}

    /** Somebody before an open page, who may be a colleague of its owner. */
    record SignedIn(PersonId person) implements Trier {}
  }

  /**
   * @param everywhere whether the login is being tried from so many networks that all strangers have to wait
   */
  public record Refusal(Duration retryAfter, boolean everywhere) {}

  private static final int KEYS_AT_MOST = 100_000;

  private final TokenBuckets here;
  private final TokenBuckets networks;
  private final TokenBuckets logins;
  private final TokenBuckets known;

  public SignInLimits(Limits limits, InstantSource clock) {
    here = buckets(limits.here(), clock);
    networks = buckets(limits.network(), clock);
    logins = buckets(limits.login(), clock);
    known = buckets(limits.known(), clock);
  }

  private static TokenBuckets buckets(Rate rate, InstantSource clock) {
    return new TokenBuckets(rate.atOnce(), rate.refill(), KEYS_AT_MOST, clock);
  }

  /** Counts an attempt; tells how long to wait when there were too many. */
  public Optional<Refusal> attempt(Trier trier) {
    return switch (trier) {
      case Trier.Stranger stranger -> attempt(stranger);
      case Trier.InKnownBrowser _, Trier.SignedIn _ ->
          known.take(keyOf(trier)).map(wait -> new Refusal(wait, false));
    };
  }

  private Optional<Refusal> attempt(Trier.Stranger stranger) {
    String network = Network.ofHolder(stranger.address());
    Optional<Duration> wait = networks.take(network);
    if (wait.isPresent()) {
      return Optional.of(new Refusal(wait.get(), false));
    }
    wait = here.take(keyOf(stranger));
    if (wait.isPresent()) {
      networks.giveBack(network);
      return Optional.of(new Refusal(wait.get(), false));
    }
    wait = logins.take(folded(stranger.login()));
    if (wait.isPresent()) {
      networks.giveBack(network);
      here.giveBack(keyOf(stranger));
      return Optional.of(new Refusal(wait.get(), true));
    }
    return Optional.empty();
  }

  /** The attempt was a right one, or was never judged, and is not counted. */
  public void giveBack(Trier trier) {
    switch (trier) {
      case Trier.Stranger stranger -> {
        networks.giveBack(Network.ofHolder(stranger.address()));
        here.giveBack(keyOf(stranger));
        logins.giveBack(folded(stranger.login()));
      }
      case Trier.InKnownBrowser _, Trier.SignedIn _ -> known.giveBack(keyOf(trier));
    }
  }

  private static String keyOf(Trier trier) {
    return switch (trier) {
      case Trier.Stranger(String login, String address) -> Network.ofHolder(address) + ' ' + folded(login);
      case Trier.InKnownBrowser(long use) -> "browser " + use;
      case Trier.SignedIn(PersonId person) -> "person " + person;
    };
  }

  private static String folded(String login) {
    return login.toLowerCase(Locale.ROOT);
  }
}
