package io.scoutline.carried;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The script as it is shipped, on the host of a PBX: its files, its settings, and a shell that runs it. */
public final class CarryScript {

  /** How it ended and what it said. */
  public record Ran(int exit, String said) {}

  private static final Path SCRIPT = Path.of("config/asterisk/scoutline-carry").toAbsolutePath();

  private final Path host;
  public final Path records;
  public final Path recordings;
  private final Map<String, String> settings = new TreeMap<>();

  public CarryScript(Path host, String token) {
    this.host = host;
    records = host.resolve("log/scoutline.csv");
    recordings = host.resolve("done");
    try {
      for (Path folder : List.of(records.getParent(), recordings, host.resolve("bin"))) {
        Files.createDirectories(folder);
      }
      Files.writeString(tokenFile(), token + "\n");
      Files.setPosixFilePermissions(tokenFile(), PosixFilePermissions.fromString("rw-------"));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    with("CARRY_PBX", "main").with("CARRY_TOKEN_FILE", tokenFile().toString())
        .with("CARRY_STATE", state().toString()).with("CARRY_RECORDS", records.toString())
        .with("CARRY_RECORDINGS", recordings.toString()).with("CARRY_EVERY", "1").with("CARRY_LONGEST_PAUSE", "1");
  }

  public CarryScript with(String setting, String value) {
    settings.put(setting, value);
    return this;
  }

  public CarryScript to(URI server) {
    return with("CARRY_URL", server.toString());
  }

  Path tokenFile() {
    return host.resolve("token");
  }

  Path state() {
    return host.resolve("state");
  }

  /** Puts a program before those of the system. */
  void instead(String name, String text) throws IOException {
    Path program = Files.writeString(host.resolve("bin").resolve(name), text);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** @param asks a pattern of the shell for all that curl is asked to do */
  void beforeAsking(String asks, String commands) throws IOException {
    instead("curl", "#!/bin/sh\ncase \"$*\" in " + asks + ") " + commands
        + " ;; esac\nexec /usr/bin/env PATH=/usr/bin:/bin curl \"$@\"\n");
  }

  void asUsual(String name) throws IOException {
    Files.delete(host.resolve("bin").resolve(name));
  }

  /** What the PBX writes down. */
  void writes(String text) throws IOException {
    Files.writeString(records, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** Renames the file away; that is some time after it was last written to. */
  void rotates(String name, int secondsAgo) throws IOException {
    Files.setLastModifiedTime(records, FileTime.from(Instant.now().minusSeconds(secondsAgo)));
    Files.move(records, records.resolveSibling(name));
  }

  /** A recording that the PBX finished a while ago. */
  Path finishes(String name, String sound) throws IOException {
    Path file = Files.writeString(recordings.resolve(name), sound);
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-11-20T10:00:00.125Z")));
    return file;
  }

  Process start(String... words) throws IOException {
    return start(Stream.concat(Stream.of("/bin/sh", SCRIPT.toString()), Stream.of(words)).toList());
  }

  private Process start(List<String> words) throws IOException {
    var command = new ProcessBuilder(words);
    command.environment().putAll(settings);
    command.environment().merge("PATH", host.resolve("bin").toString(), (usual, ours) -> ours + ":" + usual);
    command.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(said().toFile()));
    command.directory(host.toFile());
    return command.start();
  }

  /** One pass on a disk that takes not one byte more, so that nothing of what is said is kept; tells how it ended. */
  int onceOnFullDisk() throws IOException, InterruptedException {
    return ended(start(List.of("/bin/sh", "-c", "trap '' XFSZ; ulimit -f 0; exec \"$@\"", "sh", "/bin/sh",
        SCRIPT.toString(), "once")));
  }

  /** Until it is stopped. */
  public Process start() throws IOException {
    return start(new String[0]);
  }

  private Path said() {
    return host.resolve("said");
  }

  String everythingSaid() throws IOException {
    return Files.readString(said());
  }

  /** One pass. */
  public Ran once() throws IOException, InterruptedException {
    Files.deleteIfExists(said());
    return new Ran(ended(start("once")), everythingSaid());
  }

  private int ended(Process process) throws IOException, InterruptedException {
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("it goes on and on: " + everythingSaid());
    }
    return process.exitValue();
  }
}
