package io.scoutline;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.RequestOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A real Chromium, Debian's, without a screen. */
final class Chromium implements AutoCloseable {

  private static final double PATIENCE_MS = 60_000;

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
    BrowserContext context = browser.newContext(new Browser.NewContextOptions()
        .setBaseURL("http://127.0.0.1:" + port).setViewportSize(width, 900).setColorScheme(scheme));
    context.setDefaultTimeout(PATIENCE_MS);
    var answer = context.request().post("/api/session", RequestOptions.create()
        .setData(Map.of("login", login, "password", password)));
    if (!answer.ok()) {
      throw new AssertionError("sign-in of " + login + ": " + answer.status() + " " + answer.text());
    }
    var visit = new Visit(context.newPage(), new ArrayList<>());
    visit.page().onConsoleMessage(message -> {
      if (message.type().equals("error")) {
        visit.complaints().add(message.text());
      }
    });
    visit.page().onPageError(visit.complaints()::add);
    visit.page().navigate(path);
    return visit;
  }

  record Visit(Page page, List<String> complaints) {}

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
