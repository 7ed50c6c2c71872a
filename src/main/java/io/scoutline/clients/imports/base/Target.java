package io.scoutline.clients.imports.base;

import io.scoutline.clients.Category;
import io.scoutline.clients.imports.file.ImportField;
import io.scoutline.clients.imports.file.ImportRow;
import io.scoutline.clients.imports.file.Remark;
import io.scoutline.clients.imports.file.Remark.Code;
import io.scoutline.clients.passport.ContactFields;
import io.scoutline.clients.passport.Passports;
import io.scoutline.clients.search.Text;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.PhoneNumber;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A client that rows of a file are put into: filled where it is empty, never overwritten. Remembers what came in
 * anew. For one batch and thread.
 */
final class Target {

  /** A firm by its tax id, by its name, or by both. */
  record Firm(Optional<String> name, Optional<String> taxId) {}

  record Number(Optional<Person> person, PhoneNumber number) {}

  /** A person at the client. */
  static final class Person {
    final boolean fresh;
    long id;
    ContactFields fields;
    boolean changed;

    Person(long id, boolean fresh, ContactFields fields) {
      this.id = id;
      this.fresh = fresh;
      this.fields = fields;
    }

    /** Whether anything came in. */
    private boolean fillFrom(ContactFields other, List<Remark> remarks) {
      var filled = new ContactFields(fields.name(),
          filled(fields.position(), other.position(), ImportField.POSITION, remarks),
          filled(fields.decision(), other.decision(), ImportField.DECISION, remarks),
          filled(fields.email(), other.email(), ImportField.EMAIL, remarks),
          fields.dossier().isEmpty() ? other.dossier() : fields.dossier(), fields.passport());
      if (!fields.dossier().isEmpty() && !other.dossier().isEmpty() && !fields.dossier().equals(other.dossier())) {
        remarks.add(Remark.of(Code.KEPT, ImportField.CONTACT_NOTE, String.join(" / ", other.dossier())));
      }
      boolean came = !filled.equals(fields);
      changed |= came;
      fields = filled;
      return came;
    }
  }

  /** Not in the base yet. */
  final boolean fresh;
  /** Made by this same import. */
  final boolean ours;
  /** Somebody else is changing it at this moment: it is not read, and nothing is put into it. */
  final boolean busy;
  final String name;
  final List<Firm> newFirms = new ArrayList<>();
  final List<Number> newNumbers = new ArrayList<>();
  final List<Person> people = new ArrayList<>();
  final Map<ImportField, String> texts = new EnumMap<>(ImportField.class);
  long id;
  Optional<PersonId> owner = Optional.empty();
  Optional<Category> category = Optional.empty();
  boolean vip;
  boolean changed;
  private final Map<String, Person> byName = new HashMap<>();
  private final Map<PhoneNumber, Set<Optional<Person>>> numbers = new LinkedHashMap<>();
  private final Set<String> taxIds = new HashSet<>();
  private final Set<String> firmNames = new HashSet<>();
  private int firms;
  private int numbersOfAll;

  private Target(long id, boolean fresh, boolean ours, boolean busy, String name) {
    this.id = id;
    this.fresh = fresh;
    this.ours = ours;
    this.busy = busy;
    this.name = name;
  }

  static Target created(String name) {
    return new Target(0, true, true, false, name);
  }

  static Target known(long id, String name, boolean ours) {
    return new Target(id, false, ours, false, name);
  }

  static Target busy(long id) {
    return new Target(id, false, false, true, "");
  }

  void knownFirm(Optional<String> firmName, Optional<String> taxId) {
    firms++;
    taxId.ifPresent(taxIds::add);
    firmName.map(Text::folded).ifPresent(firmNames::add);
  }

  Person knownPerson(Person person) {
    people.add(person);
    byName.putIfAbsent(Text.folded(person.fields.name()), person);
    return person;
  }

  void knownNumber(Optional<Person> person, PhoneNumber number) {
    if (numbers.computeIfAbsent(number, first -> new HashSet<>()).add(person)) {
      numbersOfAll++;
    }
  }

  boolean hasTaxIds() {
    return !taxIds.isEmpty();
  }

  boolean hasTaxId(String taxId) {
    return taxIds.contains(taxId);
  }

  boolean hasNumber(String e164) {
    return numbers.keySet().stream().anyMatch(number -> number.e164().equals(e164));
  }

  /** Whether the client's tax ids speak against it being the one with this tax id. */
  boolean contradicts(Optional<String> taxId) {
    return taxId.isPresent() && hasTaxIds() && !hasTaxId(taxId.get());
  }

  boolean isCalled(String otherName) {
    return Text.folded(name).equals(Text.folded(otherName));
  }

