package io.scoutline.demo;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;

/** P17.1: whenever the demo is started, its people are at work. */
class DemoHoursTest {

  @Test
  void at_whatever_hour_the_demo_is_started_a_client_finds_their_own_manager_on_shift() {
    // P4.1: during lunch every call would go to the common queue
    Instant midnight = Instant.parse("2026-11-22T00:00:00Z");
    for (int quarter = 0; quarter < 96; quarter++) {
      Instant start = midnight.plus(Duration.ofMinutes(15L * quarter));
      LocalTime there = start.atZone(Demo.zoneOfTheDay(start)).toLocalTime();
      assertTrue(DemoCompany.company().people().getFirst().shifts().stream()
          .anyMatch(shift -> !there.isBefore(shift.from()) && there.isBefore(shift.to())), start + " is " + there);
      assertTrue(there.isAfter(LocalTime.of(9, 59)), "the board has something of the day to show: " + there);
    }
  }
}
