package io.scoutline;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.scoutline.Chromium.Visit;
import io.scoutline.pbx.simulator.scenario.Behaviour;
import io.scoutline.pbx.simulator.scenario.Scenario;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is put right, and what is warned of, on the pages themselves. */
class PutRightBrowserTest {

  private static final String SECRET = "Гамма-Тайная";
  private static final LocatorAssertions.IsVisibleOptions PATIENTLY =
      new LocatorAssertions.IsVisibleOptions().setTimeout(30_000);

  @RegisterExtension
  static final BrowserOffice browser = new BrowserOffice(PutRightBrowserTest::furnish);

  private static void furnish(Office office) {
    office.addClient("Альфа-Строй", "Пётр Седов", "+74951230001", "manager");
    office.addClient("Бета-Транс", "Ирина Гаврилова", "+74951230002", "manager");
    office.addClient(SECRET, "Олег Нилов", "+74951230003", "deputy");
  }

  @Test
  @DisplayName("P3.3: whoever reviews a call says by keys with whom it was, and takes it back")
  void a_call_of_a_wrongly_named_client_is_put_right_on_its_page() {
    String call = spokenWith("+74951230001");
    try (Visit visit = browser.signedIn("head", "/calls/" + call, ColorScheme.LIGHT)) {
      Page page = visit.page();
      Locator title = page.locator("h1");
      assertThat(title).hasText("Пётр Седов, Альфа-Строй");
      var keys = new CyrillicKeyboard(page);
      keys.press('e');
      Locator dialog = page.getByRole(AriaRole.DIALOG);
      assertThat(dialog.getByText("Пётр Седов")).isVisible(PATIENTLY);
      assertEquals(List.of(), looksOf(visit));

      keys.type("бета");
      assertThat(dialog.getByText("Бета-Транс")).isVisible(PATIENTLY);
      page.keyboard().press("ArrowDown");
      page.keyboard().press("Enter");
      assertThat(dialog.getByText("Ирина Гаврилова")).isVisible(PATIENTLY);
      assertEquals(List.of(), looksOf(visit));
      page.keyboard().press("Enter");

      assertThat(dialog).hasCount(0);
      assertThat(title).hasText("Ирина Гаврилова, Бета-Транс");
      keys.press('u');
      assertThat(title).hasText("Пётр Седов, Альфа-Строй");
      assertEquals(List.of(), visit.complaints());
    }
  }

  @Test
  void whoever_may_not_say_it_is_offered_nothing() {
    String call = spokenWith("+74951230001");
    browser.office.app.database().update("UPDATE calls.call SET started_at = started_at - interval '5 days'"
        + " WHERE id = $1::text::uuid", call);
    browser.office.restart();
    try (Guest manager = browser.office.guest("manager")) {
      manager.status("POST", "/api/calls/" + call + "/write-up", new JsonObject().put("note", "Расчёт"));
    }
    try (Visit visit = browser.signedIn("manager", "/calls/" + call, ColorScheme.DARK)) {
      assertThat(visit.page().locator("h1")).hasText("Пётр Седов, Альфа-Строй");
      assertThat(visit.page().getByText("It was another client")).hasCount(0);
    }
  }

  @Test
  @DisplayName("P3.3, P16.1: a number of somebody else's client is added knowingly, and its client stays unnamed")
  void a_number_that_is_another_clients_is_warned_of() {
    try (Guest guest = browser.office.guest("manager")) {
      long client = guest.get("/api/clients?q=%D0%B0%D0%BB%D1%8C%D1%84%D0%B0").getJsonArray("items").getJsonObject(0)
          .getLong("id");
      try (Visit visit = browser.signedIn("manager", "/clients/" + client, ColorScheme.DARK)) {
        Page page = visit.page();
        Looks.awaitLoaded(page);
        button(page, "Add a number").first().click();
        Locator number = page.locator("input[type=tel]");
        number.fill("8 495 123-00-03");
        page.locator("form.adding button[type=submit]").click();
        assertThat(page.getByText("Of a client whom you may not see.")).isVisible(PATIENTLY);
        assertThat(number).hasValue("8 495 123-00-03");
        assertFalse(page.content().contains(SECRET));
        assertEquals(List.of(), looksOf(visit));

        button(page, "Add it here too").click();
        assertThat(page.locator("li.number")).hasCount(2);
      }
    }
  }

  @Test
  @DisplayName("P7.3: at 200 % the board shows people; P5.7: whoever has no norm is told of none")
  void the_board_leaves_room_for_its_lines_and_explains_what_there_is() {
    try (Visit visit = browser.signedIn("head", "/board", ColorScheme.LIGHT)) {
      Locator line = visit.page().locator("tr[data-row]").first();
      assertThat(line).isVisible(PATIENTLY);
      assertThat(visit.page().locator(".legend li")).hasCount(4);
      visit.twiceTheSize();
      assertThat(line).isInViewport();
    }
    try (Visit visit = browser.signedIn("manager", "/board", ColorScheme.LIGHT)) {
      assertThat(visit.page().locator("tr[data-row]").first()).isVisible(PATIENTLY);
      assertThat(visit.page().locator(".legend li")).hasCount(1);
      assertThat(visit.page().getByText("no norm")).hasCount(0);
    }
  }

  /** At a desk and on a phone, in both themes; the page is left as wide as it was. */
  private static List<String> looksOf(Visit visit) {
    Page page = visit.page();
    visit.width(390);
    List<String> narrow = Stream.of(Looks.sidewaysScroll(page), Looks.cut(page)).flatMap(found -> found).toList();
    visit.width(1440);
    visit.theme(ColorScheme.DARK);
    List<String> dark = Looks.contrast(page).toList();
    visit.theme(ColorScheme.LIGHT);
    return Stream.of(narrow.stream(), dark.stream(), Looks.axe(page)).flatMap(found -> found).toList();
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
  }

  /** A conversation of the manager with whoever calls from there. */
  private static String spokenWith(String number) {
    browser.office.pbx.call(Scenario.inbound(number, "74950000000")
        .phone("101", Behaviour.answersAfter(Duration.ofSeconds(2))).talk(Duration.ofSeconds(20)).clientHangsUp())
        .completion().join();
    try (Guest manager = browser.office.guest("manager")) {
      Await.until(() -> !answered(manager).isEmpty(), "the call has no row");
      return answered(manager).getFirst();
    }
  }

  private static List<String> answered(Guest guest) {
    return guest.get("/api/calls?disposition=answered").getJsonArray("items").stream()
        .map(line -> ((JsonObject) line).getString("id")).toList();
  }
}
