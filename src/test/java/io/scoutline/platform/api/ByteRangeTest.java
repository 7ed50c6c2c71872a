package io.scoutline.platform.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.scoutline.platform.api.ByteRange.Part;
import io.scoutline.platform.api.ByteRange.Unsatisfiable;
import io.scoutline.platform.api.ByteRange.Whole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9110, section 14: what a player may ask of a file of 1,000 bytes. */
class ByteRangeTest {

  @ParameterizedTest
  @CsvSource({"bytes=0-0, 0, 0", "bytes=0-, 0, 999", "bytes=0-99999, 0, 999", "bytes=999-, 999, 999",
      "bytes=-1, 999, 999", "bytes=-5000, 0, 999", "bytes=200-299, 200, 299", "BYTES= 200 - 299 , 200, 299",
      "bytes=0-99999999999999999999999999, 0, 999", "bytes=000000000000000000000000001-1, 1, 1"})
  void a_single_range_is_cut_to_the_file(String header, long from, long to) {
    assertEquals(new Part(from, to), ByteRange.of(header, 1_000));
    assertEquals(to - from + 1, new Part(from, to).length());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "bytes", "bytes=", "bytes=-", "bytes=5-2", "bytes=a-b", "bytes=0-1,5-6", "lines=1-2",
      "bytes=1.5-2", "bytes=--1", "bytes=0x1-2", "bytes=１-２"})
  void what_is_malformed_or_several_gets_the_whole(String header) {
    assertEquals(new Whole(), ByteRange.of(header, 1_000));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=1000-", "bytes=1000-1001", "bytes=-0", "bytes=99999999999999999999999-"})
  void what_lies_beyond_the_end_cannot_be_satisfied(String header) {
    assertEquals(new Unsatisfiable(), ByteRange.of(header, 1_000));
  }

  @Test
  void without_the_field_the_whole_is_meant_and_nothing_of_an_empty_file_can_be_cut() {
    assertEquals(new Whole(), ByteRange.of(null, 1_000));
    assertEquals(new Unsatisfiable(), ByteRange.of("bytes=0-", 0));
    assertEquals(new Unsatisfiable(), ByteRange.of("bytes=-5", 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"other\"", "W/\"tag\"", "tag", "Sat, 21 Nov 2026 09:00:00 GMT"})
  void a_range_of_another_version_gets_the_whole_of_this_one(String ifRange) {
    assertEquals(new Whole(), ByteRange.of("bytes=2-4", ifRange, "\"tag\"", 10));
    assertEquals(new Part(2, 4), ByteRange.of("bytes=2-4", "\"tag\"", "\"tag\"", 10));
    assertEquals(new Part(2, 4), ByteRange.of("bytes=2-4", null, "\"tag\"", 10));
  }
}
