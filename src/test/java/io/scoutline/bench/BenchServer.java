package io.scoutline.bench;

import io.scoutline.FreePort;
import io.scoutline.ServerProcess;
import io.scoutline.platform.database.DatabaseAddress;
import io.scoutline.platform.database.EmbeddedDatabase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The server as it is installed, in a process of its own, with the benchmark's company in a database of its own. */
final class BenchServer implements AutoCloseable {

  /** Far longer than the dialplan's 0.7 s: a call that fell back to the queue would be no sample, only noise. */
  static final Duration ROUTED_WITHIN = Duration.ofSeconds(20);

  private final Path data;
  private final int port;
  private final String databaseVersion;
  private final ServerProcess process;

  private BenchServer(Path data, int port, String databaseVersion, ServerProcess process) {
    this.data = data;
    this.port = port;
    this.databaseVersion = databaseVersion;
    this.process = process;
  }

  /**
   * Answers when this returns.
   *
   * @param folder emptied first; keeps the server's log and data
   * @param agiPort where the PBX asks it
   * @param amiPort where the PBX, or what stands before it, is found
   * @param recordings into which folder the PBX moves its finished files; made
   */
  static BenchServer start(Path folder, int agiPort, int amiPort, Optional<Path> recordings)
      throws IOException, InterruptedException {
    empty(folder);
    JsonObject pbx = new JsonObject().put("name", "main").put("port", amiPort).put("password", "scoutline");
    if (recordings.isPresent()) {
      Files.createDirectories(recordings.get());
      pbx.put("recordings", recordings.get().toString());
    }
    int port = FreePort.find();
    JsonObject config = new JsonObject()
        // One person hears a recording a thousand times in a row: that is what the server refuses to people.
        .put("http", new JsonObject().put("port", port).put("requestsPerPerson", 10_000))
        .put("management", new JsonObject().put("port", FreePort.find()))
        .put("data", folder.resolve("data").toString())
        .put("trial", true)
        .put("agi", new JsonObject().put("port", agiPort).put("answerWithinMs", ROUTED_WITHIN.toMillis()))
        .put("business", new JsonObject().put("opens", "00:00").put("closes", "24:00").put("openDays",
            new JsonArray(List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun"))))
        .put("pbxs", new JsonArray().add(pbx));
    String version = BenchCompany.found(config);
    return new BenchServer(folder.resolve("data"), port, version, ServerProcess.start(folder, config));
  }

  static void empty(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    Files.createDirectories(folder);
  }

  int port() {
    return port;
  }

  /** Where it keeps everything. */
  Path data() {
    return data;
  }

  ServerProcess process() {
    return process;
  }

  ServerHeap heap() {
    return new ServerHeap(process.pid());
  }

  String databaseVersion() {
    return databaseVersion;
  }

  /** The first column of the first row that its database answers; empty when there is no row. */
  Optional<String> asked(String sql) {
    DatabaseAddress address = EmbeddedDatabase.running(data.resolve("database")).orElseThrow();
    try (var connection = DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
        var statement = connection.createStatement(); var rows = statement.executeQuery(sql)) {
      return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
    } catch (SQLException fault) {
      throw new IllegalStateException(sql, fault);
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
