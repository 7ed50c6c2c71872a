package io.scoutline.clients.passport;

import io.scoutline.clients.DecisionRole;
import io.scoutline.kernel.ContactId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The dossier of the card: at most five short lines to remember in a talk (P3.2). First what people wrote down of
 * the person on purpose, then the passport by what helps most in a talk: the person's gain and competence, what the
 * client gets, wishes and requires, then the rest; the client's note at the end.
 */
public record Dossier(Client client, List<Contact> contacts) {

  public static final int LINES = 5;
  public static final int LONGEST_LINE = 160;

  private static final List<PassportField> PERSON_FIRST = List.of(PassportField.GAIN, PassportField.COMPETENCE);
  private static final List<PassportField> CLIENT = List.of(
      PassportField.RESULT, PassportField.WISHES, PassportField.REQUIREMENTS, PassportField.PURCHASES,
      PassportField.COMPETITORS, PassportField.PLANS, PassportField.SIZE);
  private static final List<PassportField> PERSON_LAST = List.of(PassportField.FAMILY, PassportField.HOBBY);

  /**
   * @param onTheLine who is; when nobody knows, whoever decides at the client is spoken of, by name
   * @param language of the field names
   */
  public List<String> lines(Optional<ContactId> onTheLine, Locale language) {
    Optional<Contact> contact = onTheLine.flatMap(id ->
        contacts.stream().filter(each -> each.id().equals(id)).findFirst());
    Optional<Contact> decider = contacts.stream()
        .filter(each -> each.fields().decision().filter(DecisionRole.DECIDES::equals).isPresent())
        .findFirst();
    Stream<String> lines = contact.isPresent()
        ? ofPersonAndClient(contact.get(), client, language)
        : Stream.concat(
            ofClient(client, language),
            decider.stream().flatMap(person -> ofDecider(person)));
    return lines.map(Dossier::shortened).filter(line -> !line.isEmpty()).distinct().limit(LINES).toList();
  }

  private static Stream<String> ofPersonAndClient(Contact contact, Client client, Locale language) {
    Map<PassportField, String> person = contact.fields().passport();
    return Stream.of(
            contact.fields().dossier().stream(),
            labelled(PERSON_FIRST, person, language),
            labelled(CLIENT, client.fields().passport(), language),
            labelled(PERSON_LAST, person, language),
            client.fields().note().stream())
        .flatMap(part -> part);
  }

  private static Stream<String> ofClient(Client client, Locale language) {
    return Stream.concat(
        labelled(CLIENT, client.fields().passport(), language), client.fields().note().stream());
  }

  private static Stream<String> ofDecider(Contact decider) {
    return decider.fields().dossier().stream().map(line -> decider.fields().name() + ": " + line);
  }

  private static Stream<String> labelled(
      List<PassportField> fields, Map<PassportField, String> passport, Locale language) {
    var lines = new ArrayList<String>();
    for (PassportField field : fields) {
      String value = passport.getOrDefault(field, "").strip();
      if (!value.isEmpty()) {
        lines.add(field.label(language) + ": " + value);
      }
    }
    return lines.stream();
  }

  /** One line of it, cut at a character that is not half of another. */
  private static String shortened(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    if (line.codePointCount(0, line.length()) <= LONGEST_LINE) {
      return line;
    }
    return line.substring(0, line.offsetByCodePoints(0, LONGEST_LINE - 1)).strip() + "…";
  }
}
