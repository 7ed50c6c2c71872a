package io.scoutline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.RequestOptions;
import io.scoutline.Chromium.Visit;
import io.scoutline.kernel.Role;
import io.scoutline.people.Language;
import io.scoutline.platform.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every page of the demo company, found by the links on the pages themselves: a new page is tried by itself. */
class PagesBrowserTest {

  private static final int NARROW = 390;
  private static final List<Integer> DESKS = List.of(1440, 1366, 1280);
  private static final Map<Language, String> LANGUAGES = Map.of(Language.RU, "Русский", Language.EN, "English");
  private static final List<String> BESIDE_THE_LINKS =
      List.of("/me/password", "/me/sessions", "/board/wall", "/no/such/page");

  @RegisterExtension
  static final TestDatabase postgres = new TestDatabase();

  @TempDir
  static Path folder;

  private static DemoHouse house;
  private static Chromium chromium;
  private static Visit visit;

  @BeforeAll
  static void open() {
    house = new DemoHouse(postgres, folder, Clock.systemUTC());
    chromium = new Chromium();
    visit = chromium.stranger(house.app.port(), "/", DESKS.getFirst(), ColorScheme.LIGHT);
  }

  @AfterAll
  static void shut() {
    visit.close();
    chromium.close();
    house.close();
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  @DisplayName("P16.2, P17.1: each page that a role's navigation offers opens without an error or a refused request")
  void every_page_offered_to_a_role_opens(Role role) {
    handOverTo(role);
    List<String> offered = navigation(visit.page());
    assertTrue(offered.contains("/desk") && offered.size() > 2, offered.toString());
    var faults = new ArrayList<String>();
    for (String path : offered) {
      visit.page().locator("#navigation nav a[href='" + path + "']").click();
      visit.page().waitForURL(url -> url.contains(path));
      faults.addAll(seenAt(path, Looks::errors));
    }
    faults.addAll(visit.complaints());
    assertEquals(List.of(), faults);
  }

  @Test
  @DisplayName("P17.1: on each page axe finds nothing in both themes and languages, and nothing is cut at any width")
  void every_page_reads_well() {
    var known = new LinkedHashSet<String>();
    var faults = new ArrayList<String>();
    for (Role role : List.of(Role.ADMIN, Role.HEAD, Role.MANAGER, Role.SCOUT, Role.RESEARCHER)) {
      handOverTo(role);
      walk(known, path -> faults.addAll(lookOver(role + " " + path)));
      faults.addAll(visit.complaints());
    }
    assertEquals(List.of(), faults);
    assertTrue(known.size() > 15, known.toString());
  }

  @Test
  @DisplayName("P6.2, P16.2: the player reads well in both themes and languages, at any width and at 200 %")
  void the_player_reads_well() {
    handOverTo(Role.HEAD);
    visit.page().navigate("/calls/" + recorded());
    Player.awaitBothLanes(visit.page());
    List<String> faults = lookOver("player");
    faults.addAll(visit.complaints());
    assertEquals(List.of(), faults);
  }

  /** A call whose recording the head may hear; the demo writes its past while it already works. */
  private static String recorded() {
    try (Guest head = house.guest(Role.HEAD)) {
      Supplier<Optional<JsonObject>> found = () -> head.get("/api/calls?disposition=answered&limit=100")
          .getJsonArray("items").stream().map(JsonObject.class::cast)
          .filter(call -> !call.getJsonArray("recordings").isEmpty()).findFirst();
      Await.until(() -> found.get().isPresent(), "no call of the demo has a recording");
      return found.get().orElseThrow().getString("id");
    }
  }

  /** In the language in which the page stands, then in the other: each page in both, with one change a page. */
  private static List<String> lookOver(String where) {
    var faults = new ArrayList<String>();
    for (Language language : spoken() == Language.RU ? List.of(Language.RU, Language.EN)
        : List.of(Language.EN, Language.RU)) {
      speak(language);
      faults.addAll(switch (language) {
        case RU -> lookClosely(where);
        case EN -> seenAt(where + " in English", Looks::wording);
      });
    }
    faults.addAll(seenAt(where, Looks::errors));
    return faults;
  }

  /** Russian words are the longer ones: what holds them holds English too. */
  private static List<String> lookClosely(String where) {
    var faults = new ArrayList<String>();
    for (int width : DESKS) {
      visit.width(width);
      faults.addAll(seenAt(where + " at " + width, Looks::cut));
    }
    visit.twiceTheSize();
    faults.addAll(seenAt(where + " at 200 %", Looks::cut));
    faults.addAll(seenAt(where + " at 200 %", Looks::sidewaysScroll));
    visit.width(NARROW);
    faults.addAll(seenAt(where + " at " + NARROW, Looks::sidewaysScroll));
    visit.width(DESKS.getFirst());
    faults.addAll(seenAt(where, Looks::axe));
    visit.theme(ColorScheme.DARK);
    faults.addAll(seenAt(where + " in the dark", Looks::contrast));
    visit.theme(ColorScheme.LIGHT);
    return faults;
  }

  /** Opens one page of each kind that can be reached by links from here and is not known yet. */
  private static void walk(Set<String> known, Consumer<String> look) {
    Deque<String> toSee = new ArrayDeque<>(navigation(visit.page()));
    toSee.addAll(BESIDE_THE_LINKS);
    while (!toSee.isEmpty()) {
      String path = toSee.removeFirst();
      if (known.add(kind(path))) {
        visit.page().navigate(path);
        Looks.awaitLoaded(visit.page());
        toSee.addAll(hrefs(visit.page(), "main a[href^='/']"));
        look.accept(path);
      }
    }
  }

  /** {@code /clients/17?tab=calls} and {@code /clients/4} are one kind of page. */
  private static String kind(String path) {
    return path.replaceAll("\\?.*", "").replaceAll("/(\\d+|[0-9a-f-]{36})(?=/|$)", "/:id");
  }

  private static List<String> navigation(Page page) {
    return hrefs(page, "#navigation nav a");
  }

  private static List<String> hrefs(Page page, String selector) {
    return page.locator(selector).all().stream().map(link -> link.getAttribute("href"))
        .filter(href -> !href.startsWith("/api/")).toList();
  }

  private static List<String> seenAt(String where, Function<Page, Stream<String>> look) {
    Looks.awaitLoaded(visit.page());
    return look.apply(visit.page()).map(fault -> where + ": " + fault).toList();
  }

  /**
   * One browser for all: what it has loaded of the pages it need not load again. Whoever holds it is away, for a client
   * of the demo who rings would put their card before the page that is read.
   */
  private static void handOverTo(Role role) {
    var who = house.signIn(role);
    visit.handOver(who.login(), who.password());
    change(visit.page().request()::put, "/api/me/availability", Map.of("state", "away", "reason", "meeting"));
    visit.page().navigate("/");
    Looks.awaitLoaded(visit.page());
  }

  private static void change(BiFunction<String, RequestOptions, APIResponse> method, String path, Object body) {
    String csrf = new JsonObject(visit.page().request().get("/api/session").text()).getString("csrf");
    var answer = method.apply(path, RequestOptions.create().setHeader("X-CSRF-Token", csrf).setData(body));
    assertTrue(answer.ok(), answer.text());
  }

  private static Language spoken() {
    return Language.valueOf(visit.page().locator("html").getAttribute("lang").toUpperCase(Locale.ROOT));
  }

  /** Chosen in the menu of the profile, so that the page changes before one's eyes; by a reload where there is none. */
  private static void speak(Language language) {
    Page page = visit.page();
    String code = language.name().toLowerCase(Locale.ROOT);
    if (spoken() == language) {
      return;
    }
    if (page.locator("#navigation").count() > 0) {
      page.locator("#navigation .me").click();
      page.getByRole(AriaRole.MENUITEMRADIO, new Page.GetByRoleOptions().setName(LANGUAGES.get(language))).click();
    } else {
      change(page.request()::patch, "/api/me", Map.of("locale", code));
      page.reload();
    }
    page.waitForFunction("code => document.documentElement.lang === code", code);
    page.waitForFunction("() => !document.querySelector('[role=menu]')");
  }
}
