package io.scoutline.routing;

import static io.scoutline.routing.Company.BORIS;
import static io.scoutline.routing.Company.GLEB;
import static io.scoutline.routing.Company.NOW;
import static io.scoutline.routing.Company.OLGA;
import static io.scoutline.routing.Company.VERA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.scoutline.calls.RouteNote;
import io.scoutline.kernel.PersonId;
import io.scoutline.people.Duty;
import io.scoutline.presence.PresenceState;
import io.scoutline.routing.RouteQuestion.Progress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("P4: who gets a call of a client who has a manager, and why")
class OwnersCallsTest extends RoutingCase {

  @Nested
  @DisplayName("P4.1: a client with an owner")
  class WithOwner {

    @Test
    void goes_to_the_owner_who_is_free() {
      company.calledBy(Company.client(7, Optional.of(OLGA)));
      var ring = rings(OLGA);
      assertEquals("101", ring.targets().getFirst().extension());
      assertEquals(List.of("owner"), codes(ring));
    }

    @ParameterizedTest
    @CsvSource({"TALKING, owner_busy", "RINGING, owner_ringing", "WRAP_UP, owner_wrap_up", "AWAY, owner_away",
        "OFFLINE, owner_offline"})
    void goes_to_the_team_when_the_owner_cannot_answer_and_says_why(PresenceState state, String code) {
      company.calledBy(Company.client(7, Optional.of(OLGA))).team(OLGA, BORIS).with(OLGA, state);
      assertEquals(List.of(code, "team"), codes(rings(BORIS)));
    }

    @Test
    void goes_to_the_deputy_of_an_owner_who_is_absent() {
      company.calledBy(Company.client(7, Optional.of(OLGA))).team(OLGA, VERA).absent(OLGA, BORIS);
      assertEquals(List.of("owner_absent", "deputy"), codes(rings(BORIS)));
    }

    @Test
    void goes_on_to_the_team_when_the_deputy_cannot_answer_either() {
      company.calledBy(Company.client(7, Optional.of(OLGA))).team(OLGA, VERA).absent(OLGA, BORIS)
          .with(BORIS, PresenceState.TALKING);
      assertEquals(List.of("owner_absent", "deputy_busy", "team"), codes(rings(VERA)));
    }

    @Test
    void an_absence_counts_even_for_somebody_who_seems_to_be_there() {
      company.calledBy(Company.client(7, Optional.of(OLGA))).absent(OLGA);
      assertEquals(List.of("owner_absent", "team_nobody", "queue"), codes(queue()));
    }

    @Test
    void an_owner_off_shift_is_not_rung() {
      company.calledBy(Company.client(7, Optional.of(OLGA))).team(OLGA, BORIS)
          .with(OLGA, new Duty.OffShift(Optional.empty()));
      assertEquals(List.of("owner_off_shift", "team"), codes(rings(BORIS)));
    }

    @Test
    void an_owner_who_has_left_is_not_rung() {
      company.calledBy(Company.client(7, Optional.of(OLGA))).left(OLGA);
      assertEquals(List.of("owner_left", "team_nobody", "queue"), codes(queue()));
    }

    @Test
    void an_owner_without_a_phone_at_this_pbx_is_not_rung() {
      company.calledBy(Company.client(7, Optional.of(OLGA))).withoutPhone(OLGA);
      assertEquals(List.of("owner_no_phone", "team_nobody", "queue"), codes(queue()));
    }

    @Test
    void of_the_team_only_those_ring_who_are_free_longest_free_first() {
      company.calledBy(Company.client(7, Optional.of(OLGA))).team(OLGA, BORIS, VERA, GLEB)
          .with(OLGA, PresenceState.TALKING).with(BORIS, PresenceState.WRAP_UP)
          .freeSince(VERA, NOW.minusSeconds(10)).freeSince(GLEB, NOW.minusSeconds(20));
      rings(GLEB, VERA);
    }

    @Test
    void so_many_of_a_team_ring_at_once_as_is_set_and_no_more() {
      company.calledBy(Company.client(7, Optional.of(OLGA))).team(OLGA).with(OLGA, PresenceState.TALKING);
      LongStream.range(500, 560).mapToObj(PersonId::new).forEach(company::team);
      assertEquals(10, assertInstanceOf(RouteDecision.Ring.class, decide()).targets().size());
    }

    @Test
    void goes_to_the_queue_when_nobody_of_the_team_is_free() {
      company.calledBy(Company.client(7, Optional.of(OLGA))).team(OLGA, BORIS)
          .with(OLGA, PresenceState.TALKING).with(BORIS, PresenceState.TALKING);
      assertEquals(List.of("owner_busy", "team_nobody", "queue"), codes(queue()));
    }

    @Test
    void each_step_names_whom_it_is_about() {
      company.calledBy(Company.client(7, Optional.of(OLGA))).absent(OLGA, BORIS);
      assertEquals(List.of(Optional.of(OLGA), Optional.of(BORIS)),
          rings(BORIS).steps().stream().map(RouteNote.Step::person).toList());
    }
  }

  @Nested
  @DisplayName("P4.1: a key client")
  class KeyClient {

    @Test
    void goes_to_the_second_person_before_the_queue() {
      company.calledBy(Company.keyClient(OLGA, VERA)).team(OLGA, BORIS).with(OLGA, PresenceState.TALKING);
      assertEquals(List.of("owner_busy", "vip_second"), codes(rings(VERA)));
    }

    @Test
    void goes_on_to_the_team_when_the_second_person_is_busy() {
      company.calledBy(Company.keyClient(OLGA, VERA)).team(OLGA, BORIS).with(OLGA, PresenceState.TALKING)
          .with(VERA, PresenceState.TALKING);
      assertEquals(List.of("owner_busy", "vip_second_busy", "team"), codes(rings(BORIS)));
    }
  }

  @Nested
  @DisplayName("P4.1, P3.5: the second attempt")
  class SecondAttempt {

    @Test
    void leaves_out_whoever_did_not_answer_the_first() {
      company.calledBy(Company.client(7, Optional.of(OLGA))).team(OLGA, BORIS);
      var decision = decide(Progress.NOT_ANSWERED, Set.of(OLGA), NOW);
      assertEquals(List.of("owner_tried", "team"), codes(decision));
      assertEquals(List.of(BORIS), decision.people());
    }

    @Test
    void goes_to_the_queue_when_all_were_tried() {
      company.calledBy(Company.client(7, Optional.of(OLGA))).team(OLGA, BORIS);
      var decision = decide(Progress.NOT_ANSWERED, Set.of(OLGA, BORIS), NOW);
      assertEquals(List.of("owner_tried", "team_nobody", "queue"), codes(decision));
    }

    @Test
    void goes_to_the_queue_when_nobody_remembers_who_was_tried() {
      company.calledBy(Company.client(7, Optional.of(OLGA)));
      assertEquals(List.of("attempt_forgotten", "queue"), codes(decide(Progress.FORGOTTEN, Set.of(), NOW)));
    }

    @Test
    @DisplayName("P4.4: whoever waited in the queue in vain can leave a message")
    void after_the_queue_it_is_voicemail() {
      company.calledBy(Company.client(7, Optional.of(OLGA)));
      var decision = decide(Progress.AFTER_QUEUE, Set.of(OLGA), NOW);
      assertInstanceOf(RouteDecision.Voicemail.class, decision);
      assertEquals("queue_unanswered", decision.reason());
    }
  }
}
