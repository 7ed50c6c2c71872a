package io.scoutline.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.scoutline.Await;
import io.scoutline.kernel.Role;
import io.scoutline.people.Browser.Answer;
import io.scoutline.people.signin.Sessions;
import io.scoutline.platform.Line;
import io.scoutline.platform.TestDatabase;
import io.scoutline.platform.database.Database;
import io.scoutline.platform.database.DatabaseAddress;
import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
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

  @Test
  void a_silent_database_holds_whoever_is_signed_in_for_a_moment_once_and_is_noticed_when_it_speaks_again()
      throws Exception {
    DatabaseAddress real = postgres.address();
    try (var office = Office.open(postgres);
        var line = new Line(real.host(), real.port());
        Database hung = Database.open(postgres.vertx(),
            new DatabaseAddress("127.0.0.1", line.port(), real.name(), real.user(), real.password()), "test", 4,
            Duration.ofSeconds(20), new SimpleMeterRegistry())) {
      office.hire("first", Role.HEAD);
      office.hire("second", Role.HEAD);
      String first = office.as("first").token();
      String second = office.as("second").token();
      var sessions = new Sessions(hung, Sessions.Settings.USUAL, new SecureRandom(), office.clock());
      assertTrue(sessions.find(first).isPresent() && sessions.find(second).isPresent());

      line.silence(true);
      office.clock().pass(Duration.ofSeconds(11));
      assertTrue(timeToFind(sessions, first).toSeconds() < 10, "the one who notices waits for a moment");
      for (int request = 0; request < 20; request++) {
        office.clock().pass(Duration.ofSeconds(1));
        assertTrue(timeToFind(sessions, request % 2 == 0 ? first : second).toMillis() < 1_000, "nobody waits any more");
      }

      line.silence(false);
      office.database().update("DELETE FROM people.session WHERE person = $1", office.id("second"));
      Await.until(() -> {
        office.clock().pass(Duration.ofSeconds(11));
        return sessions.find(second).isEmpty();
      }, "what the database says was never heard again");
      assertTrue(sessions.find(first).isPresent());
    }
  }

  private static Duration timeToFind(Sessions sessions, String token) {
    long began = System.nanoTime();
    assertTrue(sessions.find(token).isPresent(), "from memory");
    return Duration.ofNanos(System.nanoTime() - began);
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