  /** Of what the client would get too much by this row, if of anything; nothing of it is to be put in then. */
  Optional<ImportField> fullFor(ImportRow.Readable row) {
    Person person = row.contact().map(fields -> byName.get(Text.folded(fields.name()))).orElse(null);
    long own = row.numbers().stream().filter(number -> !numbers.containsKey(number)).count();
    long theirs = row.contactNumbers().stream().filter(number -> person == null
        || !numbers.getOrDefault(number, Set.of()).contains(Optional.of(person))).count();
    if (own + theirs > 0 && numbersOfAll + own + theirs > Passports.MOST_PARTS) {
      return Optional.of(own > 0 ? ImportField.PHONE : ImportField.CONTACT_PHONE);
    }
    if (row.contact().isPresent() && person == null && people.size() >= Passports.MOST_PARTS) {
      return Optional.of(ImportField.CONTACT);
    }
    return !knowsFirm(row) && firms >= Passports.MOST_PARTS ? Optional.of(ImportField.FIRM) : Optional.empty();
  }

  /**
   * Puts the row in, as far as the client is empty.
   *
   * @param remarks gets what the client had otherwise
   * @return whether anything came in
   */
  boolean take(ImportRow.Readable row, List<Remark> remarks) {
    boolean before = changed;
    changed = false;
    takeTexts(row, remarks);
    takeImportance(row, remarks);
    takeFirm(row);
    int numbersBefore = newNumbers.size();
    row.numbers().forEach(this::takeOwnNumber);
    boolean personCame = row.contact().isPresent() && takePerson(row.contact().get(), row.contactNumbers(), remarks);
    boolean came = changed || personCame || newNumbers.size() > numbersBefore;
    changed |= before;
    return came;
  }

  private void takeTexts(ImportRow.Readable row, List<Remark> remarks) {
    row.texts().forEach((field, text) -> {
      if (field == ImportField.FIRM) {
        return;
      }
      String present = texts.putIfAbsent(field, text);
      if (present == null) {
        changed = true;
      } else if (!present.equals(text)) {
        remarks.add(Remark.of(Code.KEPT, field, text));
      }
    });
  }

  private void takeImportance(ImportRow.Readable row, List<Remark> remarks) {
    Optional<PersonId> newOwner = filled(owner, row.owner(), ImportField.OWNER, remarks);
    Optional<Category> newCategory = filled(category, row.category(), ImportField.CATEGORY, remarks);
    boolean newVip = vip || row.vip() || newCategory.equals(Optional.of(Category.VIP));
    changed |= !newOwner.equals(owner) || !newCategory.equals(category) || newVip != vip;
    owner = newOwner;
    category = newCategory;
    vip = newVip;
  }

  private void takeFirm(ImportRow.Readable row) {
    Optional<String> firmName = Optional.ofNullable(row.texts().get(ImportField.FIRM));
    if (!knowsFirm(row)) {
      newFirms.add(new Firm(firmName, row.taxId()));
      knownFirm(firmName, row.taxId());
      changed = true;
    }
  }

  private boolean knowsFirm(ImportRow.Readable row) {
    return row.taxId().isPresent()
        ? taxIds.contains(row.taxId().get())
        : Optional.ofNullable(row.texts().get(ImportField.FIRM)).map(Text::folded)
            .filter(folded -> !firmNames.contains(folded)).isEmpty();
  }

  /** A number that somebody at the client has is the client's already. */
  private void takeOwnNumber(PhoneNumber number) {
    if (!numbers.containsKey(number)) {
      knownNumber(Optional.empty(), number);
      newNumbers.add(new Number(Optional.empty(), number));
    }
  }

  private boolean takePerson(ContactFields fields, List<PhoneNumber> theirs, List<Remark> remarks) {
    Person person = byName.get(Text.folded(fields.name()));
    boolean came = person == null || person.fillFrom(fields, remarks);
    if (person == null) {
      person = knownPerson(new Person(0, true, fields));
    }
    for (PhoneNumber number : theirs) {
      if (numbers.computeIfAbsent(number, first -> new HashSet<>()).add(Optional.of(person))) {
        numbersOfAll++;
        newNumbers.add(new Number(Optional.of(person), number));
      }
    }
    return came;
  }

  private static <T> Optional<T> filled(
      Optional<T> present, Optional<T> offered, ImportField field, List<Remark> remarks) {
    if (present.isPresent() && offered.isPresent() && !present.equals(offered)) {
      String said = offered.get() instanceof PersonId ? "" : offered.get().toString();
      remarks.add(Remark.of(Code.KEPT, field, said));
    }
    return present.or(() -> offered);
  }
}
