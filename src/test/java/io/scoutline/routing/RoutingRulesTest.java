package io.scoutline.routing;

import static io.scoutline.routing.Company.BORIS;
import static io.scoutline.routing.Company.NOW;
import static io.scoutline.routing.Company.NUMBER;
import static io.scoutline.routing.Company.OLGA;
import static io.scoutline.routing.Company.PBX;
import static io.scoutline.routing.Company.VERA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.kernel.CallerNumber;
import io.scoutline.people.Duty;
import io.scoutline.presence.PresenceState;
import io.scoutline.routing.RouteQuestion.Progress;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("P4: who gets a call, and why")
class RoutingRulesTest extends RoutingCase {

  @Nested
  @DisplayName("P4.1: a client without an owner")
  class WithoutOwner {

    @Test
    void goes_to_the_scout_who_spoke_to_it_last() {
      company.calledBy(Company.lastSpokenTo(BORIS, NOW.minus(Duration.ofDays(29))));
      assertEquals(List.of("no_owner", "scout_who_spoke_last"), codes(rings(BORIS)));
    }

    @Test
    void goes_to_that_scouts_team_when_the_scout_is_busy() {
      company.calledBy(Company.lastSpokenTo(BORIS, NOW.minus(Duration.ofDays(1)))).team(BORIS, VERA)
          .with(BORIS, PresenceState.TALKING);
      assertEquals(List.of("no_owner", "scout_who_spoke_last_busy", "list_team"), codes(rings(VERA)));
    }

    @Test
    void goes_to_the_queue_when_nobody_of_that_team_is_free() {
      company.calledBy(Company.lastSpokenTo(BORIS, NOW.minus(Duration.ofDays(1)))).team(BORIS, VERA)
          .with(BORIS, PresenceState.TALKING).with(VERA, PresenceState.WRAP_UP);
      assertEquals(List.of("no_owner", "scout_who_spoke_last_busy", "list_team_nobody", "queue"), codes(queue()));
    }

    @Test
    void goes_to_the_second_person_of_a_key_client_before_the_queue() {
      company.calledBy(Company.keyClientWithoutOwner(VERA));
      assertEquals(List.of("no_owner", "vip_second"), codes(rings(VERA)));
    }

    @Test
    void goes_to_the_queue_when_the_talk_was_too_long_ago() {
      company.calledBy(Company.lastSpokenTo(BORIS, NOW.minus(Duration.ofDays(31)))).team(BORIS, VERA);
      assertEquals(List.of("no_owner", "queue"), codes(queue()));
    }

    @Test
    void goes_to_the_queue_when_nobody_ever_spoke_to_it() {
      company.calledBy(Company.client(7, Optional.empty()));
      assertEquals(List.of("no_owner", "queue"), codes(queue()));
    }
  }

  @Nested
  @DisplayName("P3.3: a number that several clients share")
  class Shared {

    @Test
    void goes_to_the_owner_they_have_in_common() {
      company.calledByOneOf(false, Company.client(7, Optional.of(OLGA)), Company.client(8, Optional.of(OLGA)));
      assertEquals(List.of("ambiguous_same_owner", "owner"), codes(rings(OLGA)));
    }

    @Test
    void goes_to_the_queue_when_they_have_different_owners() {
      company.calledByOneOf(false, Company.client(7, Optional.of(OLGA)), Company.client(8, Optional.of(BORIS)));
      assertEquals(List.of("ambiguous", "queue"), codes(queue()));
    }

    @Test
    void goes_to_the_queue_when_one_of_them_has_no_owner() {
      company.calledByOneOf(false, Company.client(7, Optional.of(OLGA)), Company.client(8, Optional.empty()));
      assertEquals(List.of("ambiguous", "queue"), codes(queue()));
    }

    @Test
    void goes_to_the_queue_when_none_of_them_has_an_owner() {
      company.calledByOneOf(false, Company.client(7, Optional.empty()), Company.client(8, Optional.empty()));
      assertEquals(List.of("ambiguous", "queue"), codes(queue()));
    }

    @Test
    void is_not_guessed_when_there_are_more_than_are_listed() {
      company.calledByOneOf(true, Company.client(7, Optional.of(OLGA)), Company.client(8, Optional.of(OLGA)));
      assertEquals(List.of("ambiguous", "queue"), codes(queue()));
    }
  }

  @Nested
  @DisplayName("P2.4: callers who are nobody we know")
  class Strangers {

    @Test
    void an_unknown_number_goes_to_the_queue() {
      assertEquals(List.of("unknown", "queue"), codes(queue()));
    }

