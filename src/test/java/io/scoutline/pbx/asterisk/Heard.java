package io.scoutline.pbx.asterisk;

import io.scoutline.pbx.PbxEvent;
import io.scoutline.pbx.PbxListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Keeps what a link says, and waits for what it should say. */
public final class Heard implements PbxListener {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private final List<PbxEvent> events = new ArrayList<>();

  @Override
  public synchronized void on(PbxEvent event) {
    events.add(event);
    notifyAll();
  }

  synchronized List<PbxEvent> events() {
    return List.copyOf(events);
  }

  <T extends PbxEvent> List<T> of(Class<T> kind) {
    return events().stream().flatMap(event -> kind.isInstance(event) ? Stream.of(kind.cast(event)) : Stream.empty())
        .toList();
  }

  synchronized int count() {
    return events.size();
  }

  public <T extends PbxEvent> T await(Class<T> kind) {
    return kind.cast(await(kind::isInstance, kind.getSimpleName()));
  }

  public <T extends PbxEvent> void await(Class<T> kind, int times) {
    awaitUntil(() -> of(kind).size() >= times, times + " × " + kind.getSimpleName());
  }

  public PbxEvent await(Predicate<PbxEvent> fits, String what) {
    awaitUntil(() -> events().stream().anyMatch(fits), what);
    return events().stream().filter(fits).findFirst().orElseThrow();
  }

  private synchronized void awaitUntil(BooleanSupplier met, String what) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!met.getAsBoolean()) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        String told = events.size() > 50 ? events.size() + " events" : events.toString();
        throw new AssertionError("no " + what + " within " + PATIENCE + "; heard " + told);
      }
      try {
        wait(Math.min(left, 200));
      } catch (InterruptedException interrupted) {
        throw new AssertionError(interrupted);
      }
    }
  }
}
