package io.scoutline.platform.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;

/** Brings the schema up to this version, at start only, on a plain blocking connection. */
public final class Migrations {

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
    return Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(address.jdbcUrl(), address.user(), address.password())
        .locations("classpath:db/migration")
        .table("schema_history")
        .outOfOrder(true)
        .cleanDisabled(true)
        .validateMigrationNaming(true)
        .load()
        .migrate()
        .migrationsExecuted;
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
