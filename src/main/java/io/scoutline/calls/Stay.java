package io.scoutline.calls;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A leg's time in one bridge. */
public record Stay(String bridge, Span span) {

  /** Whether the leg is there still. */
  public boolean isOpen() {
    return span.isOpen();
  }

  /** Whether it tells of the same stay as the PBX's record of it: the same beginning, and an end that is not later. */
  boolean isNoWorseThan(Stay written, Duration apart) {
    boolean sameBeginning = Duration.between(span.from(), written.span.from()).abs().compareTo(apart) <= 0;
    boolean noLater = written.span.to().isEmpty()
        || span.to().filter(to -> !to.isAfter(written.span.to().get().plus(apart))).isPresent();
    return bridge.equals(written.bridge) && sameBeginning && noLater;
  }

  /** Notes an entrance. One that comes after its own exit, out of order, completes that stay. */
  static List<Stay> entered(List<Stay> stays, String bridge, Instant at, Optional<Instant> legEndedAt) {
    for (int i = stays.size() - 1; i >= 0; i--) {
      Stay stay = stays.get(i);
      if (stay.bridge.equals(bridge)) {
        if (stay.span.isOpen() || stay.span.from().equals(at)) {
          return stays;
        }
        boolean exitWithoutEntrance = stay.span.to().equals(Optional.of(stay.span.from()));
        if (exitWithoutEntrance && !at.isAfter(stay.span.from())) {
          return replaced(stays, i, new Stay(bridge, new Span(at, stay.span.to())));
        }
      }
    }
    return added(stays, new Stay(bridge, new Span(at, legEndedAt)));
  }

  /** Notes an exit; one whose entrance was not seen stands as a stay without length. */
  static List<Stay> left(List<Stay> stays, String bridge, Instant at) {
    for (int i = stays.size() - 1; i >= 0; i--) {
      Stay stay = stays.get(i);
      if (stay.bridge.equals(bridge)) {
        return stay.span.isOpen() ? replaced(stays, i, stay.endedAt(at)) : stays;
      }
    }
    return added(stays, new Stay(bridge, new Span(at, Optional.of(at))));
  }

  static List<Stay> ended(List<Stay> stays, Instant at) {
    return stays.stream().noneMatch(stay -> stay.span.isOpen()) ? stays
        : stays.stream().map(stay -> stay.span.isOpen() ? stay.endedAt(at) : stay).toList();
  }

  private Stay endedAt(Instant at) {
    return new Stay(bridge, new Span(span.from(), Optional.of(at)));
  }

  private static List<Stay> replaced(List<Stay> stays, int at, Stay stay) {
    var same = new ArrayList<>(stays);
    same.set(at, stay);
    return List.copyOf(same);
  }

  private static List<Stay> added(List<Stay> stays, Stay stay) {
    var more = new ArrayList<>(stays);
    more.add(stay);
    return List.copyOf(more);
  }
}
