package io.scoutline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.scoutline.Chromium.Visit;
import io.scoutline.kernel.Role;
import io.scoutline.platform.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** P2.7: an admin at the page that steps through a call, and at the one that tells how far calls can be trusted. */
class TruthBrowserTest {

  private static final int WIDE = 1440;

  @RegisterExtension
  static final TestDatabase postgres = new TestDatabase();

  @TempDir
  static Path folder;

  private static DemoHouse house;
  private static Chromium chromium;
  private static String call;
  private static String file;

  @BeforeAll
  static void open() {
    house = new DemoHouse(postgres, folder, Clock.systemUTC());
    chromium = new Chromium();
    try (Guest admin = house.guest(Role.ADMIN)) {
      Await.until(() -> !admin.get("/api/calls?disposition=answered&limit=1").getJsonArray("items").isEmpty(),
          "the demo has no call");
      call = admin.get("/api/calls?disposition=answered&limit=1").getJsonArray("items").getJsonObject(0)
          .getString("id");
      file = admin.send("GET", "/api/calls/" + call + "/flight?masked=true", null).body();
    }
  }

  @AfterAll
  static void shut() {
    chromium.close();
    house.close();
  }

  private static Visit admin(String path) {
    var who = house.signIn(Role.ADMIN);
    Visit visit = chromium.signedIn(house.app.port(), who.login(), who.password(), path, WIDE, ColorScheme.LIGHT);
    Looks.awaitLoaded(visit.page());
    return visit;
  }

  @Test
  @DisplayName("P2.7: a call is stepped through with the arrow keys, and what each event changed is marked")
  void an_admin_steps_through_a_call() {
    try (Visit visit = admin("/calls/" + call)) {
      Page page = visit.page();
      page.locator("main a[href='/calls/" + call + "/replay']").click();
      Locator chosen = page.locator("[aria-current=step]");
      chosen.waitFor();
      Locator events = page.locator("main ol li button");
      assertEquals(steps(), events.count());
      assertTrue(page.locator("main .state mark").count() > 0, "the first event made a call");
      String first = page.locator("main .state h2").innerText();
      page.keyboard().press("ArrowDown");
      page.keyboard().press("ArrowDown");
      page.keyboard().press("ArrowUp");
      assertEquals(events.nth(1).innerText(), chosen.innerText());
      assertTrue(!first.equals(page.locator("main .state h2").innerText()));
      events.last().click();
      page.keyboard().press("ArrowDown");
      assertEquals(events.last().innerText(), chosen.innerText(), "there is nothing after the last");
      assertEquals(List.of(), visit.complaints());
    }
  }

  /** As many as the file has after its header. */
  private static int steps() {
    return (int) file.lines().count() - 1;
  }

  @Test
  @DisplayName("P2.7, P16.2: a file is dropped in and replayed; one that is none is refused in words")
  void a_file_that_is_brought_is_shown_or_refused() {
    try (Visit visit = admin("/replay")) {
      Page page = visit.page();
      page.locator("main input[type=file]").setInputFiles(brought("call.jsonl", file));
      page.locator("[aria-current=step]").waitFor();
      assertEquals(steps(), page.locator("main ol li button").count());
      assertEquals(List.of(), visit.complaints());
      page.locator("main input[type=file]").setInputFiles(brought("holiday.jpg", "\u0000\u0001<script>"));
      page.locator("[aria-current=step]").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
      Looks.awaitLoaded(page);
      assertTrue(page.locator("main .page h2, main .page h3, main .page p").allInnerTexts().stream()
          .anyMatch(text -> text.contains("не запись") || text.contains("not a flight record")),
          page.locator("main").innerText());
    }
  }

  private static FilePayload brought(String name, String text) {
    return new FilePayload(name, "text/plain", text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  @DisplayName("P17.1: the pages of truth and replay read well in both themes and at any width")
  void the_pages_read_well() {
    var faults = new ArrayList<String>();
    try (Visit visit = admin("/truth")) {
      for (String path : List.of("/truth", "/replay", "/calls/" + call + "/replay")) {
        visit.page().navigate(path);
        faults.addAll(lookOver(visit, path));
      }
      faults.addAll(visit.complaints());
    }
    assertEquals(List.of(), faults);
  }

  private static List<String> lookOver(Visit visit, String path) {
    Page page = visit.page();
    Looks.awaitLoaded(page);
    var faults = new ArrayList<>(Looks.axe(page).map(fault -> path + ": " + fault).toList());
    for (int width : List.of(WIDE, 1280)) {
      visit.width(width);
      Looks.cut(page).map(fault -> path + " at " + width + ": " + fault).forEach(faults::add);
    }
    visit.twiceTheSize();
    Looks.sidewaysScroll(page).map(fault -> path + " at 200 %: " + fault).forEach(faults::add);
    visit.width(390);
    Looks.sidewaysScroll(page).map(fault -> path + " at 390: " + fault).forEach(faults::add);
    visit.width(WIDE);
    visit.theme(ColorScheme.DARK);
    Looks.contrast(page).map(fault -> path + " in the dark: " + fault).forEach(faults::add);
    visit.theme(ColorScheme.LIGHT);
    return faults;
  }

  @Test
  void the_demos_link_is_up_and_its_truth_is_told() {
    try (Guest admin = house.guest(Role.ADMIN)) {
      Await.until(() -> admin.get("/api/truth").getJsonArray("pbxs").stream().map(JsonObject.class::cast)
          .allMatch(pbx -> pbx.getBoolean("up")), "the demo's PBX is not connected");
    }
  }
}
