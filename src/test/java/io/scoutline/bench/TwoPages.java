package io.scoutline.bench;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.RequestOptions;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One real Chromium with two windows, both drawn all the time: the desk of one person, and the bare path's page. For
 * one thread, as Playwright is.
 */
final class TwoPages implements AutoCloseable {

  private static final double PATIENCE_MS = 60_000;
  /** Tells of the page's own mark, after it was set, and what the head of the card in front says. */
  private static final String TELL_PAINTS = """
      window.__scoutlinePainted = (callId, version, at) => {
        window.benchPainted(callId, at, document.querySelector('article h2')?.textContent?.trim() ?? '')
      }
      """;
  private static final String TAKE = "() => window.__painted.splice(0)";
  private static final String FRAME = """
      () => new Promise(done => {
        let first = 0, frames = 0
        const next = at => {
          if (frames === 0) first = at
          if (frames++ === 60) done((at - first) / 60)
          else requestAnimationFrame(next)
        }
        requestAnimationFrame(next)
      })""";
  private static final String NOW = "() => performance.timeOrigin + performance.now()";

  /**
   * @param at the second animation frame, by the page's clock
   * @param shown name of the client on the card that was in front; empty for the bare page
   */
  record Paint(String id, long at, String shown) {}

  private final Playwright playwright;
  private final Browser browser;
  private Page desk;
  private Page bare;
  private final Deque<Paint> cards = new ArrayDeque<>();

  TwoPages() {
    playwright = Playwright.create(new Playwright.CreateOptions()
        .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser = playwright.chromium().launch(new BrowserType.LaunchOptions()
        .setExecutablePath(Path.of("/usr/bin/chromium"))
        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync")));
  }

  void openDesk(int port, String login, String password) {
    BrowserContext context = context("http://127.0.0.1:" + port);
    context.exposeBinding("benchPainted", (_, said) ->
        cards.add(new Paint((String) said[0], at(said[1]), (String) said[2])));
    context.addInitScript(TELL_PAINTS);
    var answer = context.request().post("/api/session",
        RequestOptions.create().setData(Map.of("login", login, "password", password)));
    if (!answer.ok()) {
      throw new IllegalStateException("sign-in of " + login + ": " + answer.status());
    }
    desk = context.newPage();
    desk.navigate("/desk");
    desk.locator("main h1").first().waitFor();
  }

  void openBare(BarePath path) {
    bare = context(path.url()).newPage();
    bare.navigate("/");
    bare.waitForCondition(path::pageIsThere);
  }

  private BrowserContext context(String base) {
    BrowserContext context = browser.newContext(
        new Browser.NewContextOptions().setBaseURL(base).setViewportSize(1440, 900));
    context.setDefaultTimeout(PATIENCE_MS);
    return context;
  }

  /** Waits for the first paint of a card of another call than these. */
  Paint awaitCard(Set<String> earlier) {
    while (true) {
      desk.waitForCondition(() -> !cards.isEmpty());
      Paint paint = cards.remove();
      if (!earlier.contains(paint.id())) {
        return paint;
      }
    }
  }

  /** What the bare page has painted since the last time. */
  List<Paint> takeBare() {
    return ((List<?>) bare.evaluate(TAKE)).stream().map(each -> (List<?>) each)
        .map(each -> new Paint((String) each.get(0), at(each.get(1)), "")).toList();
  }

  private static long at(Object milliseconds) {
    return HostClock.ofPage(((Number) milliseconds).doubleValue());
  }

  /** Milliseconds between two animation frames, of the desk and of the bare page. */
  List<Double> frames() {
    return List.of(((Number) desk.evaluate(FRAME)).doubleValue(), ((Number) bare.evaluate(FRAME)).doubleValue());
  }

  /** How far the pages' clocks are from the host's now, each as the nearest of many looks. */
  List<ClockOffset> clockOffsets(HostClock clock) {
    return List.of(offset(desk, clock), offset(bare, clock));
  }

  /** The page was asked between two readings of the host's clock; half the time between them is the doubt. */
  private static ClockOffset offset(Page page, HostClock clock) {
    ClockOffset nearest = null;
    for (int look = 0; look < 200; look++) {
      long before = clock.nanos();
      long there = at(page.evaluate(NOW));
      long after = clock.nanos();
      var seen = new ClockOffset(there - (before + after) / 2, (after - before) / 2);
      nearest = nearest == null || seen.doubtNanos() < nearest.doubtNanos() ? seen : nearest;
    }
    return nearest;
  }

  String version() {
    return browser.version();
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
