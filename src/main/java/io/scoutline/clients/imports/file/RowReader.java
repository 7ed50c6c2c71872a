package io.scoutline.clients.imports.file;

import io.scoutline.clients.DecisionRole;
import io.scoutline.clients.TaxId;
import io.scoutline.clients.imports.file.Remark.Code;
import io.scoutline.clients.passport.ContactFields;
import io.scoutline.clients.search.Text;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.PhoneNumber;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Understands the rows of a file. A row with a cell that cannot be read is refused as a whole, so that nothing of it
 * gets lost when it is mended and loaded again; or, if so wished, taken without that cell, which is told.
 */
public final class RowReader {

  private static final Map<ImportField, Integer> LONGEST = Map.of(
      ImportField.NAME, 200, ImportField.FIRM, 300, ImportField.CHANNEL, 120, ImportField.SUBCHANNEL, 120,
      ImportField.REGION, 120, ImportField.SEGMENT, 120, ImportField.SOURCE, 120, ImportField.SOURCE_DETAIL, 500,
      ImportField.NOTE, 4000);
  private static final int LONGEST_CONTACT_TEXT = 200;
  private static final int FEWEST_DIGITS = 7;
  /** In characters, of a cell that is taken for something; longer is not read, and told by its beginning. */
  static final int LONGEST_CELL = 10_000;

  private final Columns columns;
  private final Vocabulary vocabulary;
  private final String region;
  private final boolean leavingOut;

  /**
   * @param region whose national numbers are understood
   * @param leavingOut whether a cell that cannot be read is left out instead of refusing its row
   */
  public RowReader(Columns columns, Vocabulary vocabulary, String region, boolean leavingOut) {
    this.columns = columns;
    this.vocabulary = vocabulary;
    this.region = region;
    this.leavingOut = leavingOut;
  }

  public ImportRow read(CsvFile.Row row) {
    return new Reading(row).read();
  }

  /** One row. */
  private final class Reading {

    private final CsvFile.Row row;
    private final Map<ImportField, List<String>> cells = new EnumMap<>(ImportField.class);
    private final Remarks remarks = new Remarks();

    Reading(CsvFile.Row row) {
      this.row = row;
      for (int i = 0; i < Math.min(row.cells().size(), columns.columns().size()); i++) {
        String cell = row.cells().get(i);
        columns.columns().get(i).field().ifPresent(field -> Text.lines(cell).ifPresent(text -> take(field, text)));
      }
    }

    private void take(ImportField field, String text) {
      if (text.length() > LONGEST_CELL) {
        remarks.add(Remark.of(Code.TOO_LONG, field, Excerpt.of(text, LONGEST_CELL)));
      } else {
        cells.computeIfAbsent(field, first -> new ArrayList<>()).add(text);
      }
    }

    public ImportRow read() {
      boolean tooMany = row.cells().stream().skip(columns.columns().size()).anyMatch(cell -> !cell.isBlank());
      if (tooMany) {
        return refused(Remark.of(Code.TOO_MANY_CELLS, Integer.toString(row.cells().size())));
      }
      if (remarks.areAbout(ImportField.NAME)) {
        return refused();
      }
      Optional<String> name = first(ImportField.NAME).or(() -> first(ImportField.FIRM)).flatMap(Text::line);
      if (name.isEmpty()) {
        return refused(Remark.of(Code.NAME_MISSING, ""));
      }
      if (name.get().length() > LONGEST.get(ImportField.NAME)) {
        return refused(Remark.of(Code.TOO_LONG, ImportField.NAME, name.get()));
      }
      ImportRow.Readable read = readable(name.get());
      return remarks.isEmpty() || leavingOut ? read : refused();
    }

    private ImportRow.Readable readable(String name) {
      List<PhoneNumber> contactNumbers = numbers(ImportField.CONTACT_PHONE);
      Optional<ContactFields> contact = contact();
      List<PhoneNumber> own = numbers(ImportField.PHONE).stream()
          .filter(number -> !contactNumbers.contains(number)).toList();
      // Without a person a mobile number is still the client's.
      List<PhoneNumber> clients =
          contact.isPresent() ? own : Stream.concat(own.stream(), contactNumbers.stream()).toList();
      return new ImportRow.Readable(row.line(), name, texts(contact.isPresent()), taxId(),
          owner(),
          known(ImportField.CATEGORY, Code.UNKNOWN_CATEGORY, vocabulary::category), vip(), clients, contact,
          contact.isPresent() ? contactNumbers : List.of(), remarks.all(), row.cells());
    }

    private Map<ImportField, String> texts(boolean hasContact) {
      var texts = new EnumMap<ImportField, String>(ImportField.class);
      for (ImportField field : LONGEST.keySet()) {
        if (field != ImportField.NAME) {
          Stream<String> parts = Stream.concat(all(field),
              field == ImportField.NOTE && !hasContact ? all(ImportField.CONTACT_NOTE) : Stream.of());
          String text = String.join("\n", field == ImportField.NOTE ? parts.toList()
              : parts.flatMap(part -> Text.line(part).stream()).toList());
          if (text.length() > LONGEST.get(field)) {
            remarks.add(Remark.of(Code.TOO_LONG, field, text));
          } else if (!text.isEmpty()) {
            texts.put(field, text);
          }
        }
      }
      return texts;
    }

