package io.scoutline.routing;

import static io.scoutline.routing.Company.BORIS;
import static io.scoutline.routing.Company.NOW;
import static io.scoutline.routing.Company.OLGA;
import static io.scoutline.routing.Company.PBX;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.scoutline.kernel.PbxName;
import io.scoutline.kernel.PersonId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** P3.5, P4.1: who was rung for a call is remembered, so that the next attempt rings others. */
class AttemptsTest {

  private final Attempts attempts = new Attempts();

  private void rung(String call, PersonId person, Instant at) {
    attempts.rung(PBX, call, List.of(person), at);
  }

  private Optional<Set<PersonId>> rungFor(String call) {
    return attempts.rungFor(PBX, call);
  }

  @Test
  void all_who_were_rung_for_a_call_are_remembered_with_it_and_with_no_other() {
    rung("1.1", OLGA, NOW);
    rung("1.1", BORIS, NOW.plusSeconds(20));
    assertEquals(Optional.of(Set.of(OLGA, BORIS)), rungFor("1.1"));
    assertEquals(Optional.empty(), rungFor("1.2"));
    assertEquals(Optional.empty(), attempts.rungFor(new PbxName("other"), "1.1"), "P17.4: another PBX has its own ids");
  }

  @Test
  void a_call_that_begins_anew_has_rung_nobody() {
    rung("1.1", OLGA, NOW);
    attempts.forget(PBX, "1.1");
    assertEquals(Optional.empty(), rungFor("1.1"));
  }

  @Test
  void a_call_is_forgotten_when_its_last_ring_is_too_old_and_not_before() {
    rung("1.1", OLGA, NOW);
    rung("1.2", OLGA, NOW);
    rung("1.1", BORIS, NOW.plusSeconds(20));
    rung("1.3", OLGA, NOW.plus(Attempts.KEPT));
    assertEquals(Optional.of(Set.of(OLGA)), rungFor("1.2"));
    rung("1.4", OLGA, NOW.plus(Attempts.KEPT).plusMillis(1));
    assertEquals(Optional.empty(), rungFor("1.2"));
    assertEquals(Optional.of(Set.of(OLGA, BORIS)), rungFor("1.1"));
  }

  @Test
  void so_many_calls_are_remembered_as_are_meant_to_be_and_then_the_oldest_is_forgotten() {
    for (int call = 0; call < Attempts.MOST; call++) {
      rung("1." + call, OLGA, NOW);
    }
    assertEquals(Optional.of(Set.of(OLGA)), rungFor("1.0"));
    rung("2.1", OLGA, NOW);
    assertEquals(Optional.empty(), rungFor("1.0"));
    assertEquals(Optional.of(Set.of(OLGA)), rungFor("1.1"));
  }
}
