package io.scoutline;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;

/**
 * A keyboard switched to Russian: the key in the place of J gives «о», and a page learns both the place and the
 * letter, as from a real one.
 */
final class CyrillicKeyboard {

  private static final String LETTERS = "йцукенгшщзхъфывапролджэячсмитьбюё";
  private static final String[] PLACES = ("KeyQ KeyW KeyE KeyR KeyT KeyY KeyU KeyI KeyO KeyP BracketLeft BracketRight "
      + "KeyA KeyS KeyD KeyF KeyG KeyH KeyJ KeyK KeyL Semicolon Quote "
      + "KeyZ KeyX KeyC KeyV KeyB KeyN KeyM Comma Period Backquote").split(" ");
  private static final int CTRL = 2;
  private static final int SHIFT = 8;

  private final CDPSession browser;

  CyrillicKeyboard(Page page) {
    browser = page.context().newCDPSession(page);
  }

  /** Presses the key that has this Latin letter on a Latin layout. */
  void press(char latin) {
    String place = "Key" + Character.toUpperCase(latin);
    stroke(place, letterAt(place), 0, true);
  }

  void pressCtrl(char latin) {
    String place = "Key" + Character.toUpperCase(latin);
    stroke(place, letterAt(place), CTRL, false);
  }

  /** The question mark, which is above the 7 on this layout. */
  void pressQuestionMark() {
    stroke("Digit7", "?", SHIFT, true);
  }

  /** Types Russian letters and spaces. */
  void type(String text) {
    for (char letter : text.toCharArray()) {
      char small = Character.toLowerCase(letter);
      String place = letter == ' ' ? "Space" : PLACES[LETTERS.indexOf(small)];
      stroke(place, String.valueOf(letter), small == letter ? 0 : SHIFT, true);
    }
  }

  private static String letterAt(String place) {
    for (int at = 0; at < PLACES.length; at++) {
      if (PLACES[at].equals(place)) {
        return LETTERS.substring(at, at + 1);
      }
    }
    throw new IllegalArgumentException(place);
  }

  private void stroke(String place, String key, int modifiers, boolean writes) {
    var event = new JsonObject();
    event.addProperty("type", writes ? "keyDown" : "rawKeyDown");
    event.addProperty("code", place);
    event.addProperty("key", key);
    event.addProperty("modifiers", modifiers);
    event.addProperty("windowsVirtualKeyCode", (int) place.charAt(place.length() - 1));
    if (writes) {
      event.addProperty("text", key);
    }
    browser.send("Input.dispatchKeyEvent", event);
    event.addProperty("type", "keyUp");
    event.remove("text");
    browser.send("Input.dispatchKeyEvent", event);
  }
}
