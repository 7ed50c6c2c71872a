package io.scoutline.platform.live;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/** What the live channel shows of itself. */
final class LiveMeters {

  private final Counter published;
  private final Counter tooSlow;
  private final Counter asksTooMuch;
  private final Timer lag;

  LiveMeters(MeterRegistry registry, IntSupplier connections, IntSupplier streams) {
    Gauge.builder("scoutline.live.connections", connections::getAsInt)
        .description("Open WebSockets").register(registry);
    Gauge.builder("scoutline.live.streams", streams::getAsInt)
        .description("Streams with a follower now or shortly ago").register(registry);
    published = Counter.builder("scoutline.live.published")
        .description("Messages published to a followed stream").register(registry);
    tooSlow = Counter.builder("scoutline.live.too_slow")
        .description("Connections cut because the browser did not read").register(registry);
    asksTooMuch = Counter.builder("scoutline.live.asks_too_much")
        .description("Connections cut because the browser asked or pinged too often").register(registry);
    lag = Timer.builder("scoutline.live.lag")
        .description("From publishing a message to handing it to a socket")
        .publishPercentileHistogram().register(registry);
  }

  void published() {
    published.increment();
  }

  void tooSlow() {
    tooSlow.increment();
  }

  void asksTooMuch() {
    asksTooMuch.increment();
  }

  void written(LiveStream.Frame frame) {
    lag.record(System.nanoTime() - frame.published(), TimeUnit.NANOSECONDS);
  }
}
