package io.scoutline;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A call as a real PBX wrote it down, moved to another time. */
final class WrittenCall {

  private static final Pattern TIME = Pattern.compile("^(\"[A-Z_]+\"),\"([0-9]+)(\\.[0-9]+)\"");

  /** All its lines, of a call that began at this moment. */
  static String lines(String name, Instant began) throws IOException {
    List<String> lines = Files.readAllLines(Path.of("src/test/resources/recorded", name + ".cel"));
    long first = lines.stream().mapToLong(line -> Long.parseLong(time(line).group(2))).min().orElseThrow();
    return lines.stream().map(line -> {
      Matcher time = time(line);
      long at = Long.parseLong(time.group(2)) - first + began.getEpochSecond();
      return time.group(1) + ",\"" + at + time.group(3) + "\"" + line.substring(time.end()) + "\n";
    }).collect(Collectors.joining());
  }

  private static Matcher time(String line) {
    Matcher time = TIME.matcher(line);
    assertTrue(time.find(), line);
    return time;
  }

  private WrittenCall() {}
}
