package io.scoutline.calls.recovery;

import static io.scoutline.calls.Direction.INBOUND;
import static io.scoutline.calls.Direction.OUTBOUND;
import static io.scoutline.calls.Disposition.ABANDONED;
import static io.scoutline.calls.Disposition.ANSWERED;
import static io.scoutline.calls.Disposition.BUSY;
import static io.scoutline.calls.Disposition.NO_ANSWER;
import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.calls.Call;
import io.scoutline.calls.CallRules;
import io.scoutline.calls.Direction;
import io.scoutline.calls.Disposition;
import io.scoutline.calls.ParticipantOutcome;
import io.scoutline.kernel.PersonId;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** P2.6: an Asterisk 16 tells its calls as an Asterisk 22 does, and each of them is what it was. */
class OldAsteriskTest {

  private static final PersonId OWNER = new PersonId(101);
  private static final PersonId COLLEAGUE = new PersonId(102);
  private static final PersonId THIRD = new PersonId(103);

  /** @param linkedids how many the PBX gave the one call */
  private record Expected(Direction direction, Disposition disposition, Optional<PersonId> answeredBy, int linkedids,
      Map<PersonId, ParticipantOutcome> people) {

    static Expected of(Call call) {
      return new Expected(call.origin().direction(), call.ending().orElseThrow().disposition(), call.answeredBy(),
          call.linkedids().size(),
          call.people().stream().collect(toMap(person -> person, person -> CallRules.outcomeFor(call, person))));
    }
  }

  private static final Map<String, Expected> EXPECTED = Map.of(
      "incoming-answered", answered(INBOUND, 1, Map.of(OWNER, ParticipantOutcome.ANSWERED)),
      "hold", answered(INBOUND, 1, Map.of(OWNER, ParticipantOutcome.ANSWERED)),
      "outgoing", answered(OUTBOUND, 1, Map.of(OWNER, ParticipantOutcome.ANSWERED)),
      "no-answer", lost(NO_ANSWER, Map.of(OWNER, ParticipantOutcome.MISSED)),
      "busy", lost(BUSY, Map.of(OWNER, ParticipantOutcome.NOT_REACHED)),
      "group-ring", new Expected(INBOUND, ANSWERED, Optional.of(COLLEAGUE), 1, Map.of(
          OWNER, ParticipantOutcome.ANSWERED_ELSEWHERE, COLLEAGUE, ParticipantOutcome.ANSWERED,
          THIRD, ParticipantOutcome.ANSWERED_ELSEWHERE)),
      "queue", answered(INBOUND, 1, Map.of(OWNER, ParticipantOutcome.ANSWERED,
          COLLEAGUE, ParticipantOutcome.ANSWERED_ELSEWHERE, THIRD, ParticipantOutcome.ANSWERED_ELSEWHERE)),
      "queue-abandoned", lost(ABANDONED, Map.of(OWNER, ParticipantOutcome.MISSED,
          COLLEAGUE, ParticipantOutcome.MISSED, THIRD, ParticipantOutcome.MISSED)),
      "blind-transfer", answered(INBOUND, 1, Map.of(OWNER, ParticipantOutcome.ANSWERED,
          COLLEAGUE, ParticipantOutcome.ANSWERED)),
      "attended-transfer", answered(INBOUND, 2, Map.of(OWNER, ParticipantOutcome.ANSWERED,
          COLLEAGUE, ParticipantOutcome.ANSWERED)));

  private static Expected answered(Direction direction, int linkedids, Map<PersonId, ParticipantOutcome> people) {
    return new Expected(direction, ANSWERED, Optional.of(OWNER), linkedids, people);
  }

  private static Expected lost(Disposition disposition, Map<PersonId, ParticipantOutcome> people) {
    return new Expected(INBOUND, disposition, Optional.empty(), 1, people);
  }

  static Stream<String> scenarios() {
    return EXPECTED.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  @DisplayName("P2.1: each call of an old PBX is one, and is what was played")
  void each_call_is_what_was_played(String name) {
    assertEquals(List.of(EXPECTED.get(name)), rows("16/" + name).stream().map(Expected::of).toList());
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  @DisplayName("P2.6: what is played on an old PBX and on a new one makes the same call")
  void both_versions_tell_the_same_call(String name) {
    assertEquals(said(rows(name)), said(rows("16/" + name)));
    assertEquals(said(RecordedCalls.written(name).stream().map(Records.Written::call).toList()),
        said(RecordedCalls.written("16/" + name).stream().map(Records.Written::call).toList()));
  }

  @Test
  void each_recording_of_an_old_pbx_has_its_expectation() throws IOException {
    assertEquals(EXPECTED.keySet(), RecordedCalls.names().filter(name -> name.startsWith("16/"))
        .map(name -> name.substring(3)).collect(Collectors.toSet()));
  }

  @Test
  void a_hold_and_a_wait_of_an_old_pbx_are_measured() {
    Call hold = rows("16/hold").getFirst();
    assertTrue(hold.holdTime(OWNER, hold.lastSeen()).isPositive());
    Call queue = rows("16/queue").getFirst();
    assertTrue(queue.queueTime(queue.lastSeen()).isPositive());
    Call transfer = rows("16/attended-transfer").getFirst();
    for (PersonId person : List.of(OWNER, COLLEAGUE)) {
      assertTrue(transfer.talkTime(person, transfer.lastSeen()).isPositive());
    }
  }

  private static List<Call> rows(String name) {
    return List.copyOf(new MemoryServer().hear(RecordedCalls.told(name)).rows());
  }

  private static List<String> said(List<Call> calls) {
    return RecordedCalls.gists(calls).stream().map(RecordedCalls.Gist::said).toList();
  }
}
