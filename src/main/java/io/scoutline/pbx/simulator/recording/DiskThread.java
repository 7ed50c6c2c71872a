package io.scoutline.pbx.simulator.recording;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that does what takes a disk, one thing after another; what goes wrong there is logged and ends nothing. */
final class DiskThread implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DiskThread.class);

  /** Something that may go wrong with the disk. */
  @FunctionalInterface
  interface Task {
    void run() throws IOException;
  }

  private final String name;
  private final ExecutorService thread;

  DiskThread(String name) {
    this.name = name;
    thread = Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name(name).factory());
  }

  /** Any thread; does not wait. After the end it does nothing. */
  void later(Task task) {
    try {
      thread.execute(() -> {
        try {
          task.run();
        } catch (IOException fault) {
          LOG.error("{} could not write: {}", name, fault.toString());
        }
      });
    } catch (RejectedExecutionException closed) {
      LOG.trace("{} is closed", name);
    }
  }

  /** Finishes what is being written, within a few seconds. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException interrupted) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
