package io.scoutline.platform.api;

import io.scoutline.platform.net.Places;
import io.scoutline.platform.wire.Problem;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Requests of people who are not known yet, and their attempts to open the live channel: so many in all, and so many of
 * each address (P16.2). Any thread.
 */
public final class Crowd {

  private static final Duration PLACE_FREE_IN = Duration.ofSeconds(5);

  /** Held until it is left; leaving twice is leaving once. */
  public static final class Place {

    private final AtomicBoolean held = new AtomicBoolean(true);
    private final Runnable whenLeft;

    Place(Runnable whenLeft) {
      this.whenLeft = whenLeft;
    }

    /** Of whoever is known: takes nobody's room. */
    public static Place free() {
      return new Place(() -> { });
    }

    public void leave() {
      if (held.getAndSet(false)) {
        whenLeft.run();
      }
    }
  }

  private final int most;
  private final Places<String> perAddress;
  private final AtomicInteger inside = new AtomicInteger();

  public Crowd(int most, int mostPerAddress) {
    this.most = most;
    this.perAddress = Places.ofAddresses(mostPerAddress);
  }

  /** @throws Problem 429 when this address holds its most already, 503 when there is no room for anybody */
  public Place enter(String address) {
    if (!perAddress.take(address)) {
      throw Problem.tooMany(PLACE_FREE_IN);
    }
    var place = new Place(() -> {
      perAddress.giveBack(address);
      inside.decrementAndGet();
    });
    if (inside.incrementAndGet() > most) {
      place.leave();
      throw busy();
    }
    return place;
  }

  static Problem busy() {
    return Problem.unavailable("busy", "The server is busy. Try again in a moment.");
  }
}
