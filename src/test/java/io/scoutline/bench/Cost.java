package io.scoutline.bench;

import io.scoutline.ServerProcess;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.IntSupplier;

/** What a stretch of the run cost: processor time of the server's process, and how busy the machine was. */
final class Cost {

  private final ServerProcess server;
  private final Machine machine;
  private final IntSupplier otherCalls;
  private final Duration cpuBefore;
  private final int callsBefore;
  private final long began = System.nanoTime();

  private Cost(ServerProcess server, Machine machine, IntSupplier otherCalls) {
    this.server = server;
    this.machine = machine;
    this.otherCalls = otherCalls;
    cpuBefore = server.cpu();
    callsBefore = otherCalls.getAsInt();
    machine.busySinceLastAsked();
  }

  /** @param otherCalls how many calls have begun so far at the people without a browser */
  static Cost begin(ServerProcess server, Machine machine, IntSupplier otherCalls) {
    return new Cost(server, machine, otherCalls);
  }

  /** @param ownCalls how many calls there were at the person in the browser */
  List<String> end(int ownCalls) {
    double seconds = (System.nanoTime() - began) / 1e9;
    double cpu = server.cpu().minus(cpuBefore).toNanos() / 1e9;
    int others = otherCalls.getAsInt() - callsBefore;
    return List.of(
        String.format(Locale.ROOT, "%.0f s; %.1f calls a second to the other people, %.1f more to the one in the"
            + " browser", seconds, others / seconds, ownCalls / seconds),
        String.format(Locale.ROOT, "server process: %.1f ms of CPU a call, %.0f %% of one core; the whole machine was"
            + " %.0f %% busy", cpu * 1e3 / (others + ownCalls), cpu / seconds * 100,
            machine.busySinceLastAsked() * 100));
  }
}
