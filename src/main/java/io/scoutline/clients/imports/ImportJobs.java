package io.scoutline.clients.imports;

import io.scoutline.clients.imports.file.UnreadableFile;
import io.scoutline.kernel.Actor;
import io.scoutline.kernel.PersonId;
import io.scoutline.platform.database.DatabaseFault;
import io.scoutline.platform.wire.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works through files one after another, on a thread of its own, and remembers the last ones for whoever asks: at most
 * {@link #REMEMBERED} that are over, and at most {@link #WAITING} that are not. Files stay in its folder as long as
 * their job is remembered, not over a restart. Any thread.
 */
final class ImportJobs implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ImportJobs.class);
  static final int REMEMBERED = 20;
  static final int WAITING = 10;

  sealed interface State {

    /** What was loaded, or would be; of a load that was stopped what stays of it. */
    default Optional<ImportResult> loaded() {
      return switch (this) {
        case Running() -> Optional.empty();
        case Done(ImportResult result) -> Optional.of(result);
        case Failed failed -> failed.kept();
      };
    }

    record Running() implements State {}

    record Done(ImportResult result) implements State {}

    /**
     * @param line of the file, where it is about one
     * @param kept what had been loaded by then and stays; empty when nothing was changed
     */
    record Failed(String code, String detail, Optional<Integer> line, Optional<ImportResult> kept) implements State {

      static Failed withoutChange(String code, String detail, Optional<Integer> line) {
        return new Failed(code, detail, line, Optional.empty());
      }
    }
  }

  /** One file on its way. */
  static final class Job implements Watch {
    private final UUID id;
    private final ImportOrder order;
    private final Path report;
    private final CountDownLatch finished = new CountDownLatch(1);
    private final AtomicReference<Actor> stopAskedBy = new AtomicReference<>();
    private volatile int rowsDone;
    private volatile Optional<Long> importId = Optional.empty();
    private volatile State state = new State.Running();

    private Job(UUID id, ImportOrder order, Path report) {
      this.id = id;
      this.order = order;
      this.report = report;
    }

    UUID id() {
      return id;
    }

    PersonId by() {
      return order.actor().person();
    }

    ImportOrder order() {
      return order;
    }

    Path report() {
      return report;
    }

    int rowsDone() {
      return rowsDone;
    }

    State state() {
      return state;
    }

    boolean isOver() {
      return !(state instanceof State.Running);
    }

    /** The record of the load, once it has one. */
    Optional<Long> importId() {
      return importId;
    }

    /** The rest of the file is not wanted; of a job that is over it changes nothing. */
    void stop(Actor by) {
      stopAskedBy.compareAndSet(null, by);
    }

    @Override
    public Optional<Actor> stopAskedBy() {
      return Optional.ofNullable(stopAskedBy.get());
    }

    @Override
    public void begun(long record) {
      importId = Optional.of(record);
    }

    @Override
    public void done(int rows) {
      rowsDone = rows;
    }

    /** Waits for the end, but not longer than that. */
    void await(Duration atMost) throws InterruptedException {
      finished.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private final Map<UUID, Job> jobs = new LinkedHashMap<>();
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("clients-import").daemon().factory());
  private final Importer importer;
  private final Runnable afterwards;
  private final Path folder;
  private boolean swept;

  /** @param afterwards called when something was written */
  ImportJobs(Importer importer, Runnable afterwards, Path folder) {
    this.importer = importer;
    this.afterwards = afterwards;
    this.folder = folder;
  }

  /** A place for a file of this name; what an earlier run of the server left there is removed first. */
  synchronized Path place(String name) {
    try {
      Files.createDirectories(folder);
      if (!swept) {
        swept = true;
        try (Stream<Path> left = Files.list(folder)) {
          left.filter(path -> path.toString().endsWith(".csv")).forEach(ImportJobs::remove);
        }
      }
      return folder.resolve(name + ".csv");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** @throws Problem 503 when so many files wait that this one is not taken; it is removed */
  synchronized Job begin(UUID id, ImportOrder order) {
    if (jobs.values().stream().filter(job -> !job.isOver()).count() >= WAITING) {
      remove(order.file());
      throw Problem.unavailable("imports_waiting",
          "Other files are being loaded; yours was not taken. Try again when they are done.");
    }
    var job = new Job(id, order, folder.resolve(id + ".report.csv"));
    jobs.put(id, job);
    worker.execute(() -> work(job));
    return job;
  }

  private synchronized void forgetOldest() {
    List<Job> over = jobs.values().stream().filter(Job::isOver).toList();
    over.stream().limit(Math.max(0, over.size() - REMEMBERED)).forEach(old -> {
      jobs.remove(old.id);
      remove(old.report);
    });
  }

  synchronized Optional<Job> find(UUID id) {
    return Optional.ofNullable(jobs.get(id));
  }

  /** The loads that have a record and are not over, by their record. */
  synchronized Map<Long, Job> underWay() {
    var underWay = new HashMap<Long, Job>();
    jobs.values().stream().filter(job -> !job.isOver())
        .forEach(job -> job.importId().ifPresent(record -> underWay.put(record, job)));
    return underWay;
  }

  private void work(Job job) {
    State end = end(job);
    if (end.loaded().filter(result -> result.importId().isPresent()).isPresent()) {
      afterwards.run();
    }
    job.state = end;
    remove(job.order.file());
    forgetOldest();
    job.finished.countDown();
  }

  private State end(Job job) {
    try {
      job.goOn();
      return new State.Done(importer.load(job.order, job.report, job));
    } catch (StopAsked asked) {
      return State.Failed.withoutChange("stopped_on_request",
          "The file was not wanted any more; nothing was changed.", Optional.empty());
    } catch (UnreadableFile unreadable) {
      return State.Failed.withoutChange(unreadable.code(), unreadable.getMessage(), unreadable.line());
    } catch (LoadStopped stopped) {
      if (!(stopped.getCause() instanceof StopAsked)) {
        logStopped(job, stopped);
      }
      return stopped(stopped);
    } catch (DatabaseFault refused) {
      LOG.warn("the import {} failed: {}", job.id, refused.sqlState());
      return State.Failed.withoutChange("database",
          "The database went away or refused; nothing was changed. Try again in a moment.", Optional.empty());
    } catch (IOException | RuntimeException failure) {
      LOG.error("the import {} failed", job.id, failure);
      return State.Failed.withoutChange("failed",
          "The file could not be loaded; nothing was changed. The server's log has the reason under " + job.id + ".",
          Optional.empty());
    }
  }

  /** What the database says of a refusal may hold rows of the file. */
  private static void logStopped(Job job, LoadStopped stopped) {
    if (stopped.getCause() instanceof DatabaseFault refused) {
      LOG.warn("the import {} was {}: {}", job.id, stopped.getMessage(), refused.sqlState());
    } else {
      LOG.error("the import {} was {}", job.id, stopped.getMessage(), stopped.getCause());
    }
  }

  private static State stopped(LoadStopped stopped) {
    int line = stopped.doneThrough();
    String kept = line == 0 ? "No row is known to be loaded." : "Each row up to line " + line + " is dealt with and"
        + " what was loaded of them stays; from line " + (line + 1) + " on not all rows are.";
    String code = stopped.getCause() instanceof StopAsked ? "stopped_on_request" : "stopped";
    return new State.Failed(code, "The load was stopped before the end of the file. " + kept
        + " Load the same file again: what is in the base already is recognised, and nothing is doubled.",
        Optional.of(line), Optional.of(stopped.soFar()));
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException stays) {
      LOG.warn("a file of an import could not be removed: {}", stays.toString());
    }
  }

  /** Of a file under way the part under way is taken back by its transaction; what was loaded before stays. */
  @Override
  public void close() {
    worker.shutdownNow();
  }
}
