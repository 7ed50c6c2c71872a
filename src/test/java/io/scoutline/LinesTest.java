package io.scoutline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The shape of our own source files. */
class LinesTest {

  private static final int LONGEST = 120;

  @Test
  void no_line_is_longer_than_editors_are_told() throws IOException {
    assertTrue(Files.readString(Path.of(".editorconfig")).contains("max_line_length = " + LONGEST));
    List<String> longer = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
          if (lines.get(i).codePointCount(0, lines.get(i).length()) > LONGEST) {
            longer.add(file + ":" + (i + 1));
          }
        }
      }
    }
    assertEquals(List.of(), longer);
  }
}
