package io.scoutline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.scoutline.people.Browser;
import io.scoutline.platform.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Norms through the whole server, as the board shows them (P7.1). */
class NormsTest {

  @RegisterExtension
  static final TestDatabase postgres = new TestDatabase();

  @TempDir
  static Path folder;

  private static Office office;
  private static Browser head;

  @BeforeAll
  static void open() {
    office = new Office(folder, postgres.config());
    head = browser("head");
  }

  @AfterAll
  static void shut() {
    office.close();
  }

  @Test
  void a_persons_own_norm_comes_first_until_it_is_taken_back() {
    assertEquals("70–100", normOnBoard("scout"));

    long scout = office.people.get("scout").value();
    assertEquals(204, head.put("/norms", new JsonObject().put("person", scout).put("min", 30).put("max", 40)).status());
    assertEquals("30–40", normOnBoard("scout"));

    long id = norms().filter(norm -> norm.getValue("person") != null).findFirst().orElseThrow().getLong("id");
    assertEquals(204, head.delete("/norms/" + id).status());
    assertEquals("70–100", normOnBoard("scout"));
    assertEquals("not_found", head.delete("/norms/" + id).code());
  }

  @Test
  void a_norm_begins_on_a_day_that_somebody_could_mean() {
    var norm = new JsonObject().put("role", "kam").put("min", 30).put("max", 40);
    assertEquals("validFrom:day_out_of_range", head.put("/norms", norm.copy().put("validFrom", "9999-01-01")).faults());
    assertEquals("validFrom:day_out_of_range", head.put("/norms", norm.copy().put("validFrom", "1926-01-01")).faults());
    assertEquals("day:day_out_of_range", head.get("/calls?day=9999-01-01").faults());
    assertEquals("day:day_out_of_range",
        head.get("/board/people/" + office.people.get("scout") + "/calls?day=0001-01-01").faults());
  }

  @Test
  void the_list_says_by_which_rule_calls_count() { // P7.2
    JsonObject rule = head.get("/norms").json().getJsonObject("rule");

    assertEquals("each number once a day", rule.getString("name"));
    assertEquals(3000, rule.getInteger("shortestRingMs"));
    assertFalse(rule.getBoolean("repeatsCount"));
  }

  @Test
  void a_supervisor_reads_the_norms_and_takes_none_back() {
    Browser supervisor = browser("super");

    assertEquals(200, supervisor.get("/norms").status());
    assertEquals(403, supervisor.delete("/norms/1").status());
  }

  private static String normOnBoard(String login) {
    JsonObject norm = head.get("/board").json().getJsonArray("rows").stream().map(JsonObject.class::cast)
        .filter(row -> row.getJsonObject("person").getString("name").equals(login)).findFirst().orElseThrow()
        .getJsonObject("norm");
    return norm.getInteger("min") + "–" + norm.getInteger("max");
  }

  private static Stream<JsonObject> norms() {
    return head.get("/norms").items().stream().map(JsonObject.class::cast);
  }

  private static Browser browser(String login) {
    return new Browser(URI.create("http://127.0.0.1:" + office.app.port())).as(login, Office.PASSWORD);
  }
}
