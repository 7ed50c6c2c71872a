package io.scoutline;

import static io.scoutline.Blocking.await;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.scoutline.calls.lease.PbxLeases;
import io.scoutline.clients.directory.Directory;
import io.scoutline.config.ServerConfig;
import io.scoutline.pbx.LinkState;
import io.scoutline.platform.watch.DatabaseWatch;
import io.scoutline.platform.watch.Health;
import io.scoutline.platform.watch.Management;
import io.scoutline.recordings.Recordings;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * Health and metrics, for operators. It opens first and closes last: whoever asks while we start, stand by or stop is
 * told that we are not ready, instead of finding nobody.
 */
final class OperatorPort implements AutoCloseable {

  private static final Duration ASK_DATABASE_EVERY = Duration.ofSeconds(5);

  private final Ground ground;
  private final Storage storage;
  private final Directory clients;
  private final CallFlow calls;
  private final Recordings recordings;
  private final Carriage carriage;
  private final Health health = new Health();
  private DatabaseWatch watch;
  private Management management;

  OperatorPort(Ground ground, Storage storage, Directory clients, CallFlow calls, Recordings recordings,
      Carriage carriage) {
    this.ground = ground;
    this.storage = storage;
    this.clients = clients;
    this.calls = calls;
    this.recordings = recordings;
    this.carriage = carriage;
  }

  /** What works and what does not. A PBX that is away is degraded, not unready: the rest goes on (P17.6). */
  private void watch() {
    watch = new DatabaseWatch(ground.vertx(), List.of(storage.database(), storage.ledger()), ground.clock(),
        ASK_DATABASE_EVERY);
    health.check("database", watch::condition);
    health.check("directory", () -> clients.isFilled() ? new Health.Up()
        : new Health.Degraded("the clients' directory is being filled; routing falls back to the queue"));
    health.check("lease", () -> condition(calls.leases.standing()));
    calls.links.connected().forEach(pbx ->
        health.check("pbx:" + pbx.link().name(), () -> condition(pbx.link().linkState())));
    recordings.register(health);
    carriage.register(health);
  }

  private static Health.Condition condition(LinkState link) {
    return switch (link) {
      case LinkState.Up _ -> new Health.Up();
      case LinkState.Down down ->
          new Health.Degraded(down.fault().name().toLowerCase(Locale.ROOT) + " since " + down.since());
    };
  }

  private static Health.Condition condition(PbxLeases.Standing standing) {
    return switch (standing) {
      case PbxLeases.Idle _ -> new Health.Down("not asked for yet");
      case PbxLeases.StandingBy other ->
          new Health.Down("standing by: " + other.node() + " follows PBX " + other.pbx());
      case PbxLeases.Following _ -> new Health.Up();
      case PbxLeases.Replaced by -> new Health.Down("another server has taken over PBX " + by.pbx());
    };
  }

  /** Listens, where the meters can be scraped. Waits. */
  void open() {
    if (ground.meters() instanceof PrometheusMeterRegistry scraped) {
      watch();
      ServerConfig.Management at = ground.config().management();
      management = await(Management.start(ground.vertx(), at.host(), at.port(), health, scraped));
    }
  }

  /** Everything is there; from now on we are ready. */
  void started() {
    health.started();
  }

  /** No more work, please; the port stays open to say so. The database may go from now on. */
  void stopping() {
    health.stopping();
    if (watch != null) {
      watch.close();
    }
  }

  /** Absent when the meters cannot be scraped. */
  OptionalInt port() {
    return management == null ? OptionalInt.empty() : OptionalInt.of(management.port());
  }

  @Override
  public void close() {
    if (management != null) {
      await(management.close());
    }
  }
}
