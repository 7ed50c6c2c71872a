package io.scoutline.recordings.intake;

import io.scoutline.kernel.PbxName;
import io.scoutline.platform.database.DatabaseAway;
import io.scoutline.recordings.Recording;
import io.scoutline.recordings.intake.IntakeState.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder into which a PBX moves its finished files, one rename each. A look takes at most
 * {@value #MOST_AT_ONCE} of them; one that fails steps back and lets the others pass. One thread looks, the files are
 * taken on the workers.
 */
public final class DoneFolder {

  private static final Logger LOG = LoggerFactory.getLogger(DoneFolder.class);
  private static final int MOST_AT_ONCE = 100;

  /** Told of each file that was taken, on a worker. {@code lag}: since the file was finished. */
  @FunctionalInterface
  public interface Taken {
    void taken(Recording recording, boolean placed, Duration lag);
  }

  /** What one look came to. {@code more}: look again at once. {@code soon}: something is about to be due. */
  public record Look(IntakeState state, int taken, boolean more, boolean soon) {}

  private record Tried(ArrivedFile file, Optional<Trouble> trouble) {}

  private final PbxName pbx;
  private final Path folder;
  private final Intake intake;
  private final ExecutorService workers;
  private final InstantSource clock;
  private final Taken taken;
  private final Patience patience;
  private boolean databaseWasAway;
  private boolean diskWasFull;

  public DoneFolder(PbxName pbx, Path folder, Duration quiet, Intake intake, ExecutorService workers,
      InstantSource clock, Taken taken) {
    this.pbx = pbx;
    this.folder = folder;
    this.intake = intake;
    this.workers = workers;
    this.clock = clock;
    this.taken = taken;
    this.patience = new Patience(quiet);
  }

  Path folder() {
    return folder;
  }

  /** Looks once and takes what is due. While the database is away, one file at a time asks whether it is back. */
  public Look look() throws InterruptedException {
    Optional<Trouble> closed = closed();
    if (closed.isPresent()) {
      return closed(closed.get());
    }
    Listing listing;
    try {
      listing = Listing.of(folder, patience, clock.instant(), databaseWasAway ? 1 : MOST_AT_ONCE);
    } catch (IOException failure) {
      LOG.warn("The done folder of {} cannot be read: {}", pbx, failure.getClass().getSimpleName());
      return closed(Trouble.FOLDER_NOT_READABLE);
    }
    List<Tried> tried = takeAll(listing.due());
    Set<Trouble> troubles = remember(tried);
    databaseWasAway = troubles.contains(Trouble.DATABASE_AWAY);
    noteRoom(troubles.contains(Trouble.DISK_FULL));
    int left = (int) tried.stream().filter(one -> one.trouble().isPresent()).count();
    IntakeState state = new IntakeState(clock.instant(), troubles.stream().findFirst(),
        listing.waiting().size() + left, patience.failing(), lag(listing, tried));
    return new Look(state, tried.size() - left, listing.full() && !databaseWasAway && !diskWasFull,
        listing.waiting().size() > patience.failing());
  }

  private void noteRoom(boolean full) {
    if (full && !diskWasFull) {
      LOG.warn("The disk for recordings is nearly full: what {} finishes waits in its folder", pbx);
    } else if (diskWasFull && !full) {
      LOG.info("There is room for the recordings of {} again", pbx);
    }
    diskWasFull = full;
  }

  private Optional<Trouble> closed() {
    if (!Files.isDirectory(folder)) {
      return Optional.of(Trouble.FOLDER_MISSING);
    }
    if (!Files.isReadable(folder)) {
      return Optional.of(Trouble.FOLDER_NOT_READABLE);
    }
    return Files.isWritable(folder) ? Optional.empty() : Optional.of(Trouble.FOLDER_NOT_WRITABLE);
  }

  private Look closed(Trouble trouble) {
    return new Look(new IntakeState(clock.instant(), Optional.of(trouble), 0, 0, Duration.ZERO), 0, false, false);
  }

  private List<Tried> takeAll(List<ArrivedFile> files) throws InterruptedException {
    AtomicBoolean away = new AtomicBoolean();
    List<Tried> tried = new ArrayList<>();
    for (Future<Tried> done : workers.invokeAll(
        files.stream().<Callable<Tried>>map(file -> () -> take(file, away)).toList())) {
      try {
        tried.add(done.get());
      } catch (ExecutionException failure) {
        throw new IllegalStateException("a try answers for whatever happens", failure.getCause());
      }
    }
    return tried;
  }

  /** On a worker. */
  private Tried take(ArrivedFile file, AtomicBoolean away) {
    if (away.get()) {
      return new Tried(file, Optional.of(Trouble.DATABASE_AWAY));
    }
    try {
      return new Tried(file, switch (intake.take(pbx, file.path())) {
        case Intake.Outcome.Taken(Recording recording, boolean placed) -> {
          taken.taken(recording, placed, Duration.between(file.modifiedAt(), clock.instant()));
          yield Optional.empty();
        }
        case Intake.Outcome.Gone() -> Optional.empty();
        case Intake.Outcome.StillChanging() -> Optional.empty();
        case Intake.Outcome.NoSpace() -> Optional.of(Trouble.DISK_FULL);
      });
    } catch (DatabaseAway gone) {
      away.set(true);
      return new Tried(file, Optional.of(Trouble.DATABASE_AWAY));
    } catch (IOException | RuntimeException failure) {
      LOG.warn("A file in the done folder of {} could not be taken and stays there", pbx, failure);
      return new Tried(file, Optional.of(Trouble.FILES_FAIL));
    }
  }

  private Set<Trouble> remember(List<Tried> tried) {
    Set<Trouble> troubles = EnumSet.noneOf(Trouble.class);
    Instant now = clock.instant();
    for (Tried one : tried) {
      one.trouble().ifPresentOrElse(troubles::add, () -> patience.taken(one.file()));
      one.trouble().filter(DoneFolder::isOfTheFile).ifPresent(why -> patience.failed(one.file(), now, why));
    }
    troubles.addAll(patience.troubles());
    return troubles;
  }

  /** What all files share is over for all of them at once: none of them steps back for it. */
  private static boolean isOfTheFile(Trouble trouble) {
    return switch (trouble) {
      case DATABASE_AWAY, DISK_FULL -> false;
      case FOLDER_MISSING, FOLDER_NOT_READABLE, FOLDER_NOT_WRITABLE, FILES_FAIL -> true;
    };
  }

  private Duration lag(Listing listing, List<Tried> tried) {
    return Stream.concat(
            listing.oldestWaiting().stream(),
            tried.stream().filter(one -> one.trouble().isPresent()).map(one -> one.file().modifiedAt()))
        .min(Instant::compareTo)
        .map(oldest -> Duration.between(oldest, clock.instant()))
        .filter(age -> !age.isNegative())
        .orElse(Duration.ZERO);
  }
}
