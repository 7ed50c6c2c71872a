package io.scoutline;

import com.microsoft.playwright.Page;

/** The player of recordings on a page, as a listener uses and sees it (P6.2). */
final class Player {

  /** Counts the columns of each lane in which sound is drawn, higher than the line of silence. */
  private static final String BOTH_LANES = """
      () => {
        const canvas = document.querySelector('.player canvas');
        if (!canvas?.width) return false;
        const { width, height } = canvas;
        const dots = canvas.getContext('2d').getImageData(0, 0, width, height).data;
        const loud = (from, to) => {
          let columns = 0;
          for (let x = 0; x < width; x++) {
            let painted = 0;
            for (let y = from; y < to; y++) painted += dots[(y * width + x) * 4 + 3] > 0;
            columns += painted > 4;
          }
          return columns;
        };
        const half = Math.floor(height / 2);
        return loud(0, half) > 10 && loud(half, height) > 10;
      }""";

  private Player() {}

  static void awaitBothLanes(Page page) {
    page.waitForFunction(BOTH_LANES);
  }

  /** Plays until the sound has gone on for half a second. */
  static void play(Page page) {
    double from = at(page);
    page.locator(".player [aria-keyshortcuts=Space]").click();
    page.waitForFunction("from => document.querySelector('.player audio').currentTime > from + 0.5", from);
  }

  static void stop(Page page) {
    page.locator(".player [aria-keyshortcuts=Space]").click();
    page.waitForFunction("() => document.querySelector('.player audio').paused");
  }

  private static double at(Page page) {
    return ((Number) page.evaluate("() => document.querySelector('.player audio').currentTime")).doubleValue();
  }
}
