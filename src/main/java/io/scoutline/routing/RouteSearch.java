package io.scoutline.routing;

import io.scoutline.calls.RouteNote;
import io.scoutline.kernel.PersonId;
import io.scoutline.people.Duty;
import io.scoutline.presence.PresenceState;
import io.scoutline.routing.RouteCodes.Obstacle;
import io.scoutline.routing.RouteCodes.Place;
import io.scoutline.routing.RouteDecision.Target;
import io.scoutline.routing.RouteQuestion.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** One decision in the making: looks at one person or team after the other and notes why it went on. */
final class RouteSearch {
  private final List<RouteNote.Step> steps = new ArrayList<>();
  private final RouteQuestion question;
  private final RoutingView view;
  private final RoutingSettings settings;
  private final boolean open;

  RouteSearch(RouteQuestion question, RoutingView view, RoutingSettings settings) {
    this.question = question;
    this.view = view;
    this.settings = settings;
    this.open = settings.open().isOpen(question.at());
  }

  RouteQuestion question() {
    return question;
  }

  RoutingView view() {
    return view;
  }

  void note(String code) {
    steps.add(new RouteNote.Step(code, Optional.empty()));
  }

  /** Rings this person, unless something is in the way; what that is, is noted. */
  Optional<RouteDecision> person(Place place, PersonId person) {
    Optional<Obstacle> obstacle = obstacle(person);
    steps.add(new RouteNote.Step(obstacle.map(place::code).orElseGet(place::code), Optional.of(person)));
    return obstacle.isPresent()
        ? Optional.empty()
        : Optional.of(ring(List.of(person), settings.ringPerson()));
  }

  /** Rings the free people of somebody's team, those who have been free longest first. */
  Optional<RouteDecision> team(PersonId member, String code, String nobody) {
    List<PersonId> free = view.teamOf(member).map(view::callTakersOf).orElse(List.of()).stream()
        .filter(person -> obstacle(person).isEmpty())
        .sorted(Comparator.comparing((PersonId person) -> view.presenceOf(person).since())
            .thenComparing(PersonId::value))
        .limit(settings.mostAtOnce())
        .toList();
    note(free.isEmpty() ? nobody : code);
    return free.isEmpty() ? Optional.empty() : Optional.of(ring(free, settings.ringTeam()));
  }

  RouteDecision refuse(String code) {
    note(code);
    return new RouteDecision.Refuse(steps);
  }

  RouteDecision commonAfter(String code) {
    note(code);
    return common();
  }

  /** The queue; voicemail for whoever has waited there already, and when nobody takes calls (P4.4). */
  RouteDecision common() {
    if (question.progress() == Progress.AFTER_QUEUE) {
      note(RouteCodes.QUEUE_UNANSWERED);
      return new RouteDecision.Voicemail(steps);
    }
    note(open ? RouteCodes.QUEUE : RouteCodes.OUT_OF_HOURS);
    return open ? new RouteDecision.Queue(steps) : new RouteDecision.Voicemail(steps);
  }

  private RouteDecision ring(List<PersonId> people, Duration ringFor) {
    List<Target> targets = people.stream()
        .map(person -> new Target(person, view.extensionOf(person, question.pbx()).orElseThrow()))
        .toList();
    return new RouteDecision.Ring(targets, ringFor, steps);
  }

  private Optional<Obstacle> obstacle(PersonId person) {
    if (question.tried().contains(person)) {
      return Optional.of(Obstacle.TRIED);
    }
    if (!view.isActive(person)) {
      return Optional.of(Obstacle.LEFT);
    }
    return obstacle(view.dutyOf(person, question.at()))
        .or(() -> obstacle(view.presenceOf(person).state()))
        .or(() -> view.extensionOf(person, question.pbx()).isPresent()
            ? Optional.empty()
            : Optional.of(Obstacle.NO_PHONE));
  }

  /** Whoever has no shifts at all works in the company's hours. */
  private Optional<Obstacle> obstacle(Duty duty) {
    return switch (duty) {
      case Duty.OnShift _ -> Optional.empty();
      case Duty.Unscheduled _ -> open ? Optional.empty() : Optional.of(Obstacle.OFF_SHIFT);
      case Duty.OffShift _ -> Optional.of(Obstacle.OFF_SHIFT);
      case Duty.Absent _ -> Optional.of(Obstacle.ABSENT);
    };
  }

  private static Optional<Obstacle> obstacle(PresenceState state) {
    return switch (state) {
      case AVAILABLE -> Optional.empty();
      case TALKING -> Optional.of(Obstacle.BUSY);
      case RINGING -> Optional.of(Obstacle.RINGING);
      case WRAP_UP -> Optional.of(Obstacle.WRAP_UP);
      case AWAY -> Optional.of(Obstacle.AWAY);
      case OFFLINE -> Optional.of(Obstacle.OFFLINE);
    };
  }
}
