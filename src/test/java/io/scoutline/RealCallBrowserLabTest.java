package io.scoutline;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.scoutline.lab.LabAsterisk;
import io.scoutline.lab.SharedLab;
import io.scoutline.lab.SipCall;
import io.scoutline.lab.Voice;
import io.scoutline.platform.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A real call from end to end: a real Asterisk with real sound, the whole server, and a real browser. */
@ExtendWith(SharedLab.class)
class RealCallBrowserLabTest {

  private static final String CLIENT = "+74951234567";
  private static final String PAINTED =
      "() => performance.getEntriesByType('mark').some((mark) => mark.name.startsWith('card-painted'))";
  private static final LocatorAssertions.IsVisibleOptions PATIENTLY =
      new LocatorAssertions.IsVisibleOptions().setTimeout(60_000);
  private static final LocatorAssertions.HasTextOptions SOON =
      new LocatorAssertions.HasTextOptions().setTimeout(60_000);

  @RegisterExtension
  static final TestDatabase postgres = new TestDatabase();

  @TempDir
  static Path folder;

  private static LabAsterisk lab;
  private static LabOffice office;
  private static Chromium chromium;

  @BeforeAll
  static void open(LabAsterisk shared) {
    lab = shared;
    office = new LabOffice(lab, postgres, folder);
    postgres.database().update("""
        WITH made AS (INSERT INTO clients.client (name, owner, created_at, updated_at)
                      VALUES ('Север-Логистик', $1, now(), now()) RETURNING id)
        INSERT INTO clients.number (client, e164) SELECT id, '+74951234567' FROM made""",
        office.people.get("manager"));
    office.app.clients().catchUp();
    chromium = new Chromium();
  }

  @AfterAll
  static void shut() {
    chromium.close();
    office.close();
  }

  @Test
  @DisplayName("P3.1, P4.2, P6.1, P6.2, P7.3: a real call is seen, answered, written up, heard again and counted")
  void a_real_call_from_the_first_ring_to_the_board() {
    try (var trunk = lab.trunk(); var managersPhone = lab.phone("101", Voice.OWNER);
        var board = signedIn("head", "/board"); var desk = signedIn("manager", "/desk")) {
      Page page = desk.page();
      assertThat(page.getByText("Звонков нет").first()).isVisible(PATIENTLY);
      assertThat(counted(board.page())).hasText("0", SOON);

      SipCall client = trunk.callFrom(CLIENT, "Irina");
      SipCall phone = managersPhone.awaitRing();
      page.waitForFunction(PAINTED);
      assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Север-Логистик"))).isVisible();
      assertEquals(SipCall.Stage.RINGING, phone.stage()); // the card came first: nobody has answered yet

      phone.answer().awaitHeard(Voice.CLIENT);
      client.awaitHeard(Voice.OWNER).awaitMore(Duration.ofSeconds(2)).hangUp();
      page.locator("textarea").fill("Ждёт счёт");
      page.keyboard().press("Control+Enter");
      assertThat(page.getByText("Звонков нет").first()).isVisible(PATIENTLY);

      assertThat(counted(board.page())).hasText("1", SOON);
      listenAgain(page);
      assertEquals(List.of(), desk.complaints());
      assertEquals(List.of(), board.complaints());
    }
  }

  private static void listenAgain(Page page) {
    page.locator("#navigation nav a[href='/calls']").click();
    page.locator("tr[data-row] a").first().click();
    Player.awaitBothLanes(page);
    Player.play(page);
  }

  private static Locator counted(Page board) {
    return board.locator("tr[data-row]").filter(new Locator.FilterOptions()
        .setHasText("manager")).locator(".counted");
  }

  private static Chromium.Visit signedIn(String login, String path) {
    return chromium.signedIn(office.app.port(), login, LabOffice.PASSWORD, path, 1440, ColorScheme.LIGHT);
  }
}
