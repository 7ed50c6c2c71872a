package io.scoutline.bench;

import io.scoutline.FreePort;
import io.scoutline.pbx.simulator.SimulatedPbx;
import io.scoutline.pbx.simulator.scenario.Behaviour;
import io.scoutline.pbx.simulator.scenario.Scenario;
import io.scoutline.pbx.simulator.setup.SimulatorConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The server beside a simulated PBX, with all two hundred people at their phones and desks and no browser. */
final class QuietOffice implements AutoCloseable {

  static final String DIALLED = "74950000000";
  private static final int IN_QUEUE = 10;

  private final SimulatedPbx pbx;
  private final BenchServer server;
  private final PlainDesks desks;

  private QuietOffice(SimulatedPbx pbx, BenchServer server, PlainDesks desks) {
    this.pbx = pbx;
    this.server = server;
    this.desks = desks;
  }

  /**
   * @param folder emptied first; keeps the server's log and data
   * @param recordings into which folder finished recordings are moved, by whoever makes some
   */
  static QuietOffice open(Path folder, Optional<Path> recordings) throws IOException, InterruptedException {
    int agiPort = FreePort.find();
    List<String> phones = BenchCompany.extensions();
    SimulatedPbx pbx = SimulatedPbx.start(SimulatorConfig.builder()
        .phones(phones, Behaviour.answersBetween(Duration.ofMillis(300), Duration.ofMillis(900)))
        .queue("scoutline", phones.subList(0, IN_QUEUE)).queueTime(Duration.ofHours(2))
        .agi(new InetSocketAddress("127.0.0.1", agiPort)).agiLimit(BenchServer.ROUTED_WITHIN).build());
    try {
      BenchServer server = BenchServer.start(folder, agiPort, pbx.amiPort(), recordings);
      var office = new QuietOffice(pbx, server, new PlainDesks(new HostClock(Clock.systemUTC()), server.port()));
      try {
        office.desks.open(BenchCompany.logins(), BenchCompany.PASSWORD, (_, _) -> { });
        return office;
      } catch (RuntimeException failed) {
        office.close();
        throw failed;
      }
    } catch (IOException | InterruptedException | RuntimeException failed) {
      pbx.close();
      throw failed;
    }
  }

  SimulatedPbx pbx() {
    return pbx;
  }

  BenchServer server() {
    return server;
  }

  /** A client's call to whoever owns them, over after some tenths of a second. */
  static Scenario shortCall(RandomGenerator draw) {
    return from(draw.nextInt(BenchCompany.PEOPLE), draw.nextInt(BenchCompany.CLIENTS_EACH))
        .talk(Duration.ofMillis(draw.nextInt(200, 800))).clientHangsUp();
  }

  /** A call of one of this person's clients. */
  static Scenario.Builder from(int person, int which) {
    return Scenario.inbound(BenchCompany.caller(person, which).number(), DIALLED);
  }

  /** How many calls are open by the rows. */
  int openRows() {
    return Integer.parseInt(server.asked("SELECT count(*) FROM calls.call WHERE ended_at IS NULL").orElseThrow());
  }

  /** How many are over by the rows. */
  int endedRows() {
    return Integer.parseInt(server.asked("SELECT count(*) FROM calls.call WHERE ended_at IS NOT NULL").orElseThrow());
  }

  @Override
  public void close() {
    desks.close();
    server.close();
    pbx.close();
  }
}
