package io.scoutline;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.scoutline.Chromium.Visit;
import io.scoutline.kernel.Role;
import io.scoutline.platform.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pictures of the documentation, taken from the running demo; {@code -Dpictures=docs/images} puts them where the
 * documentation shows them, otherwise they are in {@code target/pictures}.
 */
class PicturesBrowserTest {

  private static final Path TO = Path.of(System.getProperty("pictures", "target/pictures"));
  /** A Wednesday afternoon in Moscow, on the server as in the browser. */
  private static final Duration AHEAD = Duration.between(Instant.now(), Instant.parse("2026-11-25T11:40:00Z"));
  private static final int HEIGHT = 980;
  private static final LocatorAssertions.IsVisibleOptions PATIENTLY =
      new LocatorAssertions.IsVisibleOptions().setTimeout(90_000);

  /** Clients of the demo call by chance, twice in a minute or so. */
  private static final LocatorAssertions.IsVisibleOptions UNTIL_ONE_CALLS =
      new LocatorAssertions.IsVisibleOptions().setTimeout(600_000);

  @RegisterExtension
  static final TestDatabase postgres = new TestDatabase();

  @TempDir
  static Path folder;

  private static DemoHouse house;
  private static Chromium chromium;

  @BeforeAll
  static void open() throws IOException {
    Files.createDirectories(TO);
    house = new DemoHouse(postgres, folder, Clock.offset(Clock.systemUTC(), AHEAD));
    chromium = new Chromium();
  }

  @AfterAll
  static void shut() {
    chromium.close();
    house.close();
  }

  @Test
  @DisplayName("P17.1, P3.1: a client of the demo calls, and their card is on the desk")
  void the_desk_with_a_client_on_the_line() {
    try (Visit visit = signedIn(Role.MANAGER, "/desk")) {
      Page page = visit.page();
      Locator answer = page.locator("[aria-keyshortcuts=A]");
      // Strangers call too, and have no dossier.
      assertThat(page.locator("article .dossier li").first()).isVisible(UNTIL_ONE_CALLS);
      answer.click();
      page.locator("textarea").fill("Просит счёт на 40 паллет до пятницы. Перезвонить в 16:00.");
      assertThat(page.locator("article h2.name")).isVisible(PATIENTLY);
      assertThat(page.locator("article .dossier li").first()).isVisible(PATIENTLY);
      assertThat(page.getByText("черновик сохранён").first()).isVisible(PATIENTLY);
      take(visit, "desk");
    }
  }

  @Test
  @DisplayName("P17.1, P7.3: the board has the people of the demo against their norms")
  void the_board_in_the_afternoon() {
    try (Visit visit = signedIn(Role.HEAD, "/board")) {
      assertThat(visit.page().locator("tr[data-row]").nth(11)).isVisible(PATIENTLY);
      assertThat(visit.page().locator("tr[data-row] td.wide .norm").first()).isVisible(PATIENTLY);
      take(visit, "board");
    }
  }

  @Test
  @DisplayName("P17.1, P6.2: a call of the demo has both sides to see and to hear")
  void the_player_with_a_conversation() {
    try (Guest head = house.guest(Role.HEAD); Visit visit = signedIn(Role.HEAD, "/calls/" + toListenTo(head))) {
      Page page = visit.page();
      Player.awaitBothLanes(page);
      page.locator("[role=slider] canvas").click(new Locator.ClickOptions().setPosition(260, 60));
      Player.play(page);
      Player.stop(page);
      take(visit, "player");
    }
  }

  /** A conversation of some minutes with a note. */
  private static String toListenTo(Guest head) {
    List<JsonObject> calls = head.get("/api/calls?disposition=answered&limit=100").getJsonArray("items").stream()
        .map(JsonObject.class::cast).toList();
    Optional<JsonObject> found = calls.stream().filter(call -> !call.getJsonArray("recordings").isEmpty()
        && call.getString("note") != null && call.getLong("talkMs") > 60_000
        && call.getString("direction").equals("inbound")).findFirst();
    return found.orElseThrow(() -> new AssertionError("no such call among " + calls)).getString("id");
  }

  private static void take(Visit visit, String name) {
    Looks.awaitLoaded(visit.page());
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      visit.theme(scheme);
      visit.page().mouse().move(1439, HEIGHT - 1);
      byte[] picture = visit.page().screenshot(new Page.ScreenshotOptions()
          .setPath(TO.resolve(name + "-" + scheme.name().toLowerCase(Locale.ROOT) + ".png")));
      assertTrue(hues(picture) > 50, name + " is blank");
    }
    assertEquals(List.of(), visit.complaints());
  }

  private static long hues(byte[] picture) {
    try {
      var image = ImageIO.read(new ByteArrayInputStream(picture));
      return IntStream.range(0, image.getWidth() * image.getHeight())
          .map(at -> image.getRGB(at % image.getWidth(), at / image.getWidth())).distinct().count();
    } catch (IOException broken) {
      throw new AssertionError(broken);
    }
  }

  private static Visit signedIn(Role role, String path) {
    var who = house.signIn(role);
    Visit visit = chromium.signedIn(house.app.port(), who.login(), who.password(), "/", 1440, ColorScheme.LIGHT);
    visit.page().setViewportSize(1440, HEIGHT);
    visit.page().addInitScript("""
        const Now = Date
        Date = class extends Now {
          constructor(...given) { super(...(given.length ? given : [Now.now() + %1$d])) }
          static now() { return Now.now() + %1$d }
        }""".formatted(AHEAD.toMillis()));
    visit.page().navigate(path);
    return visit;
  }
}
