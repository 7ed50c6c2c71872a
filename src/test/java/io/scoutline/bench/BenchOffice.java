package io.scoutline.bench;

import io.scoutline.FreePort;
import io.scoutline.ServerProcess;
import io.scoutline.pbx.simulator.SimulatedPbx;
import io.scoutline.pbx.simulator.scenario.Behaviour;
import io.scoutline.pbx.simulator.setup.SimulatorConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Everything that a pop goes through, up and running: the simulated PBX, the tap on its socket, the server in its own
 * process, two hundred desks on plain sockets, and one Chromium with the desk of person 0 beside the bare path.
 */
final class BenchOffice implements AutoCloseable {

  private static final Duration SOONEST_ANSWER = Duration.ofMillis(300);
  private static final Duration LATEST_ANSWER = Duration.ofMillis(900);

  private final HostClock clock;
  private final Machine machine;
  private final SimulatedPbx pbx;
  private final RingTap tap;
  private final BenchServer server;
  private final PlainDesks desks;
  private final BarePath bare;
  private final TwoPages pages;
  private final BlockingQueue<PlainDesks.News> news = new LinkedBlockingQueue<>();
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  /** @param folder emptied first; keeps the server's log and data */
  BenchOffice(Path folder, HostClock clock, Machine machine) throws IOException, InterruptedException {
    this.clock = clock;
    this.machine = machine;
    int agiPort = FreePort.find();
    List<String> others = BenchCompany.extensions().subList(1, BenchCompany.PEOPLE);
    try {
      pbx = keep(SimulatedPbx.start(SimulatorConfig.builder()
          .phones(List.of(BenchCompany.extension(0)), Behaviour.manual())
          .phones(others, Behaviour.answersBetween(SOONEST_ANSWER, LATEST_ANSWER))
          .queue("scoutline", others.subList(0, 10))
          .agi(new InetSocketAddress("127.0.0.1", agiPort)).agiLimit(BenchServer.ROUTED_WITHIN).build()));
      tap = keep(new RingTap(pbx.amiPort(), "PJSIP/" + BenchCompany.extension(0), clock));
      server = keep(BenchServer.start(folder, agiPort, tap.port(), Optional.empty()));
      desks = keep(new PlainDesks(clock, server.port()));
      desks.open(BenchCompany.logins(), BenchCompany.PASSWORD, (login, told) -> {
        if (login.equals(BenchCompany.login(0))) {
          news.add(told);
        }
      });
      bare = keep(new BarePath(clock));
      pages = keep(new TwoPages());
      pages.openDesk(server.port(), BenchCompany.login(0), BenchCompany.PASSWORD);
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

  SimulatedPbx pbx() {
    return pbx;
  }

  RingTap tap() {
    return tap;
  }

  ServerProcess server() {
    return server.process();
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
    return server.databaseVersion();
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
