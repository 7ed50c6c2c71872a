package io.scoutline.platform.backup;

import io.scoutline.platform.database.DatabaseAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A connection of its own on which values look alike everywhere, and nothing ends for having taken long. */
final class Session {

  static Connection open(DatabaseAddress address) throws SQLException {
    Connection connection = DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
    try (Statement statement = connection.createStatement()) {
      statement.execute("""
          SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0; SET TimeZone = 'UTC';
          SET DateStyle = 'ISO, YMD'; SET IntervalStyle = 'postgres'; SET bytea_output = 'hex';
          SET extra_float_digits = 3""");
    } catch (SQLException failure) {
      connection.close();
      throw failure;
    }
    connection.setAutoCommit(false);
    return connection;
  }

  private Session() {}
}
