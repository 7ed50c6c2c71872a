package io.scoutline.clients.imports.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** P8.4: what the columns of a file are taken for. */
class ColumnsTest {

  @Test
  void russian_and_english_headers_are_understood() {
    assertEquals("name,tax_id,region,phone,contact,position,contact_phone,email,note",
        proposed("Наименование компании", "ИНН", "Город", "Телефон", "Контактное лицо", "Должность",
            "Моб. тел.", "E-mail", "Комментарий"));
    assertEquals("name,tax_id,region,phone,contact,position,contact_phone,email,note",
        proposed("Company Name", "Tax ID", "City", "Phone", "Contact person", "Job title", "Mobile", "Email", "Notes"));
  }

  @Test
  void case_quotation_marks_brackets_numbers_and_ё_do_not_matter() {
    assertEquals("name,phone,phone,owner", proposed("«КЛИЕНТ»", "Телефон 1", "Телефон (рабочий) 2",
        "Закреплённый менеджер"));
  }

  @Test
  void a_bare_telephone_beside_a_contact_is_the_contacts() {
    assertEquals("name,contact,contact_phone", proposed("Компания", "ФИО", "Телефон"));
    assertEquals("name,phone", proposed("Компания", "Телефон"));
    assertEquals("name,contact,phone,phone", proposed("Компания", "ФИО", "Телефон", "Телефон 2"));
  }

  @Test
  void of_two_columns_for_one_thing_the_first_is_taken() {
    assertEquals("name,,phone", proposed("Название", "Компания", "Тел."));
  }

  @Test
  void what_nobody_knows_is_left_out_and_can_be_named() {
    Columns columns = Columns.proposed(List.of("Кто", "???"));
    assertEquals(",", codes(columns));
    Columns named = columns.as(List.of(Optional.of(ImportField.NAME)));
    assertEquals("name,", codes(named));
    assertEquals("Кто", named.columns().getFirst().header());
  }

  @Test
  @DisplayName("P8.9: whoever may not assign loads no owners")
  void assignments_can_be_left_out() {
    Columns columns = Columns.proposed(List.of("Клиент", "Менеджер", "VIP", "Категория", "Канал"));
    assertEquals("name,owner,vip,category,channel", codes(columns));
    assertEquals("name,,,,channel", codes(columns.withoutAssignments()));
  }

  @Test
  void a_field_that_is_said_once_is_not_said_twice() {
    Columns twice = Columns.proposed(List.of("a", "b", "c")).as(List.of(Optional.of(ImportField.NAME),
        Optional.of(ImportField.NAME), Optional.of(ImportField.PHONE)));
    assertEquals(List.of(ImportField.NAME), twice.repeated());
  }

  private static String proposed(String... headers) {
    return codes(Columns.proposed(List.of(headers)));
  }

  private static String codes(Columns columns) {
    return String.join(",", columns.columns().stream()
        .map(column -> column.field().map(ImportField::code).orElse("")).toList());
  }
}
