package io.scoutline.calls;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Who was in conversation when (P2.3): while in a bridge together with somebody else. Read from the times of the
 * stays, never from the order in which events arrived. Pure.
 */
final class Talk {

  /** The stretches in which this leg shared a bridge with another leg of the call, in order, without overlap. */
  static List<Span> of(Leg leg, List<Leg> legs) {
    if (leg.stays().isEmpty()) {
      return List.of(); // most that ring never come into a bridge, and each event asks for each of them
    }
    var shared = new ArrayList<Span>();
    for (Stay own : leg.stays()) {
      for (Leg other : legs) {
        if (!other.uniqueid().equals(leg.uniqueid())) {
          other.stays().stream().filter(stay -> stay.bridge().equals(own.bridge()))
              .map(stay -> common(own.span(), stay.span())).flatMap(Optional::stream).forEach(shared::add);
        }
      }
    }
    shared.sort(Comparator.comparing(Span::from));
    return joined(shared);
  }

  /** Conversation less what this leg had the other side on hold. */
  static Duration time(Leg leg, List<Leg> legs, Instant now) {
    List<Span> talk = of(leg, legs);
    Duration held = Duration.ZERO;
    for (Span stretch : talk) {
      for (Span pause : leg.hold()) {
        held = held.plus(stretch.overlap(pause, now));
      }
    }
    return Span.total(talk, now).minus(held);
  }

  private static Optional<Span> common(Span one, Span other) {
    Instant from = one.from().isAfter(other.from()) ? one.from() : other.from();
    Optional<Instant> to = earlier(one.to(), other.to());
    return to.isPresent() && !to.get().isAfter(from) ? Optional.empty() : Optional.of(new Span(from, to));
  }

  private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.or(() -> other);
    }
    return one.get().isBefore(other.get()) ? one : other;
  }

  private static List<Span> joined(List<Span> sorted) {
    var result = new ArrayList<Span>();
    for (Span span : sorted) {
      boolean touches = !result.isEmpty()
          && (result.getLast().isOpen() || !result.getLast().to().get().isBefore(span.from()));
      if (touches) {
        Span last = result.removeLast();
        boolean within = last.isOpen() || span.to().filter(to -> !to.isAfter(last.to().get())).isPresent();
        result.add(within ? last : new Span(last.from(), span.to()));
      } else {
        result.add(span);
      }
    }
    return List.copyOf(result);
  }

  private Talk() {}
}
