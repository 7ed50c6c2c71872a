package io.scoutline.calls.flight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.scoutline.calls.flight.FlightText.Fault;
import io.scoutline.calls.flight.FlightText.NotAFlight;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** P16.2: whatever is brought as a flight record is read or refused with its line, and never more than that. */
class FlightTextTest {

  private static final String HEADER = """
      {"type":"Flight","format":1,"server":"0","pbx":"main","call":"1","masked":false,\
      "site":{"trunkEndpoints":[],"trunkContexts":[],"region":"RU"},"people":{},\
      "gist":{"direction":"INBOUND","lengthMs":0,"queuedMs":0,"legs":0,"people":[]}}
      """;
  private static final String CHANNEL = "\"channel\":{\"uniqueid\":\"1\",\"linkedid\":\"1\",\"name\":\"PJSIP/1-1\"}";

  static Stream<Arguments> hostile() {
    return Stream.of(
        Arguments.of("", Fault.NO_HEADER, 1),
        Arguments.of("\n\n", Fault.NO_HEADER, 1),
        Arguments.of("null", Fault.NO_HEADER, 1),
        Arguments.of("[1]", Fault.NO_HEADER, 1),
        Arguments.of("PK\u0003\u0004\u0000", Fault.NO_HEADER, 1),
        Arguments.of("[".repeat(100_000), Fault.NO_HEADER, 1),
        Arguments.of("{\"type\":\"ChannelCreated\"}", Fault.NO_HEADER, 1),
        Arguments.of("{\"type\":\"Flight\",\"format\":2}", Fault.OTHER_FORMAT, 1),
        Arguments.of("{\"type\":\"Flight\",\"format\":1}", Fault.INCOMPLETE, 1),
        Arguments.of(HEADER.replace("\"RU\"", "null"), Fault.INCOMPLETE, 1),
        Arguments.of(HEADER.replace("\"INBOUND\"", "\"SIDEWAYS\""), Fault.NO_HEADER, 1),
        Arguments.of(HEADER + "null", Fault.NOT_AN_EVENT, 2),
        Arguments.of(HEADER + "{}", Fault.NOT_AN_EVENT, 2),
        Arguments.of(HEADER + "{\"type\":\"java.lang.Runtime\"}", Fault.NOT_AN_EVENT, 2),
        Arguments.of(HEADER + "{\"type\":\"HoldBegun\"}", Fault.INCOMPLETE, 2),
        Arguments.of(HEADER + "{\"type\":\"HoldBegun\",\"at\":\"2026-11-21T09:00:00Z\",\"channel\":{}}",
            Fault.INCOMPLETE, 2),
        Arguments.of(HEADER + "{\"type\":\"HoldBegun\",\"at\":\"+999999999-11-21T09:00:00Z\"," + CHANNEL + "}",
            Fault.OUT_OF_BOUNDS, 2),
        Arguments.of(HEADER + "{\"type\":\"HoldBegun\",\"at\":\"soon\"," + CHANNEL + "}", Fault.NOT_AN_EVENT, 2),
        Arguments.of(HEADER + "{\"type\":\"Resynced\",\"at\":\"2026-11-21T09:00:00Z\",\"channels\":[null]}",
            Fault.NOT_AN_EVENT, 2),
        Arguments.of(HEADER + "{\"type\":\"BridgeLeft\",\"at\":\"2026-11-21T09:00:00Z\"," + CHANNEL + ",\"bridge\":\""
            + "b".repeat(2_000) + "\"}", Fault.OUT_OF_BOUNDS, 2),
        Arguments.of(HEADER + "{\"type\":\"RouteNote\",\"uniqueid\":\"1\"}", Fault.INCOMPLETE, 2),
        Arguments.of(HEADER + " ".repeat(10) + "x".repeat(300_000), Fault.TOO_LONG, 2),
        Arguments.of(HEADER + "{}\n".repeat(20_000), Fault.TOO_LONG, 10_000));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void what_is_no_flight_record_is_refused_by_its_line(String given, Fault fault, int line) {
    NotAFlight refused = assertThrows(NotAFlight.class, () -> new FlightText().read(given));
    assertEquals(fault, refused.fault());
    assertEquals(line, refused.line());
  }

  static Stream<Path> sentIn() throws Exception {
    return FlightReplayTest.sentIn();
  }

  @ParameterizedTest
  @MethodSource("sentIn")
  @DisplayName("P16.2: a record that is cut anywhere, or has a letter changed, is read or refused")
  void a_damaged_record_is_read_or_refused(Path file) throws Exception {
    String whole = Files.readString(file);
    var random = new java.util.Random(7);
    for (int damage = 0; damage < 300; damage++) {
      int at = random.nextInt(whole.length());
      char letter = "\"{}[]:,0-\u0000z".charAt(random.nextInt(11));
      String damaged = damage % 3 == 0 ? whole.substring(0, at)
          : whole.substring(0, at) + letter + whole.substring(at + 1);
      try {
        FlightReplay.of(new FlightText().read(damaged), () -> false).gists();
      } catch (NotAFlight | FlightReplay.TooMuch refused) {
        assertEquals(0, refused.getStackTrace().length);
      }
    }
  }
}
