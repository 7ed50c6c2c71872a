package io.scoutline.routing;

import io.scoutline.calls.RouteKind;
import io.scoutline.calls.RouteNote;
import io.scoutline.kernel.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Where a call goes, and why (P4.2): {@code steps} is what was considered, in order, the last one decided. The codes
 * are stable; the pages translate them ({@link RouteCodes}).
 */
public sealed interface RouteDecision {

  List<RouteNote.Step> steps();

  /** These phones ring at once. */
  record Ring(List<Target> targets, Duration ringFor, List<RouteNote.Step> steps) implements RouteDecision {
    public Ring {
      targets = List.copyOf(targets);
      steps = List.copyOf(steps);
    }
  }

  /** The common queue. */
  record Queue(List<RouteNote.Step> steps) implements RouteDecision {
    public Queue {
      steps = List.copyOf(steps);
    }
  }

  /** Voicemail; a promise to call back comes of it (P4.4). */
  record Voicemail(List<RouteNote.Step> steps) implements RouteDecision {
    public Voicemail {
      steps = List.copyOf(steps);
    }
  }

  record Refuse(List<RouteNote.Step> steps) implements RouteDecision {
    public Refuse {
      steps = List.copyOf(steps);
    }
  }

  /** Somebody, and the extension by which they are rung. */
  record Target(PersonId person, String extension) {}

  /** The code of the step that decided. */
  default String reason() {
    return steps().getLast().code();
  }

  default RouteKind kind() {
    return switch (this) {
      case Ring _ -> RouteKind.RING;
      case Queue _ -> RouteKind.QUEUE;
      case Voicemail _ -> RouteKind.VOICEMAIL;
      case Refuse _ -> RouteKind.REFUSE;
    };
  }

  default List<PersonId> people() {
    return switch (this) {
      case Ring ring -> ring.targets().stream().map(Target::person).toList();
      case Queue _, Voicemail _, Refuse _ -> List.of();
    };
  }

  /** As it is kept with the call. */
  default RouteNote note(Instant at, int attempt) {
    return new RouteNote(at, attempt, kind(), reason(), steps(), people());
  }
}
