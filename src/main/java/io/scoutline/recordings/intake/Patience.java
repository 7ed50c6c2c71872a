package io.scoutline.recordings.intake;

import io.scoutline.kernel.BoundedMap;
import io.scoutline.recordings.intake.IntakeState.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which files of a folder have to wait: those that may still be written, and those that failed, each failure twice
 * as long as the one before. Remembers at most {@value #MOST_NAMES} files; the oldest is forgotten first, which only
 * means that it is tried sooner. For one thread.
 */
final class Patience {

  private static final int MOST_NAMES = 10_000;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

  private record Seen(ArrivedFile file, Instant since, int failures, Instant notBefore, Optional<Trouble> trouble) {}

  private final Duration quiet;
  private final Map<String, Seen> seen = BoundedMap.oldestOut(MOST_NAMES);

  /** @param quiet how long a file must not have changed before it is taken for finished */
  Patience(Duration quiet) {
    this.quiet = quiet;
  }

  /** Whether to take it now. A file from the future is judged by how long we have seen it unchanged. */
  boolean isDue(ArrivedFile file, Instant now) {
    Seen before = seen.get(name(file));
    if (before != null && now.isBefore(before.notBefore())) {
      return false;
    }
    if (!file.modifiedAt().plus(quiet).isAfter(now)) {
      return true;
    }
    if (before == null || !before.file().equals(file)) {
      seen.put(name(file), new Seen(file, now, 0, Instant.MIN, Optional.empty()));
      return false;
    }
    return !before.since().plus(quiet).isAfter(now);
  }

  void failed(ArrivedFile file, Instant now, Trouble why) {
    Seen before = seen.get(name(file));
    int failures = before == null ? 1 : before.failures() + 1;
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, 10));
    Instant notBefore = now.plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
    seen.put(name(file), new Seen(file, before == null ? now : before.since(), failures, notBefore, Optional.of(why)));
  }

  void taken(ArrivedFile file) {
    seen.remove(name(file));
  }

  /** Forgets whatever is no longer in the folder. */
  void keepOnly(Set<String> names) {
    seen.keySet().retainAll(names);
  }

  /** How many failed when last tried. */
  int failing() {
    return (int) seen.values().stream().filter(file -> file.failures() > 0).count();
  }

  /** What the failed ones suffer from. */
  Set<Trouble> troubles() {
    return seen.values().stream().flatMap(file -> file.trouble().stream()).collect(Collectors.toSet());
  }

  private static String name(ArrivedFile file) {
    return file.path().getFileName().toString();
  }
}
