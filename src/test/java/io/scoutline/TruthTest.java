package io.scoutline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.pbx.simulator.scenario.Behaviour;
import io.scoutline.pbx.simulator.scenario.Scenario;
import io.scoutline.platform.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** P2.5, P2.6, P17.3: an admin sees how far calls can be trusted, and monitoring sees the same. */
class TruthTest {

  private static final Pattern METRIC = Pattern.compile("\\bscoutline_[a-z0-9_]+");
  private static final Pattern EXPOSED = Pattern.compile("(?m)^(scoutline_[a-z0-9_]+)");

  @RegisterExtension
  static final TestDatabase postgres = new TestDatabase();

  @TempDir
  static Path folder;

  private static Office office;

  @BeforeAll
  static void open() {
    office = new Office(folder, postgres.config());
  }

  @AfterAll
  static void shut() {
    office.close();
  }

  @Test
  void a_link_that_works_has_its_figures_and_nothing_is_wrong() {
    try (Guest admin = office.guest("admin")) {
      office.pbx.call(Scenario.inbound("+74951234567", "74950000000")
          .phone("101", Behaviour.answersAfter(Duration.ofSeconds(4))).talk(Duration.ofSeconds(30)).clientHangsUp())
          .completion().join();
      Await.until(() -> pbx(admin).getInteger("openCalls") == 0, "a call stays open");
      JsonObject pbx = pbx(admin);
      assertTrue(pbx.getBoolean("up") && pbx.getString("lastResync") != null, pbx.encode());
      assertEquals(0, pbx.getInteger("drops"));
      assertEquals(0, pbx.getJsonObject("records").getInteger("gaps"));
      assertEquals(List.of(), codes(admin).stream().filter(code -> !code.equals("late")).toList());
      Await.until(() -> pbx(admin).getDouble("eventsPerSecond") >= 0, "no rate");
    }
  }

  @Test
  void a_call_whose_end_was_estimated_is_told_with_the_call_itself() {
    String call = "01939a00-0000-7000-8000-000000000001";
    try (Guest admin = office.guest("admin")) {
      postgres.database().update("""
          INSERT INTO calls.call (id, pbx, started_at, direction, external, caller_kind, number_said, caller_name,
            dialled, ended_at, disposition, end_evidence, ring_ms, queue_ms, talk_ms, state, version)
          VALUES ((substr(calls.id_from(now())::text, 1, 14) || substr($1, 15))::uuid, 'main', now(), 'inbound', true,
            'hidden', '', 'Nobody', '', now(), 'answered', 'resync', 0, 0, 0, '{}', 1)""", call);
      JsonObject truth = admin.get("/api/truth");
      JsonObject repaired = truth.getJsonArray("repaired").stream().map(JsonObject.class::cast)
          .filter(one -> one.getString("id").endsWith(call.substring(24))).findFirst().orElseThrow();
      assertEquals(List.of("resync", "Nobody"), List.of(repaired.getString("evidence"), repaired.getString("who")));
      assertEquals(1, pbx(admin).getInteger("estimatedToday"));
      assertTrue(codes(admin).contains("estimated"));
      postgres.database().update("DELETE FROM calls.call WHERE caller_name = 'Nobody'");
    }
  }

  @Test
  void every_metric_that_the_dashboard_and_the_alerts_name_is_exposed() throws Exception {
    Set<String> exposed = all(EXPOSED, scraped());
    for (String file : List.of("config/grafana/scoutline.json", "config/prometheus/alerts.yaml")) {
      Set<String> named = all(METRIC, Files.readString(Path.of(file)));
      assertTrue(named.size() >= 5, file);
      var missing = new TreeSet<>(named);
      missing.removeAll(exposed);
      assertEquals(Set.of(), missing, file);
    }
  }

  @Test
  void the_dashboard_is_json_and_each_panel_asks_for_something() throws Exception {
    var dashboard = new JsonObject(Files.readString(Path.of("config/grafana/scoutline.json")));
    dashboard.getJsonArray("panels").stream().map(JsonObject.class::cast).forEach(panel ->
        assertTrue(!panel.getJsonArray("targets").isEmpty() && !panel.getString("title").isBlank(), panel.encode()));
  }

  @Test
  void each_alert_says_what_is_wrong_and_what_it_means() throws Exception {
    Map<String, List<Map<String, List<Map<String, Object>>>>> file =
        new Yaml().load(Files.readString(Path.of("config/prometheus/alerts.yaml")));
    List<Map<String, Object>> rules = file.get("groups").getFirst().get("rules");
    assertTrue(rules.size() > 10);
    rules.forEach(rule -> {
      assertTrue(rule.keySet().containsAll(Set.of("alert", "expr", "labels", "annotations")), rule.toString());
      assertEquals(Set.of("summary", "description"), ((Map<?, ?>) rule.get("annotations")).keySet());
    });
  }

  private static String scraped() throws IOException, InterruptedException {
    var metrics = URI.create("http://127.0.0.1:" + office.app.managementPort().orElseThrow() + "/metrics");
    try (var http = HttpClient.newHttpClient()) {
      return http.send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString()).body();
    }
  }

  private static Set<String> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
  }

  private static JsonObject pbx(Guest admin) {
    return admin.get("/api/truth").getJsonArray("pbxs").getJsonObject(0);
  }

  private static List<String> codes(Guest admin) {
    return admin.get("/api/truth").getJsonArray("findings").stream().map(JsonObject.class::cast)
        .map(finding -> finding.getString("code")).toList();
  }
}
