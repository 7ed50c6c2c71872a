package io.scoutline.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * Processor time of the way of an event, by the threads that do each part of it; nanoseconds.
 *
 * @param link Asterisk-Java's reader and pump, with ours in them
 * @param fold the owner of call state
 * @param write the writer (a virtual thread, so those that carry such) and the loops of the database's connections
 * @param feeder whoever plays the PBX
 * @param process all threads of this process, the collector's and the compiler's too
 * @param database the processes of PostgreSQL
 */
record StageCpu(long link, long fold, long write, long feeder, long process, long database) {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  /**
   * @param owner id of the thread on which calls are folded
   * @param postmaster the process whose children PostgreSQL's are
   */
  static StageCpu read(long owner, ProcessHandle postmaster) {
    long link = 0;
    long fold = 0;
    long write = 0;
    long feeder = 0;
    for (ThreadInfo thread : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
      long used = thread == null ? 0 : Math.max(0, THREADS.getThreadCpuTime(thread.getThreadId()));
      String name = thread == null ? "" : thread.getThreadName();
      if (name.startsWith("Asterisk-Java")) {
        link += used;
      } else if (thread != null && thread.getThreadId() == owner) {
        fold += used;
      } else if (name.startsWith("vert.x-eventloop") || name.startsWith("ForkJoinPool")) {
        write += used;
      } else if (name.equals(EventFeeder.THREAD)) {
        feeder += used;
      }
    }
    long database = Stream.concat(Stream.of(postmaster), postmaster.descendants())
        .mapToLong(one -> one.info().totalCpuDuration().orElse(Duration.ZERO).toNanos()).sum();
    return new StageCpu(link, fold, write, feeder, SYSTEM.getProcessCpuTime(), database);
  }

  StageCpu since(StageCpu before) {
    return new StageCpu(link - before.link, fold - before.fold, write - before.write, feeder - before.feeder,
        process - before.process, database - before.database);
  }

  /** Everything of this process that is no stage's: collector, compiler. */
  long rest() {
    return process - link - fold - write - feeder;
  }
}
