package io.scoutline.recordings;

import io.micrometer.core.instrument.MeterRegistry;
import io.scoutline.kernel.CallId;
import io.scoutline.kernel.Ids;
import io.scoutline.kernel.PbxName;
import io.scoutline.kernel.PersonId;
import io.scoutline.platform.database.Database;
import io.scoutline.platform.database.DatabaseFault;
import io.scoutline.platform.watch.Health;
import io.scoutline.recordings.intake.Archive;
import io.scoutline.recordings.intake.DoneFolder;
import io.scoutline.recordings.intake.FolderHint;
import io.scoutline.recordings.intake.Intake;
import io.scoutline.recordings.intake.IntakeState;
import io.scoutline.recordings.samples.SampleLibrary;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The recordings of all PBXs (P6.1): takes finished files in, gives them to their calls, and knows where they lie.
 * Each PBX has a thread of its own that looks at its folder; the copying is done by a few workers that all share.
 */
public final class Recordings implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Recordings.class);
  private static final Duration LINK_EVERY = Duration.ofSeconds(5);
  private static final Duration YOUNG = Duration.ofMinutes(10);
  private static final Duration LINK_ALL_EVERY = Duration.ofMinutes(1);
  private static final Duration COUNT_EVERY = Duration.ofMinutes(5);

  private final RecordingSettings settings;
  private final RecordingStore store;
  private final Archive archive;
  private final InstantSource clock;
  private final List<RecordingListener> listeners = new CopyOnWriteArrayList<>();
  private final SampleLibrary samples;
  private final RecordingMeters meters;
  private final Intake intake;
  private final ExecutorService workers;
  private final Map<PbxName, IntakeState> states = new ConcurrentHashMap<>();
  private final List<Thread> threads = new ArrayList<>();
  private final Semaphore unlinked = new Semaphore(0);
  private volatile boolean closing;
  private volatile RecordingStore.Totals totals = new RecordingStore.Totals(0, 0, 0, 0);

  private Recordings(RecordingSettings settings, Database database, Archive archive, Ids ids, InstantSource clock,
      MeterRegistry registry) {
    this.settings = settings;
    this.store = new RecordingStore(database);
    this.samples = new SampleLibrary(database, archive, ids);
    this.archive = archive;
    this.clock = clock;
    this.meters = new RecordingMeters(registry);
    this.intake = new Intake(store, archive, ids, clock, settings.longest(), settings.reserveBytes());
    this.workers = Executors.newFixedThreadPool(settings.workers(),
        Thread.ofPlatform().name("recordings-", 1).daemon().factory());
  }

  /**
   * Makes the folders it keeps recordings in; takes nothing in before {@link #start()}.
   *
   * @throws IOException when its own folder cannot be made or written
   */
  public static Recordings open(RecordingSettings settings, Database database, Ids ids, InstantSource clock,
      MeterRegistry registry) throws IOException {
    return new Recordings(settings, database, Archive.open(settings.folder()), ids, clock, registry);
  }

  /** To be called before {@link #start()}, lest a recording be missed. */
  public void follow(RecordingListener listener) {
    listeners.add(listener);
  }

  /** Recordings whose call had not been found in time when they were last counted, some minutes ago at most. */
  public long unlinked() {
    return totals.unlinked();
  }

  /** Begins to look at the folders and for calls. A folder that is missing is waited for. */
  public void start() {
    meters.watchArchive(archive, () -> totals);
    settings.doneFolders().forEach((pbx, folder) -> {
      states.put(pbx, IntakeState.unknown(clock.instant()));
      meters.watchIntake(pbx, () -> states.get(pbx));
      run("recordings-of-" + pbx, () -> watch(pbx, folder));
    });
    run("recordings-linking", this::link);
  }

  /** Stops looking and lets what is being copied be finished, if that does not take long; the rest is taken later. */
  @Override
  public void close() {
    closing = true;
    threads.forEach(Thread::interrupt);
    workers.shutdown();
    try {
      for (Thread thread : threads) {
        thread.join(Duration.ofSeconds(5));
      }
      if (!workers.awaitTermination(10, TimeUnit.SECONDS)) {
        workers.shutdownNow();
      }
    } catch (InterruptedException hurried) {
      workers.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  /** How the intake of each PBX stood when it last looked. Any thread. */
  public Map<PbxName, IntakeState> intake() {
    return Map.copyOf(states);
  }

  /** Lets each PBX's intake be asked how it does, as {@code recordings:<pbx>}. Nothing it finds ends readiness. */
  public void register(Health health) {
    settings.doneFolders().keySet().forEach(pbx -> health.check("recordings:" + pbx, () -> {
      IntakeState state = states.getOrDefault(pbx, IntakeState.unknown(clock.instant()));
      return state.trouble().<Health.Condition>map(trouble -> new Health.Degraded(trouble.explained(state)))
          .orElseGet(Health.Up::new);
    }));
  }

  /** What was recorded of these calls. Waits for the database. */
  public CallSounds soundsOf(Collection<CallId> calls) {
    return new CallSounds(store.soundOf(calls));
  }

  /** What the demo plays for calls that never had a sound. */
  public SampleLibrary samples() {
    return samples;
  }

  public RecordingStore store() {
    return store;
  }

  public Archive archive() {
    return archive;
  }

  public RecordingSettings settings() {
    return settings;
  }

  private interface Loop {
    void run() throws InterruptedException;
  }

  /** A loop that fails for a reason nobody foresaw is begun again: the intake is never stuck. */
  private void run(String name, Loop loop) {
    threads.add(Thread.ofVirtual().name(name).start(() -> {
      while (!closing) {
        try {
          loop.run();
        } catch (InterruptedException asked) {
          return;
        } catch (RuntimeException unforeseen) {
          LOG.error("{} begins again", name, unforeseen);
          LockSupport.parkNanos(settings.lookEvery().toNanos());
        }
      }
    }));
  }

  private void watch(PbxName pbx, Path path) throws InterruptedException {
    DoneFolder folder = new DoneFolder(pbx, path, settings.quiet(), intake, workers, clock,
        (recording, placed, lag) -> taken(pbx, recording, placed, lag));
    try (FolderHint hint = new FolderHint(path)) {
      while (!closing) {
        DoneFolder.Look look = folder.look();
        states.put(pbx, look.state());
        if (!look.more()) {
          hint.await(look.soon() ? settings.quiet() : settings.lookEvery());
        }
      }
    }
  }

  private void taken(PbxName pbx, Recording recording, boolean placed, Duration lag) {
    meters.taken(pbx, recording, lag);
    if (placed) {
      tell(recording, Set.of());
      unlinked.release();
    }
  }

  private void linked(Recording recording) {
    tell(recording, recording.call().map(store::participants).orElse(List.of()).stream()
        .map(RecordingSight.Participant::person).collect(Collectors.toUnmodifiableSet()));
  }

  private void tell(Recording recording, Set<PersonId> participants) {
    for (RecordingListener listener : listeners) {
      try {
        listener.changed(recording, participants);
      } catch (RuntimeException unforeseen) {
        LOG.error("somebody could not be told of recording {}, which is kept all the same", recording.id(), unforeseen);
      }
    }
  }

  /** The young ones at once and every few seconds, all that may still find their call every minute. */
  private void link() throws InterruptedException {
    Instant nextForAll = Instant.MIN;
    Instant nextCount = Instant.MIN;
    while (!closing) {
      Instant now = clock.instant();
      try {
        boolean all = !nextForAll.isAfter(now);
        store.link(now.minus(all ? settings.linkFor() : YOUNG)).forEach(this::linked);
        if (all) {
          store.followMerges(now.minus(settings.linkFor())).forEach(this::linked);
          nextForAll = now.plus(LINK_ALL_EVERY);
        }
        if (!nextCount.isAfter(now)) {
          nextCount = now.plus(COUNT_EVERY);  // first: a count that fails is dear and not tried again every time
          totals = store.totals(now.minus(settings.orphanAfter()));
        }
      } catch (DatabaseFault away) {
        if (!closing) {
          LOG.warn("Recordings could not be given to their calls; tried again in {} s", LINK_EVERY.toSeconds());
        }
      }
      unlinked.tryAcquire(LINK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
      unlinked.drainPermits();
    }
  }
}
