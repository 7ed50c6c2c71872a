package io.scoutline.board;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.Role;
import io.scoutline.people.Interval;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** P7.1, P7.3: how a count stands against the norm. */
class PaceTest {

  private static final Instant NINE = Instant.parse("2026-11-20T06:00:00Z");
  private static final List<Interval> SHIFT = List.of(new Interval(NINE, NINE.plusSeconds(8 * 3600)));
  private static final Optional<Norm.Band> NORM = Optional.of(new Norm.Band(70, 100));

  private static Pace at(int hours, int count, int bestHour) {
    return Pace.of(count, NORM, SHIFT, NINE.plusSeconds(3600L * hours), bestHour);
  }

  @Test
  void half_the_shift_asks_for_half_the_minimum_and_forecasts_the_double() {
    Pace pace = at(4, 40, 12);
    assertEquals(35, pace.planNow());
    assertEquals(Optional.of(80), pace.forecast());
    assertEquals(Pace.Tone.OK, pace.tone());
  }

  @Test
  void amber_when_the_forecast_is_under_the_minimum() {
    assertEquals(Pace.Tone.WARN, at(4, 30, 12).tone());
  }

  @Test
  void red_when_the_rate_still_needed_exceeds_the_persons_own_best_hour() {
    assertEquals(Pace.Tone.BAD, at(7, 50, 12).tone());
    assertEquals(Pace.Tone.WARN, at(7, 60, 12).tone());
  }

  @Test
  void more_than_the_maximum_is_said_too() {
    assertEquals(Optional.of("over_norm"), at(7, 101, 30).reason());
  }

  @Test
  void the_first_quarter_of_an_hour_is_too_early_to_judge() {
    Pace pace = Pace.of(0, NORM, SHIFT, NINE.plusSeconds(600), 10);
    assertEquals(Pace.Tone.NONE, pace.tone());
    assertEquals(Optional.empty(), pace.forecast());
  }

  @Test
  void a_break_in_the_shift_stops_the_clock() {
    List<Interval> withBreak = List.of(new Interval(NINE, NINE.plusSeconds(4 * 3600)),
        new Interval(NINE.plusSeconds(5 * 3600), NINE.plusSeconds(9 * 3600)));
    assertEquals(35, Pace.of(35, NORM, withBreak, NINE.plusSeconds(4 * 3600 + 1800), 12).planNow());
  }

  @Test
  void a_shorter_shift_scales_the_norm_down_and_a_longer_one_does_not_raise_it() {
    var norm = new Norm(1, Optional.of(Role.SCOUT), Optional.empty(), 70, 100, LocalDate.EPOCH);
    assertEquals(new Norm.Band(35, 50), norm.bandFor(Duration.ofHours(4)));
    assertEquals(new Norm.Band(70, 100), norm.bandFor(Duration.ofHours(10)));
  }

  @Test
  void a_persons_own_norm_comes_before_that_of_the_role_and_a_later_one_before_an_earlier() {
    var role = new Norm(1, Optional.of(Role.SCOUT), Optional.empty(), 70, 100, LocalDate.EPOCH);
    var own = new Norm(2, Optional.empty(), Optional.of(new PersonId(7)), 40, 60, LocalDate.EPOCH);
    var later = new Norm(3, Optional.empty(), Optional.of(new PersonId(7)), 50, 70, LocalDate.of(2026, 12, 1));
    List<Norm> all = List.of(role, own, later);
    assertEquals(Optional.of(own), Norm.of(all, new PersonId(7), Set.of(Role.SCOUT), LocalDate.of(2026, 11, 20)));
    assertEquals(Optional.of(later), Norm.of(all, new PersonId(7), Set.of(Role.SCOUT), LocalDate.of(2026, 12, 1)));
    assertEquals(Optional.of(role), Norm.of(all, new PersonId(8), Set.of(Role.SCOUT), LocalDate.of(2026, 12, 1)));
  }

  @Test
  void from_the_first_quarter_of_an_hour_on_it_is_judged() {
    Pace pace = Pace.of(2, NORM, SHIFT, NINE.plusSeconds(900), 10);
    assertEquals(Optional.of(64), pace.forecast());
    assertEquals(2, pace.planNow());
    assertEquals(Pace.Tone.WARN, pace.tone());
    assertEquals(Optional.of("too_early"), Pace.of(2, NORM, SHIFT, NINE.plusSeconds(899), 10).reason());
    assertEquals(2, Pace.of(2, NORM, SHIFT, NINE.plusSeconds(899), 10).planNow());
  }

  @Test
  void the_norm_is_kept_from_its_minimum_to_its_maximum_both_included() {
    assertEquals(List.of("on_pace", "in_norm", "in_norm", "over_norm"), List.of(69, 70, 100, 101).stream()
        .map(count -> at(7, count, 30).reason().orElseThrow()).toList());
    assertEquals(Pace.Tone.OK, at(7, 70, 30).tone());
    assertEquals(Pace.Tone.OK, at(7, 100, 30).tone());
    assertEquals(Pace.Tone.WARN, at(7, 101, 30).tone());
  }

  @Test
  void whoever_would_come_to_the_minimum_exactly_is_on_pace() {
    Pace pace = at(4, 35, 12);
    assertEquals(Optional.of(70), pace.forecast());
    assertEquals(Optional.of("on_pace"), pace.reason());
    assertEquals(Pace.Tone.OK, pace.tone());
    assertEquals(Optional.of("behind"), at(4, 34, 12).reason());
  }

  @Test
  void what_the_best_hour_just_allows_is_within_reach() {
    assertEquals(Optional.of("behind"), at(6, 46, 12).reason()); // 24 are left, two hours at 12
    assertEquals(Optional.of("out_of_reach"), at(6, 45, 12).reason());
    assertEquals(Optional.of(60), at(6, 45, 12).forecast());
  }

  @Test
  void before_the_shift_nothing_is_asked_for_and_after_it_all() {
    Pace before = Pace.of(0, NORM, SHIFT, NINE.minusSeconds(3600), 10);
    assertEquals(0, before.planNow());
    assertEquals(Optional.of("too_early"), before.reason());
    Pace after = Pace.of(69, NORM, SHIFT, NINE.plusSeconds(9 * 3600), 10);
    assertEquals(70, after.planNow());
    assertEquals(Optional.of(69), after.forecast());
    assertEquals(Optional.of("out_of_reach"), after.reason());
  }

  @Test
  void without_a_norm_or_a_shift_nothing_is_judged() {
    assertEquals(new Pace(0, Optional.empty(), Pace.Tone.NONE, Optional.empty()),
        Pace.of(50, Optional.empty(), SHIFT, NINE.plusSeconds(3600), 10));
    assertEquals(new Pace(0, Optional.empty(), Pace.Tone.NONE, Optional.of("no_shift")),
        Pace.of(50, NORM, List.of(), NINE.plusSeconds(3600), 10));
  }
}
