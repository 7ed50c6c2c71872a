package io.scoutline.calls.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.scoutline.calls.recovery.BadDay.Step;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * P2.5, P2.6: whatever is lost, late, doubled, cut or killed in a day of calls, the rows afterwards are those that the
 * PBX would write. A thousand days of two hundred calls; more with {@code -Dscoutline.days=100000}, another beginning
 * with {@code -Dscoutline.seed=1}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeededDaysTest {

  private static final int CALLS = 200;

  private final SeededDays days = new SeededDays();

  SeededDaysTest() throws IOException {}

  @Test
  @DisplayName("P2.5, P2.6: no call is lost, none is doubled, none stays open, whatever the day was like")
  void the_rows_are_right_after_any_day() {
    long first = Long.getLong("scoutline.seed", 0);
    LongStream.range(first, first + Long.getLong("scoutline.days", 1_000)).parallel().forEach(this::play);
  }

  private void play(long seed) {
    BadDay day = days.day(seed, CALLS);
    Optional<String> wrong = days.wrongAfter(day);
    if (wrong.isPresent()) {
      BadDay least = SeededDays.shortest(day, some -> days.wrongAfter(some).isPresent());
      fail(SeededDays.told(least, days.wrongAfter(least).orElseThrow()));
    }
  }

  @Test
  void a_day_is_bad_in_every_way() {
    List<Step> steps = LongStream.range(0, 20).mapToObj(seed -> days.day(seed, CALLS)).map(BadDay::steps)
        .flatMap(List::stream).toList();
    assertTrue(steps.stream().anyMatch(Step.Killed.class::isInstance));
    assertTrue(steps.stream().filter(Step.Listed.class::isInstance).map(Step.Listed.class::cast)
        .anyMatch(listed -> listed.channels().size() > 5), "somebody is on the phone when the PBX is asked");
    BadDay day = days.day(1, CALLS);
    List<Object> heard = day.steps().stream().filter(Step.Told.class::isInstance).map(step -> (Object) step).toList();
    assertTrue(heard.stream().map(step -> ((Step.Told) step).event()).distinct().count() < heard.size(), "doubled");
    assertTrue(day.calls().stream().flatMap(call -> call.told().stream())
        .anyMatch(event -> heard.stream().noneMatch(step -> ((Step.Told) step).event().equals(event))), "lost");
  }

  @Test
  void a_day_that_fails_is_told_by_its_seed_and_as_short_as_can_be() {
    BadDay day = days.day(7, 50);
    int call = day.present().stream().filter(one -> toldOf(day, one) > 5).findFirst().orElseThrow();
    BadDay least = SeededDays.shortest(day, some -> toldOf(some, call) > 1);
    assertEquals(List.of(call), least.present());
    assertEquals(2, least.steps().stream().filter(Step.Told.class::isInstance).count());
    assertTrue(SeededDays.told(least, "two were told").startsWith("seed 7: two were told"));
  }

  private static long toldOf(BadDay day, int call) {
    return day.steps().stream().filter(step -> step instanceof Step.Told told && told.call() == call).count();
  }

  @Test
  void the_same_seed_is_the_same_day() {
    assertEquals(days.day(5, 20), days.day(5, 20));
  }
}
