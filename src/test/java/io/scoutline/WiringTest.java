package io.scoutline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.scoutline.config.ConfigReader;
import io.scoutline.config.WrongConfig;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** P17.3: a server that cannot be put together leaves nothing running either. */
class WiringTest {

  @TempDir Path folder;

  @Test
  void a_server_that_cannot_be_wired_takes_its_own_database_down_with_it() throws IOException {
    Path data = Files.createDirectories(folder.resolve("data"));
    Files.writeString(data.resolve("recordings"), "in the way of a folder");
    var config = ConfigReader.read(new JsonObject().put("data", data.toString()).put("trial", true)
        .put("http", new JsonObject().put("port", 0)));
    Vertx vertx = Vertx.vertx();
    try {
      assertThrows(WrongConfig.class, () -> new App(vertx, config, Optional.empty(), Clock.systemUTC(),
          new SecureRandom(), new SimpleMeterRegistry()));
      assertEquals(List.of(), running(data), "servers that go on");
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  /** PostgreSQL writes its process down as long as it runs. */
  private static List<Path> running(Path data) throws IOException {
    try (var files = Files.walk(data)) {
      return files.filter(file -> file.endsWith("postmaster.pid")).toList();
    }
  }
}
