package io.scoutline.routing;

import static io.scoutline.routing.Company.NOW;
import static io.scoutline.routing.Company.NUMBER;
import static io.scoutline.routing.Company.PBX;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.calls.RouteNote;
import io.scoutline.kernel.BusinessZone;
import io.scoutline.kernel.CallerNumber;
import io.scoutline.kernel.PersonId;
import io.scoutline.routing.RouteQuestion.Progress;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A company at work, and what its rules decide. */
abstract class RoutingCase {

  static final BusinessZone MOSCOW = new BusinessZone(ZoneId.of("Europe/Moscow"));
  static final OpeningHours OFFICE = new OpeningHours(MOSCOW, List.of(new OpeningHours.Hours(
      EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), LocalTime.of(9, 0), LocalTime.of(18, 0))));
  static final Instant EVENING = Instant.parse("2026-11-20T16:00:00Z");

  final RoutingRules rules = new RoutingRules(RoutingSettings.usual(OFFICE));
  final Company company = new Company();

  RouteDecision.Ring rings(PersonId... people) {
    var ring = assertInstanceOf(RouteDecision.Ring.class, decide());
    assertEquals(List.of(people), ring.people());
    return ring;
  }

  RouteDecision queue() {
    return assertInstanceOf(RouteDecision.Queue.class, decide());
  }

  RouteDecision decide() {
    return decide(Progress.FIRST, Set.of(), NOW);
  }

  RouteDecision decide(Progress progress, Set<PersonId> tried, Instant at) {
    var caller = new CallerNumber.Outside(NUMBER, NUMBER.e164());
    var decision = rules.decide(new RouteQuestion(PBX, caller, at, tried, progress), company);
    assertTrue(RouteCodes.all().containsAll(codes(decision)), () -> "unknown code in " + codes(decision));
    return decision;
  }

  static List<String> codes(RouteDecision decision) {
    return decision.steps().stream().map(RouteNote.Step::code).toList();
  }
}
