package io.scoutline.bench;

import io.scoutline.FreePort;
import io.scoutline.ServerProcess;
import io.scoutline.pbx.simulator.SimulatedPbx;
import io.scoutline.pbx.simulator.scenario.Behaviour;
import io.scoutline.pbx.simulator.setup.SimulatorConfig;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;

/**
 * Everything that a pop goes through, up and running: the simulated PBX, the tap on its socket, the server in its own
 * process, two hundred desks on plain sockets, and one Chromium with the desk of person 0 beside the bare path.
 */
final class BenchOffice implements AutoCloseable {

  private static final Duration SOONEST_ANSWER = Duration.ofMillis(300);
  private static final Duration LATEST_ANSWER = Duration.ofMillis(900);
  /** Far longer than the dialplan's 0.7 s: a call that fell back to the queue would be no sample, only noise. */
  private static final Duration ROUTED_WITHIN = Duration.ofSeconds(20);

  private final HostClock clock;
  private final Machine machine;
  private final SimulatedPbx pbx;
  private final RingTap tap;
  private final ServerProcess server;
  private final PlainDesks desks;
  private final BarePath bare;
  private final TwoPages pages;
  private final String databaseVersion;
  private final BlockingQueue<PlainDesks.News> news = new LinkedBlockingQueue<>();
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  /** @param folder emptied first; keeps the server's log and data */
  BenchOffice(Path folder, HostClock clock, Machine machine) throws IOException, InterruptedException {
    this.clock = clock;
    this.machine = machine;
    empty(folder);
    int agiPort = FreePort.find();
    List<String> others = BenchCompany.extensions().subList(1, BenchCompany.PEOPLE);
    try {
      pbx = keep(SimulatedPbx.start(SimulatorConfig.builder()
          .phones(List.of(BenchCompany.extension(0)), Behaviour.manual())
          .phones(others, Behaviour.answersBetween(SOONEST_ANSWER, LATEST_ANSWER))
          .queue("scoutline", others.subList(0, 10))
          .agi(new InetSocketAddress("127.0.0.1", agiPort)).agiLimit(ROUTED_WITHIN).build()));
      tap = keep(new RingTap(pbx.amiPort(), "PJSIP/" + BenchCompany.extension(0), clock));
      JsonObject config = config(folder, agiPort, tap.port());
      databaseVersion = BenchCompany.found(config);
      server = keep(ServerProcess.start(folder, config));
      int port = config.getJsonObject("http").getInteger("port");
      desks = keep(new PlainDesks(clock, port));
      desks.open(BenchCompany.logins(), BenchCompany.PASSWORD, (login, told) -> {
        if (login.equals(BenchCompany.login(0))) {
          news.add(told);
        }
      });
      bare = keep(new BarePath(clock));
      pages = keep(new TwoPages());
      pages.openDesk(port, BenchCompany.login(0), BenchCompany.PASSWORD);
      pages.openBare(bare);
    } catch (IOException | InterruptedException | RuntimeException failed) {
      close();
      throw failed;
    }
  }

  private <T extends AutoCloseable> T keep(T part) {
    opened.push(part);
    return part;
  }

  private static JsonObject config(Path folder, int agiPort, int amiPort) throws IOException {
    return new JsonObject()
        .put("http", new JsonObject().put("port", FreePort.find()))
        .put("management", new JsonObject().put("port", FreePort.find()))
        .put("data", folder.resolve("data").toString())
        .put("trial", true)
        .put("agi", new JsonObject().put("port", agiPort)
            .put("answerWithinMs", ROUTED_WITHIN.toMillis()))
        .put("business", new JsonObject().put("opens", "00:00").put("closes", "24:00").put("openDays",
            new JsonArray(List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun"))))
        .put("pbxs", new JsonArray().add(new JsonObject().put("name", "main").put("port", amiPort)
            .put("password", "scoutline")));
  }

  private static void empty(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    Files.createDirectories(folder);
  }

  SimulatedPbx pbx() {
    return pbx;
  }

  RingTap tap() {
    return tap;
  }

  ServerProcess server() {
    return server;
  }

  Machine machine() {
    return machine;
  }

  BarePath bare() {
    return bare;
  }

  TwoPages pages() {
    return pages;
  }

  /** What the desk of the person in the browser is told, heard on a plain socket beside it. */
  BlockingQueue<PlainDesks.News> news() {
    return news;
  }

  /** How many write-ups were refused. */
  long refusedWriteUps() {
    return desks.refused();
  }

  String databaseVersion() {
    return databaseVersion;
  }

  List<ClockOffset> clockOffsets() {
    return pages.clockOffsets(clock);
  }

  /** Closes what was opened, the last first; also after only half of it could be opened. */
  @Override
  public void close() {
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception failed) {
        throw new IllegalStateException("a part of the benchmark's office did not close", failed);
      }
    }
  }
}
