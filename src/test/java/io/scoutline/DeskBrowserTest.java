package io.scoutline;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.scoutline.pbx.simulator.scenario.Behaviour;
import io.scoutline.pbx.simulator.scenario.Scenario;
import io.scoutline.platform.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees of an incoming call, in a real browser over real sockets. */
class DeskBrowserTest {

  @RegisterExtension
  static final TestDatabase postgres = new TestDatabase();

  @TempDir
  static Path folder;

  private static final LocatorAssertions.IsVisibleOptions PATIENTLY =
      new LocatorAssertions.IsVisibleOptions().setTimeout(60_000);

  private static Office office;
  private static Chromium chromium;

  @BeforeAll
  static void open() {
    office = new Office(folder, () -> new JsonObject().put("host", postgres.address().host())
        .put("port", postgres.address().port()).put("name", postgres.address().name())
        .put("user", postgres.address().user()).put("password", postgres.address().password()));
    office.addClient("Север-Логистик", "Ирина Гаврилова", "+74951234567", "manager");
    chromium = new Chromium();
  }

  @AfterAll
  static void shut() {
    chromium.close();
    office.close();
  }

  @Test
  void the_card_opens_in_the_managers_browser_and_closes_once_written_up() {
    var visit = chromium.signedIn(office.app.port(), "manager", Office.PASSWORD, "/desk", 1440, ColorScheme.LIGHT);
    Page page = visit.page();
    assertThat(page.getByText("No calls")).isVisible(PATIENTLY);
    var call = office.pbx.call(Scenario.inbound("+74951234567", "74950000000")
        .phone("101", Behaviour.answersAfter(Duration.ofSeconds(10))).talk(Duration.ofSeconds(60)).clientHangsUp());
    assertThat(page.getByRole(com.microsoft.playwright.options.AriaRole.HEADING,
        new Page.GetByRoleOptions().setName("Север-Логистик"))).isVisible(PATIENTLY); // P3.1
    assertThat(page.getByText("Ирина Гаврилова").first()).isVisible(PATIENTLY);
    call.completion().join();
    page.locator("textarea").first().fill("Send the offer");
    page.keyboard().press("Control+Enter");
    assertThat(page.getByText("No calls")).isVisible(PATIENTLY);
    assertEquals(List.of(), visit.complaints()); // no error, no violation of the content policy (P16.2)
  }

  @Test
  void axe_finds_nothing_on_the_desk_and_the_board_in_both_themes() {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      for (String path : List.of("/desk", "/board")) {
        var visit = chromium.signedIn(office.app.port(), "head", Office.PASSWORD, path, 1440, scheme);
        assertThat(visit.page().locator("main h1, main h2").first()).isVisible(PATIENTLY);
        assertEquals(List.of(), new AxeBuilder(visit.page()).analyze().getViolations().stream()
            .map(violation -> path + " " + scheme + ": " + violation.getId() + " " + violation.getNodes().stream()
                .map(node -> node.getHtml()).toList()).toList());
      }
    }
  }
}
