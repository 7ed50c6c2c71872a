package io.scoutline.fuzz;

import java.lang.management.ManagementFactory;

/** No single input may keep a thread busy for a second: whoever sends it would keep everybody else waiting. */
public final class Patience {

  private static final long LONGEST_NANOS = 1_000_000_000L;

  /** What reads an input; what it throws is a finding. */
  @FunctionalInterface
  public interface Reading {
    void read() throws Exception;
  }

  /** The time of the processor counts; and twice, for the first time loads classes. */
  public static void with(Reading reading) throws Exception {
    if (nanos(reading) > LONGEST_NANOS && nanos(reading) > LONGEST_NANOS) {
      throw new IllegalStateException("one input took more than a second, twice");
    }
  }

  private static long nanos(Reading reading) throws Exception {
    var threads = ManagementFactory.getThreadMXBean();
    long begun = threads.getCurrentThreadCpuTime();
    reading.read();
    return threads.getCurrentThreadCpuTime() - begun;
  }

  private Patience() {}
}
