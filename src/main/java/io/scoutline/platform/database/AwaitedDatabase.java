package io.scoutline.platform.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits at the start for a database that is not there yet (P17.3). Blocks; for a plain thread. */
public final class AwaitedDatabase {

  private static final Logger LOG = LoggerFactory.getLogger(AwaitedDatabase.class);
  private static final Duration BETWEEN = Duration.ofSeconds(1);
  private static final int SAID_EVERY = 60;

  /**
   * Returns when it lets us in, or has a reason against us that time does not mend: that one shows with the first use.
   * Until then it is asked each second, and the log tells once a minute for whom we wait, and why.
   *
   * @throws UnsuitableDatabase when the waiting is cut short
   */
  public static void await(DatabaseAddress address) {
    for (int asked = 0; ; asked++) {
      try (Connection connection =
              DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password())) {
        if (asked > 0) {
          LOG.info("The database {} is there", address);
        }
        return;
      } catch (SQLException refused) {
        if (!isOfTheMoment(refused)) {
          return;
        }
        if (asked % SAID_EVERY == 0) {
          LOG.warn("Waiting for the database {}: {}", address, refused.getMessage());
        }
      }
      pause(address);
    }
  }

  /** Nobody answers at that address, it starts or stops, or has no place free just now. */
  private static boolean isOfTheMoment(SQLException refused) {
    String state = refused.getSQLState() == null ? "" : refused.getSQLState();
    return state.startsWith("08") && !state.equals("08P01") || state.startsWith("57P") || state.equals("53300");
  }

  private static void pause(DatabaseAddress address) {
    try {
      Thread.sleep(BETWEEN);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new UnsuitableDatabase("The wait for the database " + address + " was cut short", stopped);
    }
  }

  private AwaitedDatabase() {}
}
