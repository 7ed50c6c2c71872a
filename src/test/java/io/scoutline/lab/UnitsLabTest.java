package io.scoutline.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** P17.3: systemd finds nothing to say about the units that are shipped. It is asked, not run. */
class UnitsLabTest {

  @TempDir
  Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"config/systemd/scoutline.service", "config/asterisk/scoutline-carry.service"})
  @DisplayName("P17.3: systemd understands every line of a shipped unit")
  void a_shipped_unit_is_understood(String shipped) throws Exception {
    Path file = Path.of(shipped);
    Path unit = Files.writeString(folder.resolve(file.getFileName()), installed(Files.readString(file)));
    Process verify = new ProcessBuilder("systemd-analyze", "verify", "--man=no", unit.toString())
        .redirectErrorStream(true).start();
    String said = new String(verify.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals("", said);
    assertEquals(0, verify.waitFor());
  }

  /** With something that can be run in the place of what is not installed here. */
  private String installed(String unit) throws IOException {
    Path program = Files.writeString(folder.resolve("program"), "#!/bin/sh\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    return unit.replaceFirst("ExecStart=\\S+", "ExecStart=" + program);
  }
}
