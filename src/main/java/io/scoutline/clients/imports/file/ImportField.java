package io.scoutline.clients.imports.file;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a column of a file can be, with the headers that are taken for it, in Russian and English. */
public enum ImportField {
  NAME("название", "наименование", "клиент", "компания", "организация", "фирма", "контрагент", "заказчик",
      "предприятие", "название клиента", "название компании", "наименование компании", "наименование клиента",
      "название организации", "наименование организации", "наименование контрагента", "name", "client", "company",
      "customer", "account", "account name", "client name", "company name", "organisation", "organization"),
  FIRM("юридическое лицо", "юр лицо", "юрлицо", "полное наименование", "юридическое название",
      "наименование юридического лица", "legal name", "legal entity", "full name of company"),
  TAX_ID("инн", "инн кпп", "унп", "бин", "налоговый номер", "tax id", "taxid", "vat", "vat id", "vat number", "inn",
      "tax number"),
  CHANNEL("канал", "канал сбыта", "канал продаж", "channel", "sales channel"),
  SUBCHANNEL("подканал", "subchannel", "sub channel"),
  REGION("регион", "город", "область", "территория", "region", "city", "area", "territory"),
  SEGMENT("сегмент", "отрасль", "сфера деятельности", "вид деятельности", "segment", "industry"),
  SOURCE("источник", "откуда узнали", "источник клиента", "источник лида", "source", "lead source"),
  SOURCE_DETAIL("подробности источника", "детали источника", "source detail", "campaign"),
  OWNER("менеджер", "ответственный", "закрепленный менеджер", "владелец", "ответственный менеджер", "manager",
      "owner", "account owner", "responsible"),
  CATEGORY("категория", "тип клиента", "category", "client category"),
  VIP("vip", "вип", "ключевой", "ключевой клиент", "key account", "key client"),
  NOTE("примечание", "комментарий", "заметка", "заметки", "описание", "note", "notes", "comment", "comments",
      "description", "remark"),
  PHONE("телефон", "тел", "телефоны", "номер телефона", "номер", "телефон компании", "рабочий телефон",
      "городской телефон", "phone", "telephone", "phone number", "office phone", "company phone", "work phone"),
  CONTACT("контакт", "контактное лицо", "фио", "ф и о", "лпр", "имя", "контактное лицо фио", "фио контакта",
      "представитель", "contact", "contact name", "contact person", "full name", "person"),
  POSITION("должность", "position", "job title", "title", "post"),
  DECISION("роль", "роль в решении", "роль в принятии решения", "decision role", "role", "decision"),
  CONTACT_PHONE("мобильный", "мобильный телефон", "сотовый", "моб", "моб тел", "телефон контакта",
      "телефон контактного лица", "телефон лпр", "mobile", "mobile phone", "cell", "cell phone", "contact phone",
      "direct phone"),
  EMAIL("email", "e mail", "почта", "эл почта", "электронная почта", "эл адрес", "mail", "email address"),
  CONTACT_NOTE("о контакте", "досье", "заметка о контакте", "contact note", "dossier");

  private final List<String> headers;

  ImportField(String... headers) {
    this.headers = List.of(headers);
  }

  /** The name in the API and in reports. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<ImportField> ofCode(String code) {
    return Stream.of(values()).filter(field -> field.code().equals(code)).findFirst();
  }

  /** Several columns may hold numbers and notes; anything else is said once. */
  public boolean mayRepeat() {
    return this == PHONE || this == CONTACT_PHONE || this == NOTE || this == CONTACT_NOTE;
  }

  /** Says whose a client is, or how important (P8.9). */
  public boolean assigns() {
    return this == OWNER || this == VIP || this == CATEGORY;
  }

  boolean isCalled(String header) {
    return headers.contains(header);
  }
}
