package io.scoutline.people;

/** How the pages look to a person; {@code AUTO} follows their device. */
public enum Theme {
  AUTO,
  LIGHT,
  DARK
}
