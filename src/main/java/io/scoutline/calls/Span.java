package io.scoutline.calls;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A stretch of time; {@code to} is absent while it lasts. Never negative: an end before the beginning is set to it. */
public record Span(Instant from, Optional<Instant> to) {

  public Span {
    if (to.isPresent() && to.get().isBefore(from)) {
      to = Optional.of(from);
    }
  }

  static Span openAt(Instant from) {
    return new Span(from, Optional.empty());
  }

  boolean isOpen() {
    return to.isEmpty();
  }

  /** How long it lasted, or has lasted by {@code now}. */
  Duration lengthBy(Instant now) {
    Instant end = to.orElse(now);
    return end.isBefore(from) ? Duration.ZERO : Duration.between(from, end);
  }

  /** The part of this span that lies within another, both taken as lasting until {@code now} while open. */
  Duration overlap(Span other, Instant now) {
    Instant start = from.isAfter(other.from) ? from : other.from;
    Instant end = to.orElse(now);
    Instant otherEnd = other.to.orElse(now);
    Instant first = end.isBefore(otherEnd) ? end : otherEnd;
    return first.isAfter(start) ? Duration.between(start, first) : Duration.ZERO;
  }

  /** The spans up to an instant; what lies behind it was never. */
  static List<Span> within(List<Span> spans, Instant until) {
    return spans.stream().filter(span -> span.from().isBefore(until))
        .map(span -> span.to().filter(to -> !to.isAfter(until)).isPresent() ? span
            : new Span(span.from(), Optional.of(until))).toList();
  }

  static Duration total(List<Span> spans, Instant now) {
    return spans.stream().map(span -> span.lengthBy(now)).reduce(Duration.ZERO, Duration::plus);
  }

  public static boolean anyOpen(List<Span> spans) {
    // Not the last alone: of two calls that became one the one that began first can last the longest.
    return spans.stream().anyMatch(Span::isOpen);
  }

  /** Opens a new span unless one is open. */
  public static List<Span> opened(List<Span> spans, Instant at) {
    if (anyOpen(spans)) {
      return spans;
    }
    var more = new ArrayList<>(spans);
    more.add(openAt(at));
    return List.copyOf(more);
  }

  /** Closes what is open; the very same list when nothing is. */
  public static List<Span> closed(List<Span> spans, Instant at) {
    return !anyOpen(spans) ? spans
        : spans.stream().map(span -> span.isOpen() ? new Span(span.from(), Optional.of(at)) : span).toList();
  }
}
