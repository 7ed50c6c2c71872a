package io.scoutline.people;

/** The language a person works in; chosen by each for themselves. */
public enum Language {
  RU,
  EN
}
