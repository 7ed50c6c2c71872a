package io.scoutline.platform.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.platform.database.EmbeddedDatabase.Care;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EmbeddedDatabaseTest {

  private final Path folder = Path.of("target", "embedded-database", UUID.randomUUID().toString());
  private final SecureRandom random = new SecureRandom();

  @Test
  void it_keeps_its_data_durably_and_lets_in_nobody_without_the_password() throws Exception {
    try (EmbeddedDatabase first = EmbeddedDatabase.start(folder, 0, Care.DURABLE, random)) {
      Migrations.apply(first.address());
      assertEquals("on", ask(first.address(), "show fsync"));
      assertEquals("on", ask(first.address(), "show synchronous_commit"));
      assertEquals("127.0.0.1", ask(first.address(), "show listen_addresses"));
      assertEquals("", ask(first.address(), "show unix_socket_directories"));
      run(first.address(), "create table kept (word text)");
      run(first.address(), "insert into kept values ('Жук')");
      var guest = new DatabaseAddress("127.0.0.1", first.address().port(), "scoutline", "postgres", "wrong");
      assertThrows(SQLException.class, () -> ask(guest, "select 1"));
      assertThrows(UnsuitableDatabase.class, () -> EmbeddedDatabase.start(folder, 0, Care.DURABLE, random));
    }
    try (EmbeddedDatabase second = EmbeddedDatabase.start(folder, 0, Care.DURABLE, random)) {
      assertEquals("Жук", ask(second.address(), "select word from kept where word ilike 'жУК'"));
    }
    assertEquals("rw-------", permissions("postgres.password"));
    assertEquals("rwx------", permissions(""));
  }

  @Test
  void a_postmaster_that_outlived_its_server_is_stopped_and_its_commits_are_kept() throws Exception {
    EmbeddedDatabase killed = EmbeddedDatabase.start(folder, 0, Care.DURABLE, random);
    run(killed.address(), "create table kept (word text)");
    // what a killed server leaves: a live postmaster, and a lock that the system has given back
    Files.delete(folder.resolve("server.lock"));
    Files.delete(folder.resolve("postgres").resolve("epg-lock"));
    try (EmbeddedDatabase next = EmbeddedDatabase.start(folder, 0, Care.DURABLE, random)) {
      assertEquals("0", ask(next.address(), "select count(*) from kept"));
      assertThrows(SQLException.class, () -> ask(killed.address(), "select 1"));
    }
  }

  @Test
  void data_of_another_version_is_left_alone() throws Exception {
    Files.createDirectories(folder.resolve("postgres"));
    Files.writeString(folder.resolve("postgres").resolve("PG_VERSION"), "15\n");
    var refused = assertThrows(UnsuitableDatabase.class,
        () -> EmbeddedDatabase.start(folder, 0, Care.DURABLE, random));
    assertTrue(refused.getMessage().contains("PostgreSQL 15"), refused.getMessage());
  }

  private String permissions(String file) throws Exception {
    return java.nio.file.attribute.PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file)));
  }

  private static void run(DatabaseAddress where, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(where.jdbcUrl(), where.user(), where.password());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String ask(DatabaseAddress where, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(where.jdbcUrl(), where.user(), where.password());
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      return result.next() ? result.getString(1) : null;
    }
  }
}
