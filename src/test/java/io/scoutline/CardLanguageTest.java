package io.scoutline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.pbx.simulator.scenario.Behaviour;
import io.scoutline.pbx.simulator.scenario.Scenario;
import io.scoutline.platform.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** P3.2: a card speaks the language of whoever has it, also when they choose another one while it is open. */
class CardLanguageTest {

  private static final String NUMBER = "+74951234567";

  @RegisterExtension
  static final TestDatabase postgres = new TestDatabase();

  @TempDir
  Path folder;

  @AutoClose
  private Office office;

  @Test
  void an_open_card_is_painted_anew_in_the_language_that_its_person_chooses() {
    office = new Office(folder, postgres.config());
    office.addClient("Север-Логистик", "Ирина Гаврилова", NUMBER, "manager");
    office.app.database().update("UPDATE clients.client SET passport = '{\"plans\": \"новый цех\"}'");
    try (Guest manager = office.guest("manager").follow("desk")) {
      var call = office.pbx.call(Scenario.inbound(NUMBER, "74950000000")
          .phone("101", Behaviour.answersAfter(Duration.ofSeconds(2))).talk(Duration.ofSeconds(200)).clientHangsUp());
      JsonObject english = manager.await("desk", "card", card -> says(card, "Plans: новый цех"));
      assertEquals(200, manager.status("PATCH", "/api/me", new JsonObject().put("locale", "ru")));

      JsonObject russian = manager.await("desk", "card", card -> says(card, "Планы: новый цех"));
      assertEquals(english.getString("callId"), russian.getString("callId"));
      assertTrue(russian.getLong("version") > english.getLong("version"), "or pages would take it for stale");
      call.completion().join();
    }
  }

  private static boolean says(JsonObject card, String line) {
    return card.getJsonObject("detail") != null && card.getJsonObject("detail").getJsonArray("dossier").contains(line);
  }
}
