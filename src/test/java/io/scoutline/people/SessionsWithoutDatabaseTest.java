package io.scoutline.people;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.scoutline.kernel.Role;
import io.scoutline.people.Browser.Answer;
import io.scoutline.platform.TestDatabase;
import io.scoutline.platform.database.DatabaseAddress;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** P17.6 in spirit: a database that is away signs nobody out, and says so to whoever asks for more. */
class SessionsWithoutDatabaseTest {

  @RegisterExtension static final TestDatabase postgres = new TestDatabase();

  @Test
  void whoever_is_signed_in_stays_so_while_the_database_is_away() throws SQLException {
    try (var office = Office.open(postgres)) {
      office.hire("works", Role.HEAD);
      Browser known = office.as("works");
      assertEquals(200, known.get("/people").status());
      takeAway(true);
      try {
        office.clock().pass(Duration.ofHours(1));
        assertEquals(200, known.get("/people").status(), "from memory");
        Answer signIn = office.browser().signIn("works", Office.PASSWORD);
        assertEquals(503, signIn.status());
        assertEquals("database_away", signIn.code());
        assertEquals(503, new Browser(office.uri()).withToken("never-seen").get("/people").status(),
            "not known to be nobody");
        office.clock().pass(Duration.ofHours(12));
        assertEquals(503, known.get("/people").status(), "too old to be taken on trust");
      } finally {
        takeAway(false);
      }
      office.clock().pass(Duration.ofHours(-12));
      assertEquals(200, known.get("/people").status());
      assertEquals(200, known.patch("/me", new JsonObject().put("theme", "dark")).status());
    }
  }

  private static void takeAway(boolean away) throws SQLException {
    DatabaseAddress own = postgres.address();
    DatabaseAddress server = own.withName("postgres");
    try (Connection connection = DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
        Statement statement = connection.createStatement()) {
      statement.execute("ALTER DATABASE " + own.name() + " WITH ALLOW_CONNECTIONS " + !away);
      if (away) {
        statement.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + own.name() + "'");
      }
    }
  }
}
