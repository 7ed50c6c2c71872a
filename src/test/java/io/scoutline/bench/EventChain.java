package io.scoutline.bench;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.scoutline.calls.rows.CallJson;
import io.scoutline.calls.rows.CallStore;
import io.scoutline.calls.rows.CallWriter;
import io.scoutline.calls.rows.CommitListener;
import io.scoutline.calls.tracking.CallStream;
import io.scoutline.calls.tracking.CallTracker;
import io.scoutline.calls.tracking.PbxSite;
import io.scoutline.kernel.Ids;
import io.scoutline.kernel.PbxName;
import io.scoutline.kernel.PersonId;
import io.scoutline.pbx.asterisk.AsteriskLink;
import io.scoutline.pbx.asterisk.ami.AmiAccount;
import io.scoutline.pbx.asterisk.ami.LinkTiming;
import io.scoutline.platform.OwnLoop;
import io.scoutline.platform.database.Database;
import io.scoutline.platform.database.EmbeddedDatabase;
import io.scoutline.platform.database.Migrations;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The way of an event from a manager interface to its row, of the product's own parts and wired as the server wires
 * them: link, stream, tracker, writer, and a PostgreSQL whose commits are on the disk. Nobody else follows the calls.
 */
final class EventChain implements AutoCloseable {

  private static final PbxName PBX = new PbxName("main");
  private static final String PHONE = "PJSIP/10[1-9]";
  private static final int CONNECTIONS = 2;
  /** No listing falls into a run: the feeder has no channels to list. */
  private static final LinkTiming TIMING = new LinkTiming(LinkTiming.USUAL.connect(), LinkTiming.USUAL.response(),
      LinkTiming.USUAL.ping(), LinkTiming.USUAL.silence(), Duration.ofDays(1), LinkTiming.USUAL.firstRetry(),
      LinkTiming.USUAL.longestRetry());

  private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Vertx vertx = Vertx.vertx();
  private final OwnLoop loop = new OwnLoop();
  private final Clock clock;
  private final EmbeddedDatabase embedded;
  private final ProcessHandle postmaster;
  private final Database database;
  private final CallWriter writer;
  private final CallStream stream;
  private final long owner;

  /** @param folder of the database, empty */
  EventChain(Path folder, CommitListener listener, Clock clock) throws IOException {
    this.clock = clock;
    embedded = EmbeddedDatabase.start(folder, 0, EmbeddedDatabase.Care.DURABLE, new SecureRandom());
    try {
      Migrations.apply(embedded.address());
      postmaster = ProcessHandle.of(Long.parseLong(Files.readAllLines(folder.resolve("postgres/postmaster.pid"))
          .getFirst())).orElseThrow();
      database = Database.open(vertx, embedded.address(), "bench", CONNECTIONS, Duration.ofSeconds(30), meters);
      var store = new CallStore(database, new CallJson());
      Instant now = clock.instant();
      store.ensureMonths(now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(1)));
      writer = new CallWriter(store, _ -> Optional.empty(), List.of(listener), CallWriter.Room.USUAL, meters);
      stream = new CallStream(loop.context(), Map.of(PBX, tracker(Ids.timeOrdered(clock, new Random(11)))));
      stream.follow(writer);
      var thread = new CompletableFuture<Long>();
      loop.context().runOnContext(_ -> thread.complete(Thread.currentThread().threadId()));
      owner = thread.join();
    } catch (IOException | RuntimeException failed) {
      embedded.close();
      throw failed;
    }
  }

  /** One to which the recorded phones belong to somebody. */
  static CallTracker tracker(Ids ids) {
    return new CallTracker(PBX, new PbxSite(Set.of("PJSIP/trunk"), Set.of("scoutline-incoming"), "RU"),
        (_, endpoint) -> endpoint.matches(PHONE)
            ? Optional.of(new PersonId(Long.parseLong(endpoint.substring(6)))) : Optional.empty(), ids);
  }

  /** A link to this port, begun. */
  AsteriskLink connect(int port) {
    var link = new AsteriskLink(new AmiAccount(PBX, "127.0.0.1", port, "scoutline", EventFeeder.PASSWORD), TIMING,
        stream.listenerFor(PBX), clock, new Random(13), meters);
    link.start();
    return link;
  }

  /** Events and calls that have not come to their rows. */
  long waiting() {
    return stream.depth() + writer.backlog();
  }

  /** How many calls are over by the rows, each with its flight record. */
  long wholeRows() {
    return database.exactlyOne("SELECT count(*) FROM calls.call c JOIN calls.flight f ON f.call = c.id"
        + " WHERE c.ended_at IS NOT NULL", row -> row.getLong(0));
  }

  String databaseVersion() {
    return database.exactlyOne("SHOW server_version", row -> row.getString(0));
  }

  StageCpu cpu() {
    return StageCpu.read(owner, postmaster);
  }

  @Override
  public void close() {
    writer.close();
    loop.close();
    database.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
    embedded.close();
  }
}
