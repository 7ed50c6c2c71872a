package io.scoutline.clients.imports.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.clients.Category;
import io.scoutline.clients.DecisionRole;
import io.scoutline.clients.imports.file.Remark.Code;
import io.scoutline.kernel.BusinessZone;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.PhoneNumber;
import io.scoutline.kernel.Role;
import io.scoutline.people.Language;
import io.scoutline.people.PeopleDirectory;
import io.scoutline.people.Person;
import io.scoutline.people.Roster;
import io.scoutline.people.Theme;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** P8.4, pain 16: what a row says, and why one is refused. */
class RowReaderTest {

  private static final PeopleDirectory PEOPLE = new PeopleDirectory(
      List.of(person(1, "Анна Белова", "anna"), person(2, "Пётр Ким", "petr"), person(3, "Пётр Ким", "petr2")),
      List.of(), List.of(), new Roster(new BusinessZone(ZoneId.of("Europe/Moscow")), Map.of(), List.of()));

  @Test
  void a_full_row_is_understood() {
    ImportRow.Readable row = readable(
        "name;tax_id;region;owner;category;vip;phone;contact;position;decision;contact_phone;email;contact_note;note",
        "Завод «Полюс»", "7701234567 / 770101001", " Казань ", "anna", "Постоянный", "да", "8 (843) 222-33-44",
        "Белова Анна", "Директор", "решает", "8 916 123-45-67", "anna@example.org", "Любит цифры\nНе звонить утром",
        "первая\nвторая");

    assertEquals("Завод «Полюс»", row.name());
    assertEquals(Optional.of("7701234567"), row.taxId());
    assertEquals("Казань", row.texts().get(ImportField.REGION));
    assertEquals("первая\nвторая", row.texts().get(ImportField.NOTE));
    assertEquals(Optional.of(new PersonId(1)), row.owner());
    assertEquals(Optional.of(Category.REGULAR), row.category());
    assertTrue(row.vip());
    assertEquals(List.of(PhoneNumber.of("+78432223344")), row.numbers());
    assertEquals(List.of(PhoneNumber.of("+79161234567")), row.contactNumbers());
    assertEquals(Optional.of(DecisionRole.DECIDES), row.contact().orElseThrow().decision());
    assertEquals(List.of("Любит цифры", "Не звонить утром"), row.contact().orElseThrow().dossier());
  }

  @Test
  void several_numbers_in_one_cell_are_several_numbers() {
    assertEquals(List.of(PhoneNumber.of("+74951112233"), PhoneNumber.of("+79161234567")),
        readable("name;phone", "А", "8(495)111-22-33, 8 916 123 45 67").numbers());
    assertEquals(List.of(new PhoneNumber("+74951112233", "14")),
        readable("name;phone", "А", "8 495 111-22-33, доб. 14").numbers());
    assertEquals(List.of(PhoneNumber.of("+74951112233")),
        readable("name;phone;phone", "А", "84951112233", "+7 495 111 22 33").numbers());
  }

  @Test
  void without_a_person_a_mobile_number_is_the_clients() {
    ImportRow.Readable row = readable("name;contact;contact_phone", "А", "", "89161234567");
    assertEquals(List.of(PhoneNumber.of("+79161234567")), row.numbers());
    assertEquals(Optional.empty(), row.contact());
  }

  @Test
  void a_person_without_a_name_is_called_by_position() {
    assertEquals("Секретарь", readable("name;position;contact_phone", "А", "Секретарь", "89161234567")
        .contact().orElseThrow().name());
  }

  @Test
  void the_firm_stands_for_a_missing_name() {
    assertEquals("ООО «Ромашка»", readable("name;firm", "", "ООО «Ромашка»").name());
    assertEquals(List.of(Code.NAME_MISSING), refused("name;phone", " ", "84951112233"));
  }

  @Test
  void a_spreadsheets_idea_of_a_tax_id_is_mended() {
    assertEquals(Optional.of("7701234567"), readable("name;tax_id", "А", "7701234567.0").taxId());
    assertEquals(Optional.of("7701234567"), readable("name;tax_id", "А", "7701 234 567").taxId());
    assertEquals(List.of(Code.UNREADABLE_TAX_ID), refused("name;tax_id", "А", "7,7E+09"));
  }

  @Test
  void every_reason_of_a_refusal_is_told_at_once() {
    assertEquals(
        Set.of(Code.UNREADABLE_NUMBER, Code.UNKNOWN_PERSON, Code.UNKNOWN_CATEGORY, Code.UNREADABLE_EMAIL,
            Code.UNKNOWN_ANSWER, Code.UNKNOWN_DECISION, Code.TOO_LONG),
        Set.copyOf(refused("name;phone;owner;category;vip;contact;email;decision;region",
            "А", "позвонить позже", "нет такого", "какая-то", "может быть", "Анна", "не почта", "никто",
            "Р".repeat(121))));
  }

