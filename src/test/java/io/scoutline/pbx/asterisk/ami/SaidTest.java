package io.scoutline.pbx.asterisk.ami;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SaidTest {
  private static final Instant ARRIVAL = Instant.parse("2026-11-21T09:00:00Z");

  @Test
  void a_name_keeps_its_letters_and_signs() {
    for (String name : new String[] {"ООО «Ромашка»", "Bobby \"Tables\" <b>", "😀 Anna", "שלום", "O'Neill; --"}) {
      assertEquals(name, Said.text(name, 160));
    }
  }

  @Test
  void a_callers_name_loses_the_backslashes_that_asterisk_and_sip_put_in() {
    assertEquals("O'Brien & Söhne", Said.callerName("O\\'Brien & Söhne"));
    assertEquals("who?", Said.callerName("who\\?"));
    assertEquals("ООО \"Ромашка\"", Said.callerName("ООО \\\\\\\"Ромашка\\\\\\\""));
    assertEquals("AnnaX-Evil: 1", Said.callerName("Anna\\r\\nX-Evil: 1"));
    assertEquals("C:\\dir\\", Said.callerName("C:\\\\dir\\"));
    assertEquals("ООО Ромашка", Said.callerName("ООО Ромашка"));
    assertEquals("", Said.callerName(null));
  }

  @Test
  void what_cannot_be_shown_safely_is_taken_out_of_a_name() {
    assertEquals("AnnaX-Evil: 1", Said.text("Anna\r\nX-Evil: 1\u0000", 160));
    assertEquals("exe.doc", Said.text("\u202eexe.doc\u2066", 160));
  }

  @Test
  void a_name_is_cut_between_characters_not_within_one() {
    assertEquals("a", Said.text("a😀", 2));
    assertEquals("a😀", Said.text("a😀", 3));
    assertEquals(160, Said.text("я".repeat(5_000), 160).length());
  }

  @Test
  void no_text_is_an_empty_text() {
    assertEquals("", Said.text(null, 10));
  }

  @Test
  void any_junk_becomes_a_text_that_is_short_and_harmless() {
    var random = new Random(20261121);
    for (int round = 0; round < 50_000; round++) {
      var junk = new StringBuilder();
      for (int length = random.nextInt(40); length > 0; length--) {
        junk.append((char) random.nextInt(0x10000));
      }
      String text = Said.text(junk.toString(), 20);
      assertTrue(text.length() <= 20);
      assertTrue(text.chars().noneMatch(Character::isISOControl));
      assertEquals(text, new String(text.getBytes(StandardCharsets.UTF_8),
          StandardCharsets.UTF_8));
    }
  }

  @Test
  void the_pbx_clock_is_read_to_the_microsecond() {
    assertEquals(Instant.parse("2026-11-21T20:46:40.767545Z"), Said.instant(1795294000.767545, ARRIVAL));
  }

  @Test
  void without_a_sane_clock_it_is_the_arrival_that_counts() {
    for (Double seconds : new Double[] {null, 0.0, -5.0, Double.NaN, Double.POSITIVE_INFINITY, 1e300}) {
      assertEquals(ARRIVAL, Said.instant(seconds, ARRIVAL));
    }
  }

  @Test
  void a_running_time_is_hours_minutes_and_seconds() {
    assertEquals(Duration.ofHours(100).plusMinutes(2).plusSeconds(3), Said.duration("100:02:03"));
    for (String junk : new String[] {null, "", "1:2", "00:99:00", "-1:00:00", "99999999999:00:00"}) {
      assertEquals(Duration.ZERO, Said.duration(junk));
    }
  }
}
