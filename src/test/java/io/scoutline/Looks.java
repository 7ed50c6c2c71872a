package io.scoutline;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a look at a page finds that should not be there; each finding is one line that says where. */
final class Looks {

  /** Text that does not fit its box, and boxes that stand out of the page or scroll sideways within it. */
  private static final String CUT = """
      () => {
        const found = [];
        const say = (what, element) => found.push(what + ': ' + (element.innerText || element.outerHTML)
          .trim().replace(/\\s+/g, ' ').slice(0, 80));
        const spills = (element, right) => {
          const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
          const words = document.createRange();
          while (walker.nextNode()) {
            words.selectNodeContents(walker.currentNode);
            const hidden = walker.currentNode.parentElement.closest('.aside-text, .cut');
            if (!hidden && words.getBoundingClientRect().right > right) return true;
          }
          return false;
        };
        const main = document.querySelector('main');
        const edge = main.getBoundingClientRect().right + 1;
        for (const one of main.querySelectorAll('*')) {
          const style = getComputedStyle(one);
          const box = one.getBoundingClientRect();
          if (!box.width || style.visibility === 'hidden' || style.position === 'fixed') continue;
          if (one.closest('.aside-text, svg')) continue;
          if (box.right > edge) say('stands out', one);
          const wide = one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0;
          if (wide && /auto|scroll/.test(style.overflowX) && one.tagName !== 'TEXTAREA' && one.tagName !== 'PRE') {
            say('scrolls sideways', one);
          }
          if (wide && /hidden|clip/.test(style.overflowX) && style.textOverflow !== 'ellipsis') say('is cut', one);
          if (one.matches('button, h1, h2, label') && spills(one, box.right + 1)) say('does not fit', one);
        }
        return [...new Set(found)];
      }""";

  private static final String SCROLLS = """
      () => [document.documentElement, document.querySelector('main')]
        .filter((one) => one.scrollWidth > one.clientWidth)
        .map((one) => one.tagName + ' is ' + one.scrollWidth + ' wide, the screen ' + one.clientWidth)""";

  private static final String FOUND = """
      (options) => axe.run(document, { ...options, resultTypes: ['violations'] }).then((result) => result.violations
        .map((one) => `axe ${one.id} ${one.nodes.slice(0, 3).map((node) => node.html).join(', ')}`))""";

  private static final String AXE = axe();

  private Looks() {}

  private static String axe() {
    try (InputStream source = AxeBuilder.class.getResourceAsStream("/axe.min.js")) {
      return "() => {" + new String(source.readAllBytes(), StandardCharsets.UTF_8) + "}";
    } catch (IOException unread) {
      throw new AssertionError(unread);
    }
  }

  /** What axe finds (WCAG 2.2 AA and its good practice). */
  static Stream<String> axe(Page page) {
    return found(page, Map.of());
  }

  /** What axe finds in the colours alone: all that another theme can change. */
  static Stream<String> contrast(Page page) {
    return found(page, Map.of("runOnly",
        Map.of("type", "rule", "values", List.of("color-contrast", "link-in-text-block"))));
  }

  /** What axe finds but for the colours: all that another language can change. */
  static Stream<String> wording(Page page) {
    return found(page, Map.of("rules", Map.of("color-contrast", Map.of("enabled", false))));
  }

  /** Axe is put into a document once, and only what it finds comes back: most of a whole report is what is well. */
  @SuppressWarnings("unchecked")
  private static Stream<String> found(Page page, Map<String, Object> options) {
    if (!(boolean) page.evaluate("() => Boolean(window.axe)")) {
      page.evaluate(AXE);
    }
    return ((List<String>) page.evaluate(FOUND, options)).stream();
  }

  @SuppressWarnings("unchecked")
  static Stream<String> cut(Page page) {
    return ((List<String>) page.evaluate(CUT)).stream();
  }

  @SuppressWarnings("unchecked")
  static Stream<String> sidewaysScroll(Page page) {
    return ((List<String>) page.evaluate(SCROLLS)).stream();
  }

  /** Errors that the page shows to the person. */
  static Stream<String> errors(Page page) {
    return page.locator("[data-sonner-toast][data-type=error]").allInnerTexts().stream().map(text -> "toast " + text);
  }

  /** Waits until the page has what it shows: its heading, and nothing still on its way. */
  static void awaitLoaded(Page page) {
    page.waitForFunction("""
        () => document.querySelector('main h1, main h2') && !document.querySelector('.skeleton')
          && document.fonts.status === 'loaded'""");
  }
}
