package io.scoutline.people;

import java.util.Locale;

/** The language a person works in; chosen by each for themselves. */
public enum Language {
  RU,
  EN;

  public Locale locale() {
    return switch (this) {
      case RU -> Locale.of("ru");
      case EN -> Locale.ENGLISH;
    };
  }
}
