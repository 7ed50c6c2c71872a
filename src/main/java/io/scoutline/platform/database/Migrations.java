package io.scoutline.platform.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;

/** Brings the schema up to this version, at start only, on a plain blocking connection. */
public final class Migrations {

  /** The table in {@code public} in which Flyway writes down what it applied. */
  public static final String HISTORY = "schema_history";
  /** The schema that is there while a restore is under way; a mark, it holds nothing. */
  public static final String UNFINISHED_RESTORE = "unfinished_restore";
  private static final String FOLDER = "db/migration";
  private static final int OLDEST_SERVER = 150_000;

  /**
   * Checks that the database can do what we rely on, then applies what is missing. Features own number ranges, so a
   * lower number may come later than a higher one.
   *
   * @return how many migrations were applied
   * @throws UnsuitableDatabase with the reason, before anything is changed
   */
  public static int apply(DatabaseAddress address) {
    probe(address);
    requireNoUnfinishedRestore(address);
    return on(address, "classpath:" + FOLDER).migrate().migrationsExecuted;
  }

  /** One of them by the name of its file, and what Flyway makes of its content. */
  public record Migration(String script, int checksum) {}

  /** Whether this version brings a migration of that name; asks no database. */
  public static boolean isKnown(String script) {
    return script.matches("V[0-9]+__[a-z0-9_]+\\.sql")
        && Migrations.class.getResource("/" + FOLDER + "/" + script) != null;
  }

  /** What this version brings. The database is only asked. */
  public static Set<Migration> known(DatabaseAddress address) {
    return Stream.of(on(address, "classpath:" + FOLDER).info().all()).filter(one -> one.getChecksum() != null)
        .map(one -> new Migration(one.getScript(), one.getChecksum())).collect(Collectors.toUnmodifiableSet());
  }

  /** Applies these and no others, for data that was made by an earlier version. They must be known. */
  public static void applyOnly(DatabaseAddress address, Collection<String> scripts) {
    probe(address);
    try {
      Path folder = Files.createTempDirectory("scoutline-migrations");
      try {
        for (String script : scripts) {
          try (InputStream sql = Migrations.class.getResourceAsStream("/" + FOLDER + "/" + script)) {
            Files.copy(sql, folder.resolve(script));
          }
        }
        on(address, "filesystem:" + folder).migrate();
      } finally {
        for (String script : scripts) {
          Files.deleteIfExists(folder.resolve(script));
        }
        Files.delete(folder);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Flyway on(DatabaseAddress address, String location) {
    return Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(address.jdbcUrl(), address.user(), address.password())
        .locations(location)
        .table(HISTORY)
        .outOfOrder(true)
        .cleanDisabled(true)
        .validateMigrationNaming(true)
        .load();
  }

  /** Half of the data with all of the tables would look like a new installation. */
  private static void requireNoUnfinishedRestore(DatabaseAddress address) {
    try (Connection connection =
            DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
        Statement statement = connection.createStatement()) {
      require(answer(statement, "select to_regnamespace('" + UNFINISHED_RESTORE + "') is null"), address,
          "a restore into it was not finished; run it again, it begins anew");
    } catch (SQLException failure) {
      throw new UnsuitableDatabase("The database " + address + " cannot be used: " + failure.getMessage(), failure);
    }
  }

  /**
   * Names and search are Cyrillic as often as Latin: case folding and trigrams must work for both.
   *
   * @throws UnsuitableDatabase when they do not, or the server is too old, or cannot be reached
   */
  static void probe(DatabaseAddress address) {
    try (Connection connection =
            DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      require(answer(statement, "select current_setting('server_version_num')::int >= " + OLDEST_SERVER),
          address, "the server is older than PostgreSQL 15");
      require(answer(statement, "select current_setting('server_encoding') = 'UTF8'"),
          address, "its encoding is not UTF8");
      require(answer(statement, "select lower('ЖУК') = 'жук' and 'Жук' ilike 'ЖУК'"),
          address, "it does not fold Cyrillic case (lower('ЖУК') is not 'жук'); create it with LC_CTYPE C.UTF-8");
      statement.execute("create extension if not exists pg_trgm");
      require(answer(statement, "select cardinality(show_trgm('ЖУК')) > 0"),
          address, "trigrams of Cyrillic words are empty; create it with LC_CTYPE C.UTF-8");
      connection.rollback();
    } catch (SQLException failure) {
      throw new UnsuitableDatabase("The database " + address + " cannot be used: " + failure.getMessage(), failure);
    }
  }

  private static boolean answer(Statement statement, String question) throws SQLException {
    try (ResultSet result = statement.executeQuery(question)) {
      return result.next() && result.getBoolean(1);
    }
  }

  private static void require(boolean fine, DatabaseAddress address, String reason) {
    if (!fine) {
      throw new UnsuitableDatabase("The database " + address + " cannot be used: " + reason, null);
    }
  }

  private Migrations() {}
}
