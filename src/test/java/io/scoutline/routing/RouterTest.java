package io.scoutline.routing;

import static io.scoutline.routing.Company.BORIS;
import static io.scoutline.routing.Company.NOW;
import static io.scoutline.routing.Company.OLGA;
import static io.scoutline.routing.Company.PBX;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.scoutline.calls.RouteKind;
import io.scoutline.calls.RouteNote;
import io.scoutline.kernel.BusinessZone;
import io.scoutline.pbx.RouteReply;
import io.scoutline.pbx.RouteRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RouterTest {
  private final Company company = new Company().calledBy(Company.client(7, Optional.of(OLGA))).team(OLGA, BORIS);
  private final List<RouteNote> notes = new ArrayList<>();
  private Instant now = NOW;
  private RouteListener listener = (pbx, uniqueid, note) -> notes.add(note);
  private final Router router = new Router(
      new RoutingRules(RoutingSettings.usual(new OpeningHours(new BusinessZone(ZoneOffset.UTC), List.of()))),
      () -> company,
      _ -> "RU", (pbx, uniqueid, note) -> listener.routed(pbx, uniqueid, note), () -> now);

  @Test
  @DisplayName("P2.4: a number in the carrier's national form is the client's number")
  void a_national_number_is_the_clients() {
    assertEquals(List.of("101"), ring(ask("1.1", "84951234567", 1, "NONE")).extensions());
  }

  @Test
  @DisplayName("P4.1: on no answer the next question rings others")
  void the_second_question_of_a_call_rings_others() {
    ask("1.1", "+74951234567", 1, "NONE");
    assertEquals(List.of("102"), ring(ask("1.1", "+74951234567", 2, "NOANSWER")).extensions());
    assertInstanceOf(RouteReply.Queue.class, ask("1.1", "+74951234567", 3, "NOANSWER"));
    assertInstanceOf(RouteReply.Voicemail.class, ask("1.1", "+74951234567", 4, "QUEUETIMEOUT"));
  }

  @Test
  void what_was_tried_for_one_call_does_not_count_for_another() {
    ask("1.1", "+74951234567", 1, "NONE");
    assertEquals(List.of("101"), ring(ask("1.2", "+74951234567", 1, "NONE")).extensions());
  }

  @Test
  void the_first_question_of_a_call_begins_anew() {
    ask("1.1", "+74951234567", 1, "NONE");
    assertEquals(List.of("101"), ring(ask("1.1", "+74951234567", 1, "NONE")).extensions());
  }

  @Test
  void who_was_tried_is_forgotten_after_a_while() {
    ask("1.1", "+74951234567", 1, "NONE");
    now = now.plus(Duration.ofMinutes(16));
    ask("1.2", "+74951234567", 1, "NONE");
    assertInstanceOf(RouteReply.Queue.class, ask("1.1", "+74951234567", 2, "NOANSWER"));
    assertEquals("attempt_forgotten", notes.getLast().steps().getFirst().code());
  }

  @Test
  @DisplayName("P4.2: each decision is told with its reasons, to be kept with the call")
  void each_decision_is_told_with_its_reasons() {
    ask("1.1", "+74951234567", 1, "NONE");
    ask("1.1", "+74951234567", 2, "BUSY");
    assertEquals(List.of("owner", "team"), notes.stream().map(RouteNote::reason).toList());
    assertEquals(List.of(1, 2), notes.stream().map(RouteNote::attempt).toList());
    assertEquals(RouteKind.RING, notes.getFirst().kind());
    assertEquals(List.of(OLGA), notes.getFirst().targets());
    assertEquals(NOW, notes.getFirst().at());
  }

  @Test
  void a_decision_that_could_not_be_kept_is_still_answered() {
    listener = (pbx, uniqueid, note) -> {
      throw new IllegalStateException("on purpose");
    };
    assertEquals(List.of("101"), ring(ask("1.1", "+74951234567", 1, "NONE")).extensions());
  }

  @Test
  void a_question_without_an_id_is_answered_all_the_same() {
    assertEquals(List.of("101"), ring(ask("", "+74951234567", 1, "NONE")).extensions());
  }

  private RouteReply ask(String uniqueid, String caller, int attempt, String last) {
    return router.advise(new RouteRequest(PBX, uniqueid, caller, "74950000000", attempt, last)).orElseThrow();
  }

  private static RouteReply.Ring ring(RouteReply reply) {
    return assertInstanceOf(RouteReply.Ring.class, reply);
  }
}
