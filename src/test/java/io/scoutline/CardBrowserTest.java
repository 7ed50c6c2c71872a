package io.scoutline;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.scoutline.Chromium.Visit;
import io.scoutline.pbx.simulator.scenario.Behaviour;
import io.scoutline.pbx.simulator.scenario.Scenario;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the card of a call reads: at a desk and on a telephone, in each language and theme. */
class CardBrowserTest {

  private static final String NAME = "ООО «Северо-Западная Логистическая Компания»";
  private static final LocatorAssertions.IsVisibleOptions PATIENTLY =
      new LocatorAssertions.IsVisibleOptions().setTimeout(30_000);

  @RegisterExtension
  static final BrowserOffice browser = new BrowserOffice(office ->
      office.addClient(NAME, "Константин Константинопольский", "+74951234567", "manager"));

  @ParameterizedTest
  @ValueSource(strings = {"ru", "en"})
  @DisplayName("P3.1: the card of a call reads well in the call and after it")
  void the_card_reads_well_in_each_phase(String language) {
    try (Guest manager = browser.office.guest("manager");
        Visit visit = browser.signedIn("manager", "/desk", ColorScheme.LIGHT)) {
      assertEquals(200, manager.status("PATCH", "/api/me", new JsonObject().put("locale", language)));
      Page page = visit.page();
      page.reload();
      assertThat(page.locator(".calm")).isVisible(PATIENTLY);
      var faults = new ArrayList<String>();

      var call = browser.office.pbx.call(Scenario.inbound("+74951234567", "74950000000")
          .phone("101", Behaviour.answersAfter(Duration.ofSeconds(5))).talk(Duration.ofHours(1)).clientHangsUp());
      assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(NAME))).isVisible(PATIENTLY);
      assertThat(page.locator(".phone.bad")).isVisible(PATIENTLY);
      look(visit, "talking", faults);
      browser.office.pbx.desk().hangup("101").join();
      call.completion().join();
      assertThat(page.locator(".phone.accent")).isVisible(PATIENTLY);
      look(visit, "wrap-up", faults);

      page.keyboard().press("Control+Enter");
      assertThat(page.locator(".calm")).isVisible(PATIENTLY);
      faults.addAll(visit.complaints());
      assertEquals(List.of(), faults);
    }
  }

  private static void look(Visit visit, String phase, List<String> faults) {
    Page page = visit.page();
    Looks.awaitLoaded(page);
    visit.width(1280);
    add(faults, phase + " at 1280", Looks.cut(page));
    visit.twiceTheSize();
    add(faults, phase + " at 200 %", Stream.concat(Looks.cut(page), Looks.sidewaysScroll(page)));
    visit.width(390);
    add(faults, phase + " at 390", Looks.sidewaysScroll(page));
    visit.width(1440);
    add(faults, phase + " at 1440", Looks.cut(page));
    add(faults, phase, Looks.axe(page));
    visit.theme(ColorScheme.DARK);
    add(faults, phase + " in the dark", Looks.contrast(page));
    visit.theme(ColorScheme.LIGHT);
    add(faults, phase, Looks.errors(page));
  }

  private static void add(List<String> faults, String where, Stream<String> found) {
    found.map(fault -> where + ": " + fault).forEach(faults::add);
  }
}