  @Test
  void a_name_that_two_colleagues_share_is_nobodys() {
    assertEquals(List.of(Code.UNKNOWN_PERSON), refused("name;owner", "А", "Пётр Ким"));
    assertEquals(Optional.of(new PersonId(2)), readable("name;owner", "А", "petr").owner());
    assertEquals(Optional.of(new PersonId(1)), readable("name;owner", "А", "анна белова").owner());
  }

  @Test
  void a_row_with_more_cells_than_columns_is_refused_and_with_fewer_is_read() {
    assertEquals(List.of(Code.TOO_MANY_CELLS), refused("name;phone", "А", "84951112233", "лишнее"));
    assertEquals("А", readable("name;phone", "А", "84951112233", " ").name());
    assertEquals("А", readable("name;phone;region", "А").name());
  }

  @Test
  void a_cell_that_cannot_be_read_is_left_out_if_so_wished_and_told() {
    ImportRow.Readable row = assertInstanceOf(ImportRow.Readable.class,
        reader("name;phone;phone", true).read(new CsvFile.Row(7, List.of("А", "12", "84951112233"))));
    assertEquals(List.of(PhoneNumber.of("+74951112233")), row.numbers());
    assertEquals(List.of(Remark.of(Code.UNREADABLE_NUMBER, ImportField.PHONE, "12")), row.remarks());
  }

  @Test
  void of_many_faults_alike_the_first_are_told_and_how_many_more_there_are() {
    String pieces = String.join("|", Collections.nCopies(300, "123451234500000000000000"));
    ImportRow.Refused row = assertInstanceOf(ImportRow.Refused.class,
        reader("name;phone;email;contact", false).read(new CsvFile.Row(2, List.of("А", pieces, "не почта", "Б"))));

    assertEquals(Remarks.ALIKE + 2, row.remarks().size(), row.remarks().toString());
    assertEquals(Remark.more(Optional.of(ImportField.PHONE), 300 - Remarks.ALIKE), row.remarks().getLast());
    assertTrue(row.remarks().stream().anyMatch(remark -> remark.code() == Code.UNREADABLE_EMAIL));
    assertEquals(pieces, row.cells().get(1), "nothing of it is lost");
  }

  @Test
  void a_cell_of_endless_length_is_not_read_and_told_by_its_beginning() {
    String endless = "1".repeat(RowReader.LONGEST_CELL + 1);
    assertEquals(List.of(Code.TOO_LONG), refused("name;phone", "А", endless));
    assertEquals(List.of(Code.TOO_LONG), refused("name;firm", endless, "ООО «Ромашка»"));
    ImportRow.Readable row = assertInstanceOf(ImportRow.Readable.class,
        reader("name;phone", true).read(new CsvFile.Row(7, List.of("А", endless))));
    assertEquals(RowReader.LONGEST_CELL + 1, row.remarks().getFirst().value().length());
    assertTrue(row.remarks().getFirst().value().endsWith("1…"));
  }

  @Test
  void a_number_with_the_mark_of_our_report_is_read_again() {
    assertEquals(List.of(PhoneNumber.of("+74951112233"), PhoneNumber.of("+79161234567")),
        readable("name;phone", "А", "'+7 495 111-22-33, '+7 916 123 45 67").numbers());
  }

  @Test
  void a_refused_row_keeps_its_line_and_its_cells_as_they_were() {
    var row = assertInstanceOf(ImportRow.Refused.class,
        reader("name;phone", false).read(new CsvFile.Row(42, List.of("А ", " 12"))));
    assertEquals(42, row.line());
    assertEquals(List.of("А ", " 12"), row.cells());
  }

  private static ImportRow.Readable readable(String columns, String... cells) {
    return assertInstanceOf(ImportRow.Readable.class,
        reader(columns, false).read(new CsvFile.Row(2, List.of(cells))));
  }

  private static List<Code> refused(String columns, String... cells) {
    return assertInstanceOf(ImportRow.Refused.class,
        reader(columns, false).read(new CsvFile.Row(2, List.of(cells)))).remarks().stream().map(Remark::code).toList();
  }

  private static RowReader reader(String columns, boolean leavingOut) {
    return new RowReader(new Columns(Arrays.stream(columns.split(";"))
        .map(code -> new Columns.Column(code, ImportField.ofCode(code))).toList()),
        new Vocabulary(PEOPLE), "RU", leavingOut);
  }

  private static Person person(long id, String name, String login) {
    return new Person(new PersonId(id), name, login, Set.of(Role.MANAGER), Optional.empty(), Language.RU, Theme.AUTO,
        true, true, 1);
  }
}
