package io.scoutline;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.RequestOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A real Chromium, Debian's, without a screen. */
final class Chromium implements AutoCloseable {

  private static final double PATIENCE_MS = 60_000;
  private static final int HEIGHT = 900;

  private final Playwright playwright;
  private final Browser browser;

  Chromium() {
    playwright = Playwright.create(new Playwright.CreateOptions()
        .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser = playwright.chromium().launch(new BrowserType.LaunchOptions()
        .setExecutablePath(Path.of("/usr/bin/chromium"))
        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync")));
  }

  /** A page of somebody signed in; what the page complains of is in {@link Visit#complaints}. */
  Visit signedIn(int port, String login, String password, String path, int width, ColorScheme scheme) {
    BrowserContext context = context(port, width, scheme);
    signIn(context, login, password);
    return visit(context, path);
  }

  private static void signIn(BrowserContext context, String login, String password) {
    var answer = context.request().post("/api/session", RequestOptions.create()
        .setData(Map.of("login", login, "password", password)));
    if (!answer.ok()) {
      throw new AssertionError("sign-in of " + login + ": " + answer.status() + " " + answer.text());
    }
  }

  /** A page of somebody whom the server does not know yet. */
  Visit stranger(int port, String path, int width, ColorScheme scheme) {
    return visit(context(port, width, scheme), path);
  }

  private BrowserContext context(int port, int width, ColorScheme scheme) {
    BrowserContext context = browser.newContext(new Browser.NewContextOptions()
        .setBaseURL("http://127.0.0.1:" + port).setViewportSize(width, HEIGHT).setColorScheme(scheme)
        .setReducedMotion(ReducedMotion.REDUCE));
    context.setDefaultTimeout(PATIENCE_MS);
    return context;
  }

  private static Visit visit(BrowserContext context, String path) {
    var visit = new Visit(context.newPage(), new ArrayList<>());
    Page page = visit.page();
    page.onConsoleMessage(message -> {
      if (message.type().equals("error")) {
        visit.complaints().add(page.url() + ": " + message.text());
      }
    });
    page.onPageError(error -> visit.complaints().add(page.url() + ": " + error));
    page.onResponse(response -> {
      if (response.status() >= 400) {
        visit.complaints().add(page.url() + ": " + response.status() + " from " + response.url());
      }
    });
    page.navigate(path);
    return visit;
  }

  /** @param complaints errors on the console, violations of the content policy among them, and refused requests */
  record Visit(Page page, List<String> complaints) implements AutoCloseable {

    /** The same browser in the hands of somebody else, who has no page open yet. */
    void handOver(String login, String password) {
      page.navigate("about:blank");
      page.context().clearCookies();
      signIn(page.context(), login, password);
      complaints.clear();
    }

    void width(int pixels) {
      page.setViewportSize(pixels, HEIGHT);
    }

    /** A screen of 1440 by 900 at 200 %: half as much room each way (WCAG 1.4.4, 1.4.10). */
    void twiceTheSize() {
      page.setViewportSize(1440 / 2, HEIGHT / 2);
    }

    void theme(ColorScheme scheme) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
    }

    @Override
    public void close() {
      page.context().close();
    }
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
