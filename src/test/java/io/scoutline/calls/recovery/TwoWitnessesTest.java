package io.scoutline.calls.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.scoutline.calls.Call;
import io.scoutline.calls.CallChange;
import io.scoutline.calls.tracking.Finding;
import io.scoutline.pbx.PbxEvent;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** P2.6: a PBX tells its calls twice, over the link and in its own records, and either mends the other. */
class TwoWitnessesTest {

  private static final int CUTS = 20;

  static Stream<String> recorded() throws IOException {
    return RecordedCalls.names();
  }

  @ParameterizedTest
  @MethodSource("recorded")
  @DisplayName("P2.6: what the PBX wrote down makes the same calls as what it told")
  void both_witnesses_tell_the_same_calls(String name) {
    RecordedCalls.assertSame(new MemoryServer().hear(RecordedCalls.told(name)).rows(),
        RecordedCalls.written(name).stream().map(Records.Written::call).toList(), name);
  }

  @ParameterizedTest
  @MethodSource("recorded")
  @DisplayName("P2.6: a call that was seen whole is known, and nothing of it is counted twice")
  void what_was_seen_whole_stays_as_it_is(String name) {
    MemoryServer server = new MemoryServer().hear(RecordedCalls.told(name));
    Collection<Call> before = List.copyOf(server.rows());
    server.testify(RecordedCalls.written(name)).forEach(finding ->
        assertInstanceOf(Finding.Known.class, finding, name));
    assertEquals(before, List.copyOf(server.rows()));
  }

  @ParameterizedTest
  @MethodSource("recorded")
  @DisplayName("P2.6: a call that nobody saw is recovered, marked, and known when it is read again")
  void what_nobody_saw_is_recovered_once(String name) {
    var server = new MemoryServer();
    server.testify(RecordedCalls.written(name)).forEach(finding ->
        assertInstanceOf(CallChange.Recovered.class, ((Finding.News) finding).changes().getLast(), name));
    RecordedCalls.assertSame(new MemoryServer().hear(RecordedCalls.told(name)).rows(), server.rows(), name);
    server.rows().forEach(call -> assertEquals(io.scoutline.calls.EndEvidence.RECORDS,
        call.ending().orElseThrow().evidence()));
    server.testify(RecordedCalls.written(name)).forEach(finding ->
        assertInstanceOf(Finding.Known.class, finding, name));
  }

  @ParameterizedTest
  @MethodSource("recorded")
  @DisplayName("P2.5, P2.6: wherever the link was lost and came back, the calls are whole afterwards")
  void a_call_seen_in_part_is_completed(String name) {
    List<PbxEvent> told = RecordedCalls.told(name);
    Collection<Call> whole = new MemoryServer().hear(told).rows();
    var random = new Random(name.hashCode());
    for (int cut = 0; cut < CUTS; cut++) {
      int lost = random.nextInt(told.size());
      int back = lost + 1 + random.nextInt(told.size() - lost);
      var server = new MemoryServer();
      server.hear(told.subList(0, lost)).hear(told.subList(back, told.size())).resync(told.getLast().at());
      server.testify(RecordedCalls.written(name));
      RecordedCalls.assertSame(whole, server.rows(), name + " without the events " + lost + " to " + back);
    }
  }
}
