package io.scoutline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** P17.1, P17.3: what the program understands. */
class CommandTest {

  private static final Optional<Path> FILE = Optional.of(Path.of("F"));

  @Test
  void each_command_is_understood_with_its_options_in_any_order() {
    assertEquals(new Command.Serve(Optional.empty()), Command.of());
    assertEquals(new Command.Serve(FILE), Command.of("--config", "F"));
    assertEquals(new Command.Demo(), Command.of("demo"));
    assertEquals(new Command.Backup(Optional.empty(), Path.of("T"), false), Command.of("backup", "--to", "T"));
    assertEquals(new Command.Backup(FILE, Path.of("T"), true),
        Command.of("backup", "--hash-recordings", "--to", "T", "--config", "F"));
    assertEquals(new Command.Restore(FILE, Path.of("T")), Command.of("restore", "--config", "F", "--from", "T"));
  }

  @Test
  void what_is_not_understood_starts_nothing() {
    for (List<String> words : List.of(List.of("--config"), List.of("demo", "x"), List.of("backup"),
        List.of("backup", "--from", "T"), List.of("restore", "--from"), List.of("restore", "--from", "T", "--to", "U"),
        List.of("serve", "now"), List.of("help"), List.of("--to", "T"), List.of("restore", "T"),
        List.of("backup", "--to", "T", "--to", "U"), List.of("restore", "--from", "T", "--hash-recordings"))) {
      assertInstanceOf(Command.Unknown.class, Command.of(words.toArray(String[]::new)), words.toString());
    }
  }
}
