package io.scoutline.calls.flight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.kernel.CallerNumber;
import io.scoutline.pbx.ChannelRef;
import io.scoutline.pbx.ChannelState;
import io.scoutline.pbx.DialStatus;
import io.scoutline.pbx.LiveChannel;
import io.scoutline.pbx.PbxEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** P2.7, P16.4: of a masked record nobody can tell who called. */
class MaskedFlightTest {

  private static final Instant AT = Instant.parse("2026-11-21T09:00:00Z");
  private static final ChannelRef CLIENT = new ChannelRef("1700000000.1", "1700000000.1", "PJSIP/trunk-00000001");
  private static final ChannelRef LOCAL =
      new ChannelRef("79161234567", "1700000000.1", "Local/89161234567@queue-00000003;2");
  private static final ChannelRef PHONE = new ChannelRef("1700000000.2", "1700000000.1", "PJSIP/101-00000002");

  /** A client whose number and name stand wherever they can. */
  private static List<PbxEvent> telling() {
    return List.of(
        new PbxEvent.ChannelCreated(AT, CLIENT, ChannelState.RING, "+79161234567", "Гаврилова Ирина",
            "scoutline-incoming", "74957770000"),
        new PbxEvent.ChannelCreated(AT, LOCAL, ChannelState.DOWN, "9161234567", "Гаврилова Ирина", "from-9161234567",
            "gavrilova@example.net"),
        new PbxEvent.ChannelRenamed(AT, LOCAL, "SIP/89161234567-00000009"),
        new PbxEvent.DialBegun(AT, PHONE, Optional.of(CLIENT), "101/sip:89161234567@192.0.2.7:5060"),
        new PbxEvent.DialEnded(AT, PHONE, Optional.of(LOCAL), DialStatus.ANSWER),
        new PbxEvent.BridgeEntered(AT, CLIENT, "room of 79161234567"),
        new PbxEvent.QueueJoined(AT, CLIENT, "q-79161234567", 1),
        new PbxEvent.BlindTransferred(AT, PHONE, Optional.of(CLIENT), "internal", "89161234567", true),
        new PbxEvent.Resynced(AT, List.of(new LiveChannel(CLIENT, ChannelState.UP, Optional.of("b"), "89161234567",
            "Гаврилова Ирина", "scoutline-incoming", "gavrilova", Duration.ZERO))),
        new PbxEvent.ChannelEnded(AT, PHONE, 16, "Гаврилова Ирина hung up"),
        new PbxEvent.ChannelEnded(AT, LOCAL, 16, ""), new PbxEvent.ChannelEnded(AT, CLIENT, 16, ""));
  }

  private static FlightFile masked(List<PbxEvent> events) {
    FlightFile file = RecordedFlights.of("incoming-answered").getFirst();
    return MaskedFlight.of(new FlightFile(file.header(),
        events.stream().<FlightFile.Entry>map(FlightFile.Entry.Happened::new).toList()));
  }

  @Test
  void nothing_of_a_callers_number_or_name_remains() {
    String text = new FlightText().write(masked(telling())).toLowerCase(Locale.ROOT);
    Stream.of("9161234567", "гаврилова", "ирина", "gavrilova", "192.0.2.7", "4957770000").forEach(secret ->
        assertFalse(text.contains(secret), secret + " in " + text));
    assertTrue(text.contains("pjsip/101-00000002") && text.contains("\"masked\":true"), "our own line stays");
  }

  @Test
  void the_same_number_has_the_same_mask_however_it_is_written() {
    var numbers = new Masks("RU");
    String mask = numbers.number("+79161234567");
    assertEquals(List.of(mask, mask, mask), Stream.of("89161234567", "9161234567", "8 (916) 123-45-67")
        .map(numbers::number).toList());
    assertNotEquals(mask, numbers.number("+79161234568"));
    assertEquals("PJSIP/" + mask + "-0000002f", numbers.channel("PJSIP/79161234567-0000002f"));
    assertEquals("101", numbers.number("101"));
    assertEquals("anonymous", numbers.number("anonymous"));
    assertEquals("s", numbers.number("s"));
    assertEquals(numbers.name("Ирина"), numbers.name("Ирина"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"+79161234567", "+375291234567", "+12125550123", "+4915112345678", "+998901234567",
      "+442071234567", "+971501234567", "+8613812345678", "+77011234567"})
  void a_mask_is_a_number_of_the_same_country_and_length(String number) {
    String mask = new Masks("RU").number(number);
    assertEquals(number.length(), mask.length());
    assertEquals(number.substring(0, 3), mask.substring(0, 3));
    assertEquals(Optional.of(mask), CallerNumber.read(mask, "RU").outside().map(read -> read.e164()));
  }

  static Stream<String> recorded() throws Exception {
    return RecordedFlights.names();
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void no_number_of_a_recorded_call_remains(String name) {
    for (FlightFile file : RecordedFlights.of(name)) {
      var secrets = new ArrayList<String>();
      file.entries().forEach(entry -> {
        if (entry instanceof FlightFile.Entry.Happened(PbxEvent.ChannelCreated created)) {
          Stream.of(created.callerNumber(), created.callerName(), created.extension())
              .filter(said -> said.length() > 5).map(said -> said.substring(Math.max(0, said.length() - 10)))
              .forEach(secrets::add);
        }
      });
      String text = new FlightText().write(MaskedFlight.of(file));
      secrets.stream().filter(secret -> !secret.contains("unknown") && !secret.equals("anonymous"))
          .forEach(secret -> assertFalse(text.contains(secret), secret + " in " + text));
    }
  }
}
