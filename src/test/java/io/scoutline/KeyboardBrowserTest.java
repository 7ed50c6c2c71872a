package io.scoutline;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.scoutline.pbx.simulator.scenario.Behaviour;
import io.scoutline.pbx.simulator.scenario.Scenario;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A working day without a mouse, on a keyboard switched to Russian: keys are places, not letters. */
class KeyboardBrowserTest {

  @RegisterExtension
  static final BrowserOffice browser = new BrowserOffice(KeyboardBrowserTest::threeClients);

  private static final LocatorAssertions.IsVisibleOptions PATIENTLY =
      new LocatorAssertions.IsVisibleOptions().setTimeout(30_000);

  @Test
  @DisplayName("P16.2: from the sign-in to the next page, a client found and opened by keys alone")
  void pages_and_lists_are_walked_by_keys() {
    try (var visit = browser.stranger("/", ColorScheme.LIGHT)) {
      Page page = visit.page();
      var keys = new CyrillicKeyboard(page);
      signIn(page);

      keys.pressCtrl('k');
      assertThat(page.getByRole(AriaRole.COMBOBOX)).isFocused();
      keys.type("клиенты");
      page.keyboard().press("Enter");
      assertThat(heading(page, "Клиенты")).isVisible(PATIENTLY);

      Locator rows = page.locator("tr[data-row]");
      assertThat(rows).hasCount(3);
      keys.press('j');
      assertThat(rows.nth(0)).isFocused();
      keys.press('j');
      keys.press('j');
      keys.press('k');
      assertThat(rows.nth(1)).isFocused();
      String chosen = rows.nth(1).locator("a").first().innerText();
      page.keyboard().press("Enter");
      assertThat(heading(page, chosen)).isVisible(PATIENTLY);

      keys.pressQuestionMark();
      assertThat(page.getByRole(AriaRole.DIALOG).getByText("Все действия")).isVisible(PATIENTLY);
      page.keyboard().press("Escape");
      assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
      assertThat(heading(page, chosen)).isVisible(); // Esc closes only what lies on top

      keys.press('g');
      keys.press('d');
      assertThat(page).hasURL(Pattern.compile("/desk$"));
    }
  }

  @Test
  @DisplayName("P3.1, P3.5: the note of a call is begun, written and saved by keys alone")
  void a_call_is_written_up_by_keys() {
    try (var visit = browser.stranger("/desk", ColorScheme.DARK)) {
      Page page = visit.page();
      var keys = new CyrillicKeyboard(page);
      signIn(page);
      assertThat(page.getByText("Звонков нет").first()).isVisible(PATIENTLY);

      var call = browser.office.pbx.call(Scenario.inbound("+74951230002", "74950000000")
          .phone("101", Behaviour.answersAfter(Duration.ofSeconds(10))).talk(Duration.ofSeconds(60)).clientHangsUp());
      assertThat(heading(page, "Бета-Транс")).isVisible(PATIENTLY);
      keys.press('n');
      assertThat(page.locator("textarea")).isFocused();
      keys.type("Ждёт счёт на новую партию"); // no letter of it is taken for a command
      assertThat(page.locator("textarea")).hasValue("Ждёт счёт на новую партию");
      call.completion().join();
      page.keyboard().press("Control+Enter");

      assertThat(page.getByText("Звонков нет").first()).isVisible(PATIENTLY);
      try (Guest manager = browser.office.guest("manager")) {
        Await.until(() -> manager.get("/api/calls").getJsonArray("items").getJsonObject(0)
            .getString("note", "").equals("Ждёт счёт на новую партию"), "the note is not on the call's line");
      }
    }
  }

  private static void threeClients(Office office) {
    office.addClient("Альфа-Строй", "Пётр Седов", "+74951230001", "manager");
    office.addClient("Бета-Транс", "Ирина Гаврилова", "+74951230002", "manager");
    office.addClient("Вега-Трейд", "Олег Нилов", "+74951230003", "manager");
    try (Guest guest = office.guest("manager")) {
      assertEquals(200, guest.status("PATCH", "/api/me", new JsonObject().put("locale", "ru")));
    }
  }

  /** Names and passwords are Latin, so for these the layout is switched. */
  private static void signIn(Page page) {
    assertThat(page.locator("input[autocomplete=username]")).isFocused();
    page.keyboard().type("manager");
    page.keyboard().press("Tab");
    page.keyboard().type(Office.PASSWORD);
    page.keyboard().press("Enter");
    assertThat(page.locator("#navigation")).isVisible(PATIENTLY);
  }

  private static Locator heading(Page page, String name) {
    return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name)).first();
  }
}
