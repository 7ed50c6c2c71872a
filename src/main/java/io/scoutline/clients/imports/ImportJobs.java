package io.scoutline.clients.imports;

import io.scoutline.clients.imports.file.UnreadableFile;
import io.scoutline.kernel.Actor;
import io.scoutline.kernel.PersonId;
import io.scoutline.platform.database.DatabaseFault;
import io.scoutline.platform.wire.Problem;
import java.io.IOException;
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
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works through files one after another, on a thread of its own, and remembers the last ones for whoever asks: at most
 * {@link #REMEMBERED} that are over, and at most {@link #WAITING} that are not, with those on their way here. Files
 * stay in the folder as long as their job is remembered, not over a restart. Any thread.
 */
final class ImportJobs implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ImportJobs.class);
  static final int REMEMBERED = 20;
  static final int WAITING = 10;
  /** Of one person, so that nobody keeps the others from loading theirs. */
  static final int OF_ONE = 3;

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
  private final Map<UUID, PersonId> arriving = new HashMap<>();
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("clients-import").daemon().factory());
  private final Importer importer;
  private final Runnable afterwards;
  private final ImportFolder folder;

  /** @param afterwards called when something was written */
  ImportJobs(Importer importer, Runnable afterwards, ImportFolder folder) {
    this.importer = importer;
    this.afterwards = afterwards;
    this.folder = folder;
  }

  /**
   * Lets a file come, before any of it has; to be followed by {@link #begin}, or {@link #arrivedNot} in any case.
   *
   * @throws Problem 409 when its sender has enough waiting, 503 when all together have, 507 when the disk has no room
   */
  synchronized void expect(UUID id, PersonId by) {
    if (arriving.values().stream().filter(by::equals).count() + open(by::equals) >= OF_ONE) {
      throw Problem.conflict("your_imports_waiting", "You have " + OF_ONE + " files that are not done yet."
          + " Wait for one of them, or stop it, and send this one again.").keeping("Nothing was changed.");
    }
    if (arriving.size() + open(_ -> true) >= WAITING) {
      throw Problem.unavailable("imports_waiting",
          "Other files are being loaded; yours was not taken. Try again when they are done.");
    }
    folder.requireRoom(arriving.size() + 1);
    arriving.put(id, by);
  }

  private long open(Predicate<PersonId> whose) {
    return jobs.values().stream().filter(job -> !job.isOver() && whose.test(job.by())).count();
  }

  /** Whatever came of a file that was expected and not begun is removed; of one that was begun it changes nothing. */
  synchronized void arrivedNot(UUID id, Path file) {
    if (arriving.remove(id) != null) {
      ImportFolder.remove(file);
    }
  }

  /** A file that was expected and is here. */
  synchronized Job begin(UUID id, ImportOrder order) {
    arriving.remove(id);
    var job = new Job(id, order, folder.place(id + ".report"));
    jobs.put(id, job);
    worker.execute(() -> work(job));
    return job;
  }

  private synchronized void forgetOldest() {
    List<Job> over = jobs.values().stream().filter(Job::isOver).toList();
    over.stream().limit(Math.max(0, over.size() - REMEMBERED)).forEach(old -> {
      jobs.remove(old.id);
      ImportFolder.remove(old.report);
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
    ImportFolder.remove(job.order.file());
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

  /** Of a file under way the part under way is taken back by its transaction; what was loaded before stays. */
  @Override
  public void close() {
    worker.shutdownNow();
  }
}
