package io.scoutline.clients.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SearchTextTest {

  @Test
  @DisplayName("P8.3: a number is found in any format")
  void a_number_is_read_as_every_way_of_writing_it() {
    assertEquals(List.of("+84951112233", "+74951112233", "+784951112233"), read("8 (495) 111-22-33").numberStarts());
    assertEquals(List.of("+7495111", "+77495111"), read("7495 111").numberStarts());
    assertEquals(List.of("+495111", "+7495111"), read("495 111").numberStarts());
    assertEquals(List.of("+7495"), read("+7 495").numberStarts());
  }

  @Test
  void words_and_a_few_digits_are_no_number() {
    assertFalse(read("завод 42").mayBeNumber());
    assertFalse(read("42").mayBeNumber());
    assertTrue(read("7701").mayBeNumber());
  }

  @Test
  void a_name_is_read_without_case_quotation_marks_and_ё() {
    assertEquals(List.of("завод", "королев"), read(" Завод  «Королёв»").words());
  }

  @Test
  void nothing_but_blanks_is_empty() {
    assertTrue(read("  «» ").isEmpty());
  }

  @Test
  void wildcards_stand_for_themselves() {
    assertEquals("100\\%\\_\\\\", SearchText.literally("100%_\\"));
  }

  private static SearchText read(String typed) {
    return SearchText.read(typed, "RU");
  }
}
