package io.scoutline.pbx.asterisk.ami;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.scoutline.kernel.PbxName;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** What a link says of itself in figures (pain 3), all tagged with the PBX's name. */
public final class LinkMetrics {
  private static final Duration LONGEST_LAG = Duration.ofMinutes(1);

  private final Counter events;
  private final Timer lag;
  private final Counter reconnects;
  private final Counter resyncs;
  private final Counter failedResyncs;
  private final AtomicReference<Instant> lastResync = new AtomicReference<>();
  private final AtomicReference<Instant> lastEvent = new AtomicReference<>();
  private volatile Pump pump = new Pump();
  private volatile boolean up;

  public LinkMetrics(MeterRegistry meters, PbxName pbx, InstantSource clock) {
    String name = pbx.value();
    events = Counter.builder("scoutline.pbx.events").tag("pbx", name)
        .description("Events handed over").register(meters);
    lag = Timer.builder("scoutline.pbx.lag").tag("pbx", name).publishPercentiles(0.5, 0.95, 0.99)
        .description("From the PBX's clock to the hand-over").register(meters);
    reconnects = Counter.builder("scoutline.pbx.sessions").tag("pbx", name)
        .description("Times the link came up").register(meters);
    resyncs = Counter.builder("scoutline.pbx.resyncs").tag("pbx", name).tag("outcome", "complete")
        .description("Listings of all channels").register(meters);
    failedResyncs = Counter.builder("scoutline.pbx.resyncs").tag("pbx", name).tag("outcome", "incomplete")
        .description("Listings of all channels").register(meters);
    Gauge.builder("scoutline.pbx.queue", this, metrics -> metrics.pump.depth()).tag("pbx", name)
        .description("Messages read and not yet handed over").register(meters);
    Gauge.builder("scoutline.pbx.drops", this, metrics -> metrics.pump.lost()).tag("pbx", name)
        .description("Messages of this session that were read and never came out").register(meters);
    Gauge.builder("scoutline.pbx.up", this, metrics -> metrics.up ? 1 : 0).tag("pbx", name)
        .description("Whether the link is usable").register(meters);
    Gauge.builder("scoutline.pbx.resync.age", this, metrics -> metrics.resyncAge(clock)).tag("pbx", name)
        .baseUnit("seconds").description("Since the last complete listing").register(meters);
  }

  void cameUp(Pump newPump) {
    pump = newPump;
    up = true;
    reconnects.increment();
  }

  public void wentDown() {
    up = false;
  }

  void handedOver(Instant happened, Instant now) {
    events.increment();
    lastEvent.set(now);
    Duration behind = Duration.between(happened, now);
    if (!behind.isNegative() && behind.compareTo(LONGEST_LAG) < 0) {
      lag.record(behind);
    }
  }

  void resynced(Instant at) {
    resyncs.increment();
    lastResync.set(at);
  }

  public void resyncFailed() {
    failedResyncs.increment();
  }

  public LinkFigures figures() {
    return new LinkFigures((long) events.count(), pump.depth(), pump.lost(), (long) reconnects.count(),
        (long) failedResyncs.count(), lastResync.get(), lastEvent.get(), percentile(0.5), percentile(0.99));
  }

  private Duration percentile(double wanted) {
    for (var value : lag.takeSnapshot().percentileValues()) {
      if (value.percentile() == wanted) {
        return Duration.ofNanos((long) value.value(TimeUnit.NANOSECONDS));
      }
    }
    return Duration.ZERO;
  }

  private double resyncAge(InstantSource clock) {
    Instant last = lastResync.get();
    return last == null ? Double.NaN : Duration.between(last, clock.instant()).toMillis() / 1_000.0;
  }
}
