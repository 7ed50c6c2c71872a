package io.scoutline.bench;

import io.scoutline.Await;
import io.scoutline.pbx.simulator.SimulatedPbx;
import io.scoutline.pbx.simulator.scenario.Behaviour;
import io.scoutline.pbx.simulator.scenario.Scenario;
import io.scoutline.pbx.simulator.setup.SimulatorConfig;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * How fast the simulated PBX is by itself, so that nobody takes its limit for the server's: two hundred phones that
 * dial again as soon as their call is over, everybody answering at once and saying nothing, and a client that only
 * reads. The baseline is that client told the same bytes over and over by whoever need not think of them.
 */
final class SimulatorBench {

  private static final List<String> PHONES =
      IntStream.range(1_000, 1_200).mapToObj(Integer::toString).toList();
  private static final int MOST_UNREAD_BYTES = 64 << 20;
  private static final int WARM_UP = 5;
  private static final List<String> HEADS = List.of("a second", "calls", "events");

  private final AtomicLong calls = new AtomicLong();
  private volatile boolean over;

  /** @param eventsEach of one call, to the account that the server has */
  private record Pace(double calls, double events, double eventsEach, byte[] told) {}

  void run(Duration length, Report report) throws Exception {
    Pace simulator = simulator(length);
    double reader = reader(simulator.told(), length.dividedBy(WARM_UP));
    report.add(new Figures("The simulated PBX with nobody computing at the other end", HEADS,
        List.of(Figures.Line.of("simulator", "%,.0f", simulator.calls(), simulator.events()),
            new Figures.Line("the same bytes from memory", List.of("", String.format(Locale.ROOT, "%,.0f", reader)))),
        List.of(String.format(Locale.ROOT, "%.1f events a call, %d calls at once, in real time",
            simulator.eventsEach(), PHONES.size()))));
  }

  private Pace simulator(Duration length) throws Exception {
    try (var pbx = SimulatedPbx.start(SimulatorConfig.builder().phones(PHONES, Behaviour.busy())
        .amiQueueBytes(MOST_UNREAD_BYTES).build()); var ami = AmiReader.connect(pbx.amiPort())) {
      ami.logIn();
      Await.until(() -> pbx.connections() == 1, "the client did not get in");
      PHONES.forEach(phone -> dial(pbx, phone));
      Await.elapse(length.dividedBy(WARM_UP));
      long began = System.nanoTime();
      long callsBefore = calls.get();
      long eventsBefore = ami.messages();
      Await.elapse(length);
      double seconds = (System.nanoTime() - began) / 1e9;
      double made = calls.get() - callsBefore;
      double read = ami.messages() - eventsBefore;
      over = true;
      if (made == 0 || pbx.connections() == 0) {
        throw new IllegalStateException("the simulator did not go on until the end");
      }
      ami.close();
      return new Pace(made / seconds, read / seconds, read / made, ami.kept());
    }
  }

  private void dial(SimulatedPbx pbx, String phone) {
    pbx.call(Scenario.outbound(phone, "+74951234567").client(Behaviour.answersAfter(Duration.ZERO))
        .talk(Duration.ZERO).weHangUp()).completion().thenRun(() -> {
          calls.incrementAndGet();
          if (!over) {
            dial(pbx, phone);
          }
        });
  }

  /** @return messages a second */
  private static double reader(byte[] told, Duration length) throws IOException, InterruptedException {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var ami = AmiReader.connect(server.getLocalPort()); Socket line = server.accept()) {
      OutputStream out = line.getOutputStream();
      long began = System.nanoTime();
      while (System.nanoTime() - began < length.toNanos()) {
        out.write(told);
      }
      return ami.messages() / ((System.nanoTime() - began) / 1e9);
    }
  }
}
