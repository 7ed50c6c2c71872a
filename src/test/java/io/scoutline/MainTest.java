package io.scoutline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.config.WrongConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** P17: what an operator sees whose server does not start. */
class MainTest {

  @TempDir
  Path folder;

  @Test
  void a_server_that_cannot_listen_for_the_pbxs_says_so_with_all_other_faults_and_starts_nothing() throws Exception {
    Path data = folder.resolve("data");
    Path config = Files.writeString(folder.resolve("scoutline.yaml"), """
        http: {port: 0}
        management: {port: 0}
        agi: {host: 203.0.113.1, port: 4573}
        business: {zone: Mars/Olympus}
        trial: true
        data: %s
        """.formatted(data));
    Path told = folder.resolve("told");
    Process server = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp", System.getProperty("java.class.path"), Main.class.getName(), "--config", config.toString())
        .redirectErrorStream(true).redirectOutput(told.toFile()).start();
    try {
      assertTrue(server.waitFor(60, TimeUnit.SECONDS), "it neither starts nor ends");
    } finally {
      server.destroyForcibly();
    }
    String said = Files.readString(told);
    assertEquals(WrongConfig.EXIT_CODE, server.exitValue(), said);
    assertTrue(said.contains("agi.port: 203.0.113.1 port 4573") && said.contains("business.zone"), said);
    assertFalse(Files.exists(data), "nothing was started");
  }
}
