package io.scoutline.calls.recovery;

import static java.util.Comparator.comparing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.scoutline.calls.Call;
import io.scoutline.pbx.PbxEvent;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** P2.5, P2.6: what is told late, twice or in another order is the same call, fifty times over. */
class PerturbedCallsTest {

  private static final int TIMES = 50;
  private static final double LATE = 0.25;
  private static final int LATEST_MS = 300;
  private static final double DOUBLED = 0.2;
  private static final int DOUBLE_LATEST_MS = 2_000;

  /** An event on its way to the server. */
  private record Arriving(Instant at, PbxEvent event) {}

  static Stream<String> recorded() throws IOException {
    return RecordedCalls.names();
  }

  @ParameterizedTest
  @MethodSource("recorded")
  @DisplayName("P2.5, P2.6: however its events come, a call is what the PBX told in order and what it wrote down")
  void a_call_is_the_same_however_its_events_come(String name) {
    List<PbxEvent> told = RecordedCalls.told(name);
    List<Records.Written> written = RecordedCalls.written(name);
    Collection<Call> whole = new MemoryServer().hear(told).rows();
    for (int seed = 0; seed < TIMES; seed++) {
      String when = name + " with seed " + seed;
      var server = new MemoryServer().hear(perturbed(told, seed));
      assertEquals(List.of(), List.copyOf(server.open()), when);
      RecordedCalls.assertSame(whole, server.rows(), when);
      RecordedCalls.assertSame(written.stream().map(Records.Written::call).toList(), server.rows(), when);
      server.testify(written);
      RecordedCalls.assertSame(whole, server.rows(), when + ", after its records");
      assertEquals(0, server.unsettled(), when);
    }
  }

  @Test
  void perturbed_is_another_order_and_some_twice_but_nothing_less() {
    List<PbxEvent> told = RecordedCalls.told("hold");
    for (int seed = 0; seed < TIMES; seed++) {
      List<PbxEvent> arriving = perturbed(told, seed);
      assertEquals(Set.copyOf(told), Set.copyOf(arriving));
      assertNotEquals(told, arriving.stream().distinct().toList());
      assertNotEquals(told.size(), arriving.size());
    }
  }

  private static List<PbxEvent> perturbed(List<PbxEvent> told, long seed) {
    var random = new Random(seed);
    var arriving = new ArrayList<Arriving>();
    Instant latest = Instant.MIN;
    for (PbxEvent event : told) {
      latest = event.at().isAfter(latest) ? event.at() : latest;
      boolean late = random.nextDouble() < LATE;
      arriving.add(new Arriving(late ? latest.plusMillis(random.nextInt(LATEST_MS)) : latest, event));
      if (random.nextDouble() < DOUBLED) {
        arriving.add(new Arriving(latest.plusMillis(random.nextInt(DOUBLE_LATEST_MS)), event));
      }
    }
    return arriving.stream().sorted(comparing(Arriving::at)).map(Arriving::event).toList();
  }
}