    private Optional<ContactFields> contact() {
      Optional<String> position = contactText(ImportField.POSITION);
      Optional<String> email = contactText(ImportField.EMAIL).filter(this::isAddress);
      Optional<String> name = contactText(ImportField.CONTACT).or(() -> position).or(() -> email);
      Optional<DecisionRole> decision = known(ImportField.DECISION, Code.UNKNOWN_DECISION, vocabulary::decision);
      List<String> dossier = all(ImportField.CONTACT_NOTE).flatMap(String::lines)
          .flatMap(line -> Text.line(line).stream()).toList();
      if (name.isEmpty()) {
        return Optional.empty();
      }
      if (dossier.size() > ContactFields.DOSSIER_LINES) {
        remarks.add(Remark.of(Code.TOO_LONG, ImportField.CONTACT_NOTE, String.join(" / ", dossier)));
        dossier = dossier.subList(0, ContactFields.DOSSIER_LINES);
      }
      return Optional.of(new ContactFields(name.get(), position, decision, email, dossier, Map.of()));
    }

    private Optional<String> contactText(ImportField field) {
      Optional<String> text = first(field).flatMap(Text::line);
      if (text.filter(value -> value.length() > LONGEST_CONTACT_TEXT).isPresent()) {
        remarks.add(Remark.of(Code.TOO_LONG, field, text.get()));
        return Optional.empty();
      }
      return text;
    }

    private boolean isAddress(String text) {
      boolean address = text.matches("[^\\s@]+@[^\\s@]+\\.[^\\s@]+");
      if (!address) {
        remarks.add(Remark.of(Code.UNREADABLE_EMAIL, ImportField.EMAIL, text));
      }
      return address;
    }

    private Optional<String> taxId() {
      // "INN / KPP" in one cell: the second part is of a branch; and ".0" is a spreadsheet's idea of a number.
      Optional<String> plain = first(ImportField.TAX_ID)
          .map(cell -> cell.split("[/\\\\]", 2)[0].replaceFirst("[.,]0+\\s*$", "")).map(TaxId::plain)
          .filter(text -> !text.isEmpty());
      if (plain.isPresent() && !TaxId.isPossible(plain.get())) {
        remarks.add(Remark.of(Code.UNREADABLE_TAX_ID, ImportField.TAX_ID, first(ImportField.TAX_ID).orElse("")));
        return Optional.empty();
      }
      return plain;
    }

    /** Calls of a client go to its owner: nobody whose role owns no clients becomes one by a file (P1). */
    private Optional<PersonId> owner() {
      Optional<PersonId> named = known(ImportField.OWNER, Code.UNKNOWN_PERSON, vocabulary::person);
      Optional<PersonId> owner = named.filter(vocabulary::ownsClients);
      if (named.isPresent() && owner.isEmpty()) {
        remarks.add(Remark.of(Code.NOT_AN_OWNER, ImportField.OWNER, first(ImportField.OWNER).orElse("")));
      }
      return owner;
    }

    private boolean vip() {
      return known(ImportField.VIP, Code.UNKNOWN_ANSWER, vocabulary::yes).orElse(false);
    }

    private <T> Optional<T> known(
        ImportField field, Code otherwise, Function<String, Optional<T>> lookUp) {
      Optional<String> text = first(field);
      Optional<T> known = text.flatMap(lookUp);
      if (text.isPresent() && known.isEmpty()) {
        remarks.add(Remark.of(otherwise, field, text.get()));
      }
      return known;
    }

    private List<PhoneNumber> numbers(ImportField field) {
      return all(field).flatMap(cell -> pieces(cell).stream()).flatMap(piece -> {
        Optional<PhoneNumber> number = PhoneNumber.parse(piece, region);
        if (number.isEmpty()) {
          remarks.add(Remark.of(Code.UNREADABLE_NUMBER, field, piece));
        }
        return number.stream();
      }).distinct().toList();
    }

    private Stream<String> all(ImportField field) {
      return cells.getOrDefault(field, List.of()).stream();
    }

    private Optional<String> first(ImportField field) {
      return all(field).findFirst();
    }

    private ImportRow.Refused refused(Remark why) {
      remarks.add(why);
      return refused();
    }

    private ImportRow.Refused refused() {
      return new ImportRow.Refused(row.line(), remarks.all(), row.cells());
    }
  }

  /** Several numbers in one cell; a comma before a short extension does not part. */
  private static List<String> pieces(String cell) {
    List<String> pieces = Stream.of(cell.split("[,;|/\\n]+")).map(String::strip)
        .map(RowReader::withoutMark).filter(piece -> !piece.isEmpty()).toList();
    boolean eachIsANumber = pieces.stream()
        .allMatch(piece -> piece.chars().filter(Character::isDigit).count() >= FEWEST_DIGITS);
    return eachIsANumber ? pieces : List.of(withoutMark(cell.strip()));
  }

  /** A number from a report of ours, mended and loaded again, has the mark by which it is no formula. */
  private static String withoutMark(String piece) {
    return piece.startsWith("'") ? piece.substring(1).strip() : piece;
  }
}
