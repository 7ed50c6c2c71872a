package io.scoutline.clients.imports.file;

import java.text.NumberFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * What is to be said of a row: why it was refused, what it met, what of it was not taken.
 *
 * @param value what stood in the file, or what was met
 */
public record Remark(Code code, Optional<ImportField> field, String value) {

  public enum Code {
    NAME_MISSING("Нет названия клиента", "The client's name is missing"),
    TOO_LONG("Слишком длинно", "Too long"),
    TOO_MANY_CELLS("Больше ячеек, чем столбцов", "More cells than columns"),
    UNREADABLE_NUMBER("Номер не читается", "Not a telephone number"),
    UNREADABLE_TAX_ID("ИНН не читается", "Not a tax id"),
    UNREADABLE_EMAIL("Адрес почты не читается", "Not an e-mail address"),
    UNKNOWN_PERSON("Нет такого сотрудника", "No such colleague"),
    NOT_AN_OWNER("За этим сотрудником клиентов не закрепляют", "This colleague's role owns no clients"),
    UNKNOWN_CATEGORY("Нет такой категории", "No such category"),
    UNKNOWN_DECISION("Нет такой роли в решении", "No such role in the decision"),
    UNKNOWN_ANSWER("Не понять, да или нет", "Neither yes nor no"),
    CLIENT_BUSY("Этого клиента как раз меняют. Загрузите строку ещё раз",
        "Somebody is changing this client. Load the row again"),
    NOT_STORED("База данных не приняла строку", "The database did not take the row"),
    SEVERAL_CLIENTS("Подходит к нескольким клиентам", "Fits several clients"),
    MATCHED_BY_TAX_ID("Найден по ИНН", "Found by tax id"),
    MATCHED_BY_NUMBER("Найден по номеру", "Found by number"),
    NAME_DIFFERS("Название в базе другое", "The name in the base is another"),
    KEPT("В базе другое значение, оно оставлено", "The base has another value, which was kept"),
    SAME_NAME("Клиент с таким названием уже есть", "There is a client of this name already"),
    TOO_MANY_PARTS("У клиента не бывает больше 1 000 номеров, контактов или юрлиц",
        "A client has at most 1,000 numbers, contacts or legal entities"),
    /** Others like those before it; the value is how many. */
    MORE("… и ещё", "… and more");

    private final String russian;
    private final String english;

    Code(String russian, String english) {
      this.russian = russian;
      this.english = english;
    }

    public String text(Locale language) {
      return language.getLanguage().equals("ru") ? russian : english;
    }
  }

  public static Remark of(Code code, ImportField field, String value) {
    return new Remark(code, Optional.of(field), value);
  }

  public static Remark of(Code code, String value) {
    return new Remark(code, Optional.empty(), value);
  }

  static Remark more(Optional<ImportField> field, int howMany) {
    return new Remark(Code.MORE, field, Integer.toString(howMany));
  }

  /** For how many it stands. */
  int stands() {
    return code == Code.MORE ? Integer.parseInt(value) : 1;
  }

  public String text(Locale language) {
    if (code == Code.MORE) {
      String howMany = NumberFormat.getIntegerInstance(language).format(stands());
      return language.getLanguage().equals("ru") ? "… и ещё " + howMany : "… and " + howMany + " more";
    }
    return value.isEmpty() ? code.text(language) : code.text(language) + ": " + value;
  }
}
