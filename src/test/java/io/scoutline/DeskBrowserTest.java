package io.scoutline;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.scoutline.Chromium.Visit;
import io.scoutline.kernel.PersonId;
import io.scoutline.pbx.simulator.scenario.Behaviour;
import io.scoutline.pbx.simulator.scenario.Scenario;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person sees of an incoming call, in a real browser over real sockets. */
class DeskBrowserTest {

  @RegisterExtension
  static final BrowserOffice browser = new BrowserOffice(office ->
      office.addClient("Север-Логистик", "Ирина Гаврилова", "+74951234567", "manager"));

  private static final LocatorAssertions.IsVisibleOptions PATIENTLY =
      new LocatorAssertions.IsVisibleOptions().setTimeout(60_000);

  @Test
  @DisplayName("P3.1, P3.5: the card opens in the manager's browser and closes once it is written up")
  void the_card_opens_in_the_managers_browser_and_closes_once_written_up() {
    try (Visit visit = browser.signedIn("manager", "/desk", ColorScheme.LIGHT)) {
      Page page = visit.page();
      List<String> asked = new ArrayList<>();
      page.onWebSocket(socket -> socket.onFrameSent(frame -> {
        if (frame.text().contains("\"topic\":\"board\"")) {
          asked.add(frame.text());
        }
      }));
      page.reload();
      assertThat(page.getByText("No calls")).isVisible(PATIENTLY);
      // The idle desk comes and goes with each call: its own day must not send for the whole board each time.
      page.waitForCondition(() -> !asked.isEmpty());
      var call = browser.office.pbx.call(Scenario.inbound("+74951234567", "74950000000")
          .phone("101", Behaviour.answersAfter(Duration.ofSeconds(10))).talk(Duration.ofSeconds(60)).clientHangsUp());
      assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Север-Логистик")))
          .isVisible(PATIENTLY);
      assertThat(page.getByText("Ирина Гаврилова").first()).isVisible(PATIENTLY);
      call.completion().join();
      page.locator("textarea").first().fill("Send the offer");
      page.keyboard().press("Control+Enter");
      assertThat(page.getByText("No calls")).isVisible(PATIENTLY);
      assertEquals(1, asked.size(), asked::toString);
      assertEquals(List.of(), visit.complaints()); // no error, no violation of the content policy (P16.2)
    }
  }

  @Test
  @DisplayName("P16.1: whose role is taken away loses the page at once, and is not asked to sign in again")
  void a_change_of_role_changes_the_open_page_without_a_new_sign_in() {
    try (Guest admin = browser.office.guest("admin");
        Visit visit = browser.signedIn("super", "/norms", ColorScheme.LIGHT)) {
      Page page = visit.page();
      var norms = page.locator("nav a[href='/norms']");
      assertThat(norms).isVisible(PATIENTLY);
      assertThat(page.locator("main h1")).isVisible(PATIENTLY);
      PersonId changed = browser.office.people.get("super");
      assertEquals(200, admin.status("PATCH", "/api/people/" + changed,
          new JsonObject().put("version", 1).put("roles", new JsonArray().add("operations"))));
      assertThat(norms).isHidden(new LocatorAssertions.IsHiddenOptions().setTimeout(60_000));
      page.waitForURL(Pattern.compile(".*/(desk|board)$"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/desk", "/board"})
  @DisplayName("P16.2: axe finds nothing on the desk and the board of a company that has just begun, in both themes")
  void axe_finds_nothing_in_both_themes(String path) {
    try (Visit visit = browser.signedIn("head", path, ColorScheme.LIGHT)) {
      assertThat(visit.page().locator("main h1, main h2").first()).isVisible(PATIENTLY);
      for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        visit.theme(scheme);
        Looks.awaitLoaded(visit.page());
        assertEquals(List.of(), Looks.axe(visit.page()).map(fault -> scheme + ": " + fault).toList());
      }
    }
  }
}
