package io.scoutline;

import com.microsoft.playwright.options.ColorScheme;
import io.scoutline.Chromium.Visit;
import io.scoutline.platform.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The small company of {@link Office} and a browser to look at it with, opened and shut with a test class. */
final class BrowserOffice implements BeforeAllCallback, AfterAllCallback {

  private static final int WIDTH = 1440;

  private final TestDatabase postgres = new TestDatabase();
  private final Consumer<Office> furnish;
  private Path folder;
  private Chromium chromium;
  Office office;

  /** @param furnish what the company has besides its people */
  BrowserOffice(Consumer<Office> furnish) {
    this.furnish = furnish;
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    postgres.beforeAll(context);
    folder = Files.createTempDirectory("office");
    office = new Office(folder, postgres.config());
    furnish.accept(office);
    chromium = new Chromium();
  }

  Visit signedIn(String login, String path, ColorScheme scheme) {
    return chromium.signedIn(office.app.port(), login, Office.PASSWORD, path, WIDTH, scheme);
  }

  /** Somebody in front of the sign-in page. */
  Visit stranger(String path, ColorScheme scheme) {
    return chromium.stranger(office.app.port(), path, WIDTH, scheme);
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    chromium.close();
    office.close();
    postgres.afterAll(context);
    try (Stream<Path> left = Files.walk(folder)) {
      List<Path> deepestFirst = left.sorted(Comparator.reverseOrder()).toList();
      for (Path one : deepestFirst) {
        Files.delete(one);
      }
    }
  }
}
