package io.scoutline.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where fuzzing begins: what a real PBX said, one of each kind, and every input that ever broke something. */
final class Seeds {

  private static final Path RESOURCES = Path.of("src/test/resources");

  static List<Path> of(Class<?> target) throws IOException {
    String kind = target.getSimpleName();
    return Stream.concat(switch (kind) {
      case "AmiFuzz" -> files("recorded", ".ami");
      case "CelFuzz" -> files("recorded", ".cel");
      case "FlightFuzz" -> files("flights", ".jsonl");
      default -> Stream.empty();
    }, files("fuzz/" + kind, "")).sorted().toList();
  }

  private static Stream<Path> files(String folder, String ending) throws IOException {
    Path path = RESOURCES.resolve(folder);
    if (!Files.isDirectory(path)) {
      return Stream.empty();
    }
    try (Stream<Path> files = Files.list(path)) {
      return files.filter(file -> file.toString().endsWith(ending)).toList().stream();
    }
  }

  private Seeds() {}
}