    @Test
    @DisplayName("P4.3: until every client has been read, nobody is called unknown")
    void before_the_directory_is_filled_the_reason_says_so() {
      company.notFilled();
      assertEquals(List.of("directory_not_filled", "queue"), codes(queue()));
    }

    @Test
    void a_client_that_has_been_read_is_routed_before_the_rest_has_been() {
      company.notFilled().calledBy(Company.client(7, Optional.of(OLGA)));
      rings(OLGA);
    }

    @ParameterizedTest
    @CsvSource({"'', hidden", "anonymous, hidden", "None, hidden", "sip:evil@example.com, unreadable",
        "1234567890123456789012345678901234567890, unreadable", "BANK, unreadable", "105, internal"})
    void whatever_a_caller_calls_themselves_the_call_goes_to_the_queue(String said, String code) {
      var question = new RouteQuestion(PBX, CallerNumber.read(said, "RU"), NOW, Set.of(), Progress.FIRST);
      var decision = rules.decide(question, company);
      assertEquals(List.of(code, "queue"), codes(decision));
    }
  }

  @Nested
  @DisplayName("P4.4: blocked numbers and out of hours")
  class Closed {

    @Test
    void a_blocked_number_is_refused_even_when_it_is_a_clients() {
      company.calledBy(Company.client(7, Optional.of(OLGA))).blocking(NUMBER);
      var decision = decide();
      assertInstanceOf(RouteDecision.Refuse.class, decision);
      assertEquals(List.of("blocked"), codes(decision));
    }

    @Test
    void out_of_hours_it_is_voicemail() {
      var decision = decide(Progress.FIRST, Set.of(), EVENING);
      assertInstanceOf(RouteDecision.Voicemail.class, decision);
      assertEquals("out_of_hours", decision.reason());
    }

    @Test
    void an_owner_with_a_shift_of_their_own_is_rung_out_of_hours() {
      company.calledBy(Company.client(7, Optional.of(OLGA)));
      assertEquals(List.of(OLGA), decide(Progress.FIRST, Set.of(), EVENING).people());
    }

    @Test
    void an_owner_without_any_shifts_is_not_rung_out_of_hours() {
      company.calledBy(Company.client(7, Optional.of(OLGA))).with(OLGA, new Duty.Unscheduled());
      var decision = decide(Progress.FIRST, Set.of(), EVENING);
      assertEquals(List.of("owner_off_shift", "team_nobody", "out_of_hours"), codes(decision));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-20T06:00:00Z", "2026-11-20T14:59:59Z"})
    void from_nine_to_six_on_a_friday_it_is_open(String at) {
      assertTrue(OFFICE.isOpen(Instant.parse(at)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-20T05:59:59Z", "2026-11-20T15:00:00Z", "2026-11-21T09:00:00Z"})
    void before_nine_from_six_and_on_a_saturday_it_is_closed(String at) {
      assertTrue(!OFFICE.isOpen(Instant.parse(at)));
    }

    @Test
    void hours_that_go_over_midnight_belong_to_the_day_they_begin_on() {
      var night = new OpeningHours(MOSCOW, List.of(new OpeningHours.Hours(Set.of(DayOfWeek.FRIDAY),
          LocalTime.of(22, 0), LocalTime.of(2, 0))));
      assertTrue(night.isOpen(Instant.parse("2026-11-20T22:59:00Z")));
      assertTrue(!night.isOpen(Instant.parse("2026-11-19T22:59:00Z")));
    }

    @Test
    void a_day_that_ends_at_midnight_is_open_to_its_last_moment_and_no_longer() {
      var allFriday = new OpeningHours(MOSCOW, List.of(new OpeningHours.Hours(Set.of(DayOfWeek.FRIDAY),
          LocalTime.MIDNIGHT, LocalTime.MIDNIGHT)));
      assertTrue(allFriday.isOpen(Instant.parse("2026-11-19T21:00:00Z")));
      assertTrue(allFriday.isOpen(Instant.parse("2026-11-20T20:59:59.999Z")));
      assertTrue(!allFriday.isOpen(Instant.parse("2026-11-20T21:00:00Z")));
      assertTrue(!allFriday.isOpen(Instant.parse("2026-11-19T20:59:59.999Z")));
    }
  }

  @Test
  @DisplayName("P4.2: every code that a decision can have is in the list that the pages translate")
  void every_code_is_in_the_list() {
    var known = Set.copyOf(RouteCodes.all());
    assertTrue(known.containsAll(Set.of("owner", "owner_busy", "owner_absent", "owner_off_shift", "deputy", "team",
        "scout_who_spoke_last", "list_team", "vip_second", "queue", "blocked", "out_of_hours", "hidden", "ambiguous",
        "directory_not_filled")));
    assertEquals(known.size(), RouteCodes.all().size());
  }
}
