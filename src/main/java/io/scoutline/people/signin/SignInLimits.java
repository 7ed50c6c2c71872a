package io.scoutline.people.signin;

import io.scoutline.kernel.Network;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/**
 * How many wrong passwords are borne, for each login and for each address they come from (P16.2). An attempt is
 * counted before it is judged, so that many at once do not slip through, and given back when it was right or could
 * not be judged.
 */
public final class SignInLimits {

  /** Tries at once and the time after which there is one more, for a login and for an address. */
  public record Limits(int perLogin, Duration loginRefill, int perAddress, Duration addressRefill) {
    public static final Limits USUAL = new Limits(8, Duration.ofSeconds(30), 40, Duration.ofSeconds(3));
  }

  private static final int KEYS_AT_MOST = 100_000;

  private final TokenBuckets logins;
  private final TokenBuckets addresses;

  public SignInLimits(Limits limits, InstantSource clock) {
    this.logins = new TokenBuckets(limits.perLogin(), limits.loginRefill(), KEYS_AT_MOST, clock);
    this.addresses = new TokenBuckets(limits.perAddress(), limits.addressRefill(), KEYS_AT_MOST, clock);
  }

  /** Counts an attempt; tells how long to wait when there were too many. */
  public Optional<Duration> attempt(String login, String address) {
    Optional<Duration> wait = addresses.take(Network.ofHolder(address));
    return wait.isPresent() ? wait : logins.take(folded(login));
  }

  /** The attempt was a right one, or was never judged, and is not counted. */
  public void giveBack(String login, String address) {
    addresses.giveBack(Network.ofHolder(address));
    logins.giveBack(folded(login));
  }

  private static String folded(String login) {
    return login.toLowerCase(Locale.ROOT);
  }
}
