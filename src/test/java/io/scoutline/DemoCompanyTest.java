package io.scoutline;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.kernel.Role;
import io.scoutline.platform.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** P17.1: what a visitor of the demo finds. */
class DemoCompanyTest {

  @RegisterExtension static final TestDatabase postgres = new TestDatabase();

  @TempDir Path folder;

  private DemoHouse house() {
    return new DemoHouse(postgres, folder, Clock.systemUTC());
  }

  @Test
  @DisplayName("P17.1 whoever the sign-in page offers and who has a phone for clients has a past")
  void the_kam_and_the_assistant_have_a_past() {
    try (var _ = house()) {
      for (String login : List.of("scout", "manager", "kam", "assistant")) {
        assertTrue(count("calls.participant p JOIN people.person w ON w.id = p.person WHERE w.login = '" + login
            + "' AND p.outcome = 'answered'") > 5, login + " has hardly spoken to anybody");
      }
    }
  }

  @Test
  @DisplayName("P3.3 some clients share the number of their house")
  void some_numbers_are_ambiguous() {
    try (var _ = house()) {
      assertTrue(count("(SELECT e164 FROM clients.number GROUP BY e164 HAVING count(DISTINCT client) > 1) AS shared")
          > 5);
    }
  }

  @Test
  @DisplayName("P2.6 what the simulated PBX writes down by itself is read, as that of a real one")
  void the_records_of_the_pbx_are_read() throws IOException {
    Path records = folder.resolve("pbx/records.csv");
    try (var house = house(); Guest admin = house.guest(Role.ADMIN)) {
      JsonObject pbx = admin.get("/api/truth").getJsonArray("pbxs").getJsonObject(0);
      assertNotNull(pbx.getJsonObject("records"), pbx::encode);
      Await.until(() -> Files.exists(records), "nobody called");
      Object written = Files.getAttribute(records, "unix:ino");
      Await.until(() -> count("calls.records_place WHERE file = " + written) == 1, "nobody reads them");
    }
  }

  private static long count(String from) {
    return postgres.database().<Long>exactlyOne("SELECT count(*) AS n FROM " + from, row -> row.getLong("n"));
  }
}
