package io.scoutline.kernel;

import com.github.f4b6a3.uuid.factory.standard.TimeOrderedEpochFactory;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;

/** Where new identifiers come from; injected, so that a test or a replay gives the same ones again. */
@FunctionalInterface
public interface Ids {

  UUID next();

  /** An identifier that stands in the order of time where the thing began, which may be long ago. */
  default UUID nextAt(Instant began) {
    UUID fresh = next();
    long first = began.toEpochMilli() << 16 | fresh.getMostSignificantBits() & 0xffff;
    return new UUID(first, fresh.getLeastSignificantBits());
  }

  /** Time-ordered identifiers (RFC 9562, version 7), safe on any thread. */
  static Ids timeOrdered(Clock clock, Random random) {
    Supplier<UUID> factory = TimeOrderedEpochFactory.builder()
        .withClock(clock)
        .withRandom(random)
        .build()::create;
    return factory::get;
  }
}
