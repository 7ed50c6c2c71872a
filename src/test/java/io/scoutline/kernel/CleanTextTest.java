package io.scoutline.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** P16.2: what is kept of a name is what is seen of it. */
class CleanTextTest {

  @Test
  void a_name_has_nothing_in_it_that_nobody_sees() {
    assertEquals("SecRLO [31m", CleanText.line("Sec\u202eRLO\n\u001b[31m"));
    assertEquals("Анна Петрова", CleanText.line(" Анна\u0085Петрова\u200b "));
    assertEquals("", CleanText.line("\u200b\u2066\u009f\ufeff"));
    assertEquals("«Жук» 👩‍🏭 Ёё", CleanText.line("«Жук» 👩‍🏭 Ёё"), "what joins a sign stays");
  }

  @Test
  void a_note_keeps_its_lines() {
    assertEquals("one\ntwo\nthree x", CleanText.lines("one\r\ntwo\u2028three\u009bx\u202e\n"));
  }
}
