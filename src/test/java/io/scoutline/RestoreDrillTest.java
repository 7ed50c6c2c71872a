package io.scoutline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.config.ConfigReader;
import io.scoutline.config.ServerConfig;
import io.scoutline.pbx.simulator.scenario.Behaviour;
import io.scoutline.pbx.simulator.scenario.Scenario;
import io.scoutline.platform.backup.BackupRefused;
import io.scoutline.platform.database.DatabaseAddress;
import io.scoutline.platform.database.EmbeddedDatabase;
import io.scoutline.platform.database.UnsuitableDatabase;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** P17.3: what was saved while people worked is all there after the machine is gone. */
class RestoreDrillTest {

  @TempDir
  Path folder;

  @Test
  void a_company_saved_while_it_worked_goes_on_in_another_folder() throws Exception {
    Path saved = folder.resolve("saved.zip");
    TreeMap<String, String> before;
    String call;
    Guest manager;
    JsonObject row;
    try (Office first = new Office(folder.resolve("first"), new JsonObject())) {
      first.addClient("Север-Логистик", "Ирина Гаврилова", "+74951234567", "manager");
      manager = first.guest("manager").follow("desk");
      call = aCallIsTaken(first, manager);
      row = boardRow(first);
      Keeping keeping = keeping(first.settings());
      keeping.write(saved, true);
      assertThrows(BackupRefused.class, () -> keeping.write(saved, false), "an old back-up is not overwritten");
      assertThrows(UnsuitableDatabase.class, () -> keeping.read(saved), "a server that runs keeps its folder");
      before = contents(EmbeddedDatabase.running(first.folder.resolve("data/database")).orElseThrow());
    }
    Path second = folder.resolve("second");
    copy(folder.resolve("first/data/recordings"), second.resolve("data/recordings"), ".peaks");
    ServerConfig there = config(second.resolve("data"));
    String told = restore(there, saved);
    assertTrue(told.matches("(?s).*1 of 2 recordings are not in .*\\.peaks: missing\\s*"), told);

    TreeMap<String, String> after;
    try (var database = database(second.resolve("data/database"))) {
      after = contents(database.address());
    }
    assertEquals(before.keySet(), after.keySet());
    before.forEach((table, rows) -> assertEquals(rows, after.get(table), table));
    assertThrows(BackupRefused.class, () -> keeping(there).read(saved), "nothing is restored over anything");

    try (Office again = new Office(second, new JsonObject()); Guest head = again.guest("head")) {
      try (Guest same = manager.at(again.app.port())) {
        assertEquals("manager", same.get("/api/session").getJsonObject("person").getString("name"),
            "whoever was signed in still is");
        assertEquals("answered", same.get("/api/calls/" + call).getJsonObject("line").getString("disposition"));
        assertEquals("Север-Логистик",
            same.get("/api/calls/" + call).getJsonObject("line").getString("clientName"));
        String recording = same.get("/api/recordings?call=" + call).getJsonArray("items").getJsonObject(0)
            .getString("id");
        assertEquals(200, same.status("GET", "/api/recordings/" + recording + "/audio", null));
        same.follow("desk");
        assertEquals("wrap_up", same.card(call).getString("phase"), "the card is still to be written up");
      }
      assertEquals(row.getInteger("counted"), boardRow(again).getInteger("counted")); // P7.3
      assertEquals(1, head.get("/api/calls").getJsonArray("items").size());
      // Sequences go on where they were: a new row meets no old one.
      again.addClient("Юг-Трейд", "Олег", "+74957654321", "scout");
    }
  }

  @Test
  void what_is_no_installation_is_not_made_one_by_a_back_up() {
    Path data = folder.resolve("nobody");
    assertThrows(BackupRefused.class, () -> keeping(config(data)).write(folder.resolve("saved.zip"), false));
    assertFalse(Files.exists(data));
    assertFalse(Files.exists(folder.resolve("saved.zip")));
    assertFalse(Files.exists(folder.resolve("saved.zip.part")));
  }

  private static String aCallIsTaken(Office office, Guest manager) {
    var call = office.pbx.call(Scenario.inbound("+74951234567", "74950000000")
        .phone("101", Behaviour.answersAfter(Duration.ofSeconds(4)))
        .phone("104", Behaviour.answersAfter(Duration.ofSeconds(1)))
        .talk(Duration.ofSeconds(30)).clientHangsUp());
    call.completion().join();
    try (Guest head = office.guest("head")) {
      Await.until(() -> head.get("/api/calls").getJsonArray("items").size() == 1
          && head.get("/api/calls").getJsonArray("items").getJsonObject(0).getString("disposition") != null,
          "the call has no row");
      String id = head.get("/api/calls").getJsonArray("items").getJsonObject(0).getString("id");
      Await.until(() -> !head.get("/api/recordings?call=" + id).getJsonArray("items").isEmpty(), "no recording");
      return id;
    }
  }

  private static JsonObject boardRow(Office office) {
    try (Guest head = office.guest("head")) {
      return head.get("/api/board").getJsonArray("rows").stream().map(JsonObject.class::cast)
          .filter(row -> row.getJsonObject("person").getString("name").equals("manager")).findFirst().orElseThrow();
    }
  }

  private static String restore(ServerConfig config, Path from) {
    var told = new ByteArrayOutputStream();
    new Keeping(config, Clock.systemUTC(), new SecureRandom(), new PrintStream(told, true, StandardCharsets.UTF_8))
        .read(from);
    return told.toString(StandardCharsets.UTF_8);
  }

  private static Keeping keeping(ServerConfig config) {
    return new Keeping(config, Clock.systemUTC(), new SecureRandom(), System.out);
  }

  private static ServerConfig config(Path data) {
    return ConfigReader.read(new JsonObject().put("data", data.toString()).put("trial", true));
  }

  private static EmbeddedDatabase database(Path folder) {
    return EmbeddedDatabase.start(folder, 0, EmbeddedDatabase.Care.THROWAWAY, new SecureRandom());
  }

  /** Each table's rows, counted and digested; but not those that speak of this database's own transactions. */
  private static TreeMap<String, String> contents(DatabaseAddress address) throws SQLException {
    var contents = new TreeMap<String, String>();
    try (var connection = DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
        var statement = connection.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'");
      var names = new TreeMap<String, String>();
      try (var table = statement.executeQuery("""
          SELECT schemaname, tablename FROM pg_tables
          WHERE schemaname NOT IN ('pg_catalog', 'information_schema', 'public')
            AND (schemaname, tablename) NOT IN (('clients', 'change'), ('calls', 'pbx_lease'))""")) {
        while (table.next()) {
          String name = table.getString(1) + "." + table.getString(2);
          names.put(name, "SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, ';' ORDER BY t::text)), '') FROM "
              + name + " t");
        }
      }
      for (var name : names.entrySet()) {
        try (var row = statement.executeQuery(name.getValue())) {
          row.next();
          contents.put(name.getKey(), row.getString(1));
        }
      }
    }
    return contents;
  }

  private static void copy(Path from, Path to, String but) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else if (!file.toString().endsWith(but)) {
          Files.copy(file, target);
        }
      }
    }
  }
}
