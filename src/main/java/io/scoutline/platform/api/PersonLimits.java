package io.scoutline.platform.api;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.scoutline.kernel.PersonId;
import io.scoutline.platform.net.Places;
import io.scoutline.platform.net.TokenBuckets;
import io.scoutline.platform.wire.Problem;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one person may ask of the server, in however many browsers and tabs (P16.2): so many requests over time, so many
 * at once, so many live connections. Somebody at work never comes near it; a page or a script in a loop does, and holds
 * up nobody but its owner. Any thread; remembers a bounded number of people.
 */
public final class PersonLimits {

  private enum Limit { REQUESTS, UNDER_WAY, CONNECTIONS }

  private static final Logger LOG = LoggerFactory.getLogger(PersonLimits.class);
  /** For so many seconds' worth nobody is asked to wait: a whole desk of tabs that comes back is no loop. */
  private static final int SECONDS_AT_ONCE = 10;
  private static final int UNDER_WAY = 50;
  private static final int CONNECTIONS = 20;
  private static final int PEOPLE_AT_MOST = 10_000;
  private static final Duration TOLD_EVERY = Duration.ofMinutes(1);
  private static final Duration PLACE_FREE_IN = Duration.ofSeconds(5);

  private final TokenBuckets requests;
  private final TokenBuckets told;
  private final Places<PersonId> underWay = Places.ofEach(UNDER_WAY);
  private final Places<PersonId> connections = Places.ofEach(CONNECTIONS);
  private final Map<Limit, Counter> refusals = new EnumMap<>(Limit.class);

  /** @param requestsASecond over time */
  public PersonLimits(int requestsASecond, InstantSource clock, MeterRegistry meters) {
    Duration each = Duration.ofSeconds(1).dividedBy(requestsASecond);
    this.requests = new TokenBuckets(requestsASecond * SECONDS_AT_ONCE, each, PEOPLE_AT_MOST, clock);
    this.told = new TokenBuckets(1, TOLD_EVERY, PEOPLE_AT_MOST, clock);
    for (Limit limit : Limit.values()) {
      refusals.put(limit, Counter.builder("scoutline.person.limited").tag("what", limit.name().toLowerCase(Locale.ROOT))
          .description("Requests and connections refused to a person who had too many").register(meters));
    }
  }

  /**
   * Counts a request.
   *
   * @return its place, to be left when it is dealt with
   * @throws Problem 429 when this person asked too often, or has too many requests under way
   */
  Crowd.Place enter(PersonId person) {
    return counted(person, underWay, Limit.UNDER_WAY);
  }

  /**
   * Counts an attempt to open the live channel.
   *
   * @return the connection's place, to be left when its socket is closed or was never opened
   * @throws Problem 429 when this person asked too often, or has too many connections
   */
  public Crowd.Place connect(PersonId person) {
    return counted(person, connections, Limit.CONNECTIONS);
  }

  private Crowd.Place counted(PersonId person, Places<PersonId> places, Limit held) {
    requests.take(person.toString()).ifPresent(wait -> {
      throw refused(person, Limit.REQUESTS, wait);
    });
    if (!places.take(person)) {
      throw refused(person, held, PLACE_FREE_IN);
    }
    return new Crowd.Place(() -> places.giveBack(person));
  }

  private Problem refused(PersonId person, Limit limit, Duration wait) {
    refusals.get(limit).increment();
    if (told.take(person.toString()).isEmpty()) {
      LOG.warn("person {} asks more than one person may ({})", person, limit);
    }
    return Problem.asksTooMuch(wait);
  }
}
