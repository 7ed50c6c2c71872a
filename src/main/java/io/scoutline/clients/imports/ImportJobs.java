package io.scoutline.clients.imports;

import io.scoutline.clients.imports.file.UnreadableFile;
import io.scoutline.kernel.PersonId;
import io.scoutline.platform.database.DatabaseFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works through files one after another, on a thread of its own, and remembers the last ones for whoever asks. Files
 * stay in its folder as long as their job is remembered, not over a restart. Any thread.
 */
final class ImportJobs implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ImportJobs.class);
  private static final int REMEMBERED = 20;

  sealed interface State {
    record Running() implements State {}

    record Done(ImportResult result) implements State {}

    /** @param line of the file, where it is about one */
    record Failed(String code, String detail, Optional<Integer> line) implements State {}
  }

  /** One file on its way. */
  static final class Job {
    private final UUID id;
    private final ImportOrder order;
    private final Path report;
    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile int rowsDone;
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

  synchronized Job begin(UUID id, ImportOrder order) {
    var job = new Job(id, order, folder.resolve(id + ".report.csv"));
    jobs.put(id, job);
    if (jobs.size() > REMEMBERED) {
      jobs.values().stream().filter(old -> !(old.state instanceof State.Running)).findFirst().ifPresent(old -> {
        jobs.remove(old.id);
        remove(old.report);
      });
    }
    worker.execute(() -> work(job));
    return job;
  }

  synchronized Optional<Job> find(UUID id) {
    return Optional.ofNullable(jobs.get(id));
  }

  private void work(Job job) {
    try {
      ImportResult result = importer.load(job.order, job.report, rows -> job.rowsDone = rows);
      if (result.importId().isPresent()) {
        afterwards.run();
      }
      job.state = new State.Done(result);
    } catch (UnreadableFile unreadable) {
      job.state = new State.Failed(unreadable.code(), unreadable.getMessage(), unreadable.line());
    } catch (DatabaseFault refused) {
      LOG.warn("the import {} failed: {}", job.id, refused.sqlState());
      job.state = new State.Failed("database",
          "The database went away or refused; nothing was changed. Try again in a moment.", Optional.empty());
    } catch (IOException | RuntimeException failure) {
      LOG.error("the import {} failed", job.id, failure);
      job.state = new State.Failed("failed",
          "The file could not be loaded; nothing was changed. The server's log has the reason under " + job.id + ".",
          Optional.empty());
    } finally {
      remove(job.order.file());
      job.finished.countDown();
    }
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException stays) {
      LOG.warn("a file of an import could not be removed: {}", stays.toString());
    }
  }

  /** A file under way is taken back by its transaction. */
  @Override
  public void close() {
    worker.shutdownNow();
  }
}
