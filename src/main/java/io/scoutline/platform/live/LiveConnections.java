package io.scoutline.platform.live;

import io.scoutline.platform.Timers;
import io.scoutline.platform.VirtualThreads;
import io.scoutline.platform.api.Authenticator;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** All open connections. Each gets its beat in a slot of its own, so that beats never come in a burst. */
final class LiveConnections {

  private static final Duration BEAT = Duration.ofSeconds(10);
  private static final int SLOTS = 20;
  /** A session that ended behind our back (its time ran out) is noticed after this many beats. */
  private static final int BEATS_A_CHECK = 6;

  private final Map<LiveConnection, Long> connections = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();
  private final Authenticator authenticator;
  private final VirtualThreads threads;
  private final Timers timers;
  private long tick;

  LiveConnections(Vertx vertx, Authenticator authenticator) {
    this.authenticator = authenticator;
    this.threads = new VirtualThreads(vertx);
    timers = new Timers(vertx);
    timers.every(BEAT.dividedBy(SLOTS), this::nextSlot);
  }

  void add(LiveConnection connection) {
    connections.put(connection, numbers.getAndIncrement());
  }

  void remove(LiveConnection connection) {
    connections.remove(connection);
  }

  int count() {
    return connections.size();
  }

  void closeIf(Predicate<LiveConnection> which) {
    connections.keySet().stream().filter(which).forEach(LiveConnection::sessionEnded);
  }

  /** Also ends the beats. */
  void closeAll() {
    timers.close();
    connections.keySet().forEach(LiveConnection::serverStops);
  }

  private void nextSlot() {
    beat(tick % SLOTS, tick / SLOTS % BEATS_A_CHECK == 0);
    tick++;
  }

  private void beat(long slot, boolean check) {
    connections.forEach((connection, number) -> {
      if (number % SLOTS == slot) {
        connection.beat();
        if (check) {
          check(connection);
        }
      }
    });
  }

  /** A database that is away ends no session. */
  private void check(LiveConnection connection) {
    threads.call(() -> authenticator.authenticate(connection.token()).isPresent())
        .onSuccess(alive -> {
          if (!alive) {
            connection.sessionEnded();
          }
        });
  }
}
