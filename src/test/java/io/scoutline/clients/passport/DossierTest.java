package io.scoutline.clients.passport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.clients.DecisionRole;
import io.scoutline.kernel.ClientId;
import io.scoutline.kernel.ContactId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** P3.2: the dossier in five lines. */
class DossierTest {

  private static final Locale RUSSIAN = Locale.of("ru");

  @Test
  void what_was_written_down_of_the_person_comes_first_and_the_passport_fills_up() {
    Contact anna = contact(1, "Анна", DecisionRole.DECIDES, List.of("Не звонить до 11", "Любит цифры"),
        Map.of(PassportField.GAIN, "премия за экономию", PassportField.HOBBY, "лыжи"));
    Dossier dossier = dossier(Map.of(PassportField.WISHES, "скидка", PassportField.SIZE, "200 человек",
        PassportField.RESULT, "меньше простоев"), Optional.of("Платят в срок"), anna);

    assertEquals(List.of("Не звонить до 11", "Любит цифры", "Личная выгода: премия за экономию",
        "Получает: меньше простоев", "Хочет: скидка"), dossier.lines(Optional.of(anna.id()), RUSSIAN));
  }

  @Test
  void an_empty_passport_has_no_lines() {
    assertEquals(List.of(), dossier(Map.of(), Optional.empty()).lines(Optional.empty(), RUSSIAN));
  }

  @Test
  void when_nobody_knows_who_calls_the_lines_of_whoever_decides_follow_by_name() {
    Contact gatekeeper = contact(1, "Ирина", DecisionRole.GATEKEEPER, List.of("Строгая"), Map.of());
    Contact decider = contact(2, "Пётр", DecisionRole.DECIDES, List.of("Решает по пятницам"), Map.of());
    Dossier dossier = dossier(Map.of(PassportField.PLANS, "новый цех"), Optional.of("Платят в срок"), gatekeeper,
        decider);

    assertEquals(List.of("Планы: новый цех", "Платят в срок", "Пётр: Решает по пятницам"),
        dossier.lines(Optional.empty(), RUSSIAN));
    assertEquals("Plans: новый цех", dossier.lines(Optional.empty(), Locale.ENGLISH).getFirst());
  }

  @Test
  void a_long_note_is_one_short_line_and_no_character_is_cut_in_half() {
    String note = "слово\nи ещё " + "😀".repeat(300);
    String line = dossier(Map.of(), Optional.of(note)).lines(Optional.empty(), RUSSIAN).getFirst();

    assertEquals(Dossier.LONGEST_LINE, line.codePointCount(0, line.length()));
    assertTrue(line.startsWith("слово и ещё 😀"));
    assertTrue(line.endsWith("😀…"));
  }

  private static Contact contact(
      long id, String name, DecisionRole decision, List<String> dossier, Map<PassportField, String> passport) {
    return new Contact(new ContactId(id), new ContactFields(name, Optional.empty(), Optional.of(decision),
        Optional.empty(), dossier, passport), 1);
  }

  private static Dossier dossier(
      Map<PassportField, String> answers, Optional<String> note, Contact... contacts) {
    var empty = ClientFields.named("Клиент");
    var fields = new ClientFields(empty.name(), empty.channel(), empty.subchannel(), empty.region(), empty.segment(),
        empty.source(), empty.sourceDetail(), note, empty.owner(), empty.second(), empty.scout(), empty.category(),
        false, empty.status(), answers);
    var client = new Client(new ClientId(1), fields, false, Optional.empty(), Instant.EPOCH, Optional.empty(),
        Instant.EPOCH, Optional.empty(), Optional.empty(), 1);
    return new Dossier(client, List.of(contacts));
  }
}
