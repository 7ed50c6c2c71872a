package io.scoutline.clients.passport;

import java.util.Locale;

/** What a passport asks (P8.2): of the client's buying, of its business, and of the person who decides. */
public enum PassportField {
  PURCHASES(Group.BUYING, "Покупает", "Buys"),
  RESULT(Group.BUYING, "Получает", "Gains from it"),
  WISHES(Group.BUYING, "Хочет", "Wishes"),
  COMPETITORS(Group.BUYING, "Наши конкуренты", "Our competitors"),
  SIZE(Group.BUSINESS, "Размер", "Size"),
  REQUIREMENTS(Group.BUSINESS, "Требования", "Requires"),
  PLANS(Group.BUSINESS, "Планы", "Plans"),
  COMPETENCE(Group.PERSON, "Разбирается", "Knows about"),
  GAIN(Group.PERSON, "Личная выгода", "Own gain"),
  FAMILY(Group.PERSON, "Семья", "Family"),
  HOBBY(Group.PERSON, "Увлечения", "Hobby");

  /** {@code PERSON} fields belong to a contact, the others to the client. */
  public enum Group { BUYING, BUSINESS, PERSON }

  private final Group group;
  private final String russian;
  private final String english;

  PassportField(Group group, String russian, String english) {
    this.group = group;
    this.russian = russian;
    this.english = english;
  }

  public Group group() {
    return group;
  }

  public String label(Locale language) {
    return language.getLanguage().equals("ru") ? russian : english;
  }

  /** The name in the API and the database. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** @throws IllegalArgumentException when there is no such field */
  public static PassportField ofCode(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
