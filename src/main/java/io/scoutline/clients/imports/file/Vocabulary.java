package io.scoutline.clients.imports.file;

import io.scoutline.clients.Category;
import io.scoutline.clients.DecisionRole;
import io.scoutline.clients.search.Text;
import io.scoutline.kernel.PersonId;
import io.scoutline.people.PeopleDirectory;
import io.scoutline.people.Person;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The words of a file's cells that mean something to us, in Russian and English. Immutable. */
public final class Vocabulary {

  private static final Set<String> YES = Set.of("да", "yes", "true", "1", "+", "x", "х", "vip", "вип", "истина");
  private static final Set<String> NO = Set.of("нет", "no", "false", "0", "-", "ложь");
  private static final Map<String, Category> CATEGORIES = Map.ofEntries(
      Map.entry("возвращенный", Category.REVIVED), Map.entry("реанимированный", Category.REVIVED),
      Map.entry("новый", Category.NEW), Map.entry("разовый", Category.ONE_OFF),
      Map.entry("периодический", Category.PERIODIC), Map.entry("перспективный", Category.PROMISING),
      Map.entry("постоянный", Category.REGULAR), Map.entry("партнер", Category.PARTNER),
      Map.entry("вип", Category.VIP), Map.entry("ключевой", Category.VIP), Map.entry("key", Category.VIP),
      Map.entry("one-off", Category.ONE_OFF));
  private static final Map<String, DecisionRole> DECISIONS = Map.ofEntries(
      Map.entry("решает", DecisionRole.DECIDES), Map.entry("принимает решение", DecisionRole.DECIDES),
      Map.entry("лпр", DecisionRole.DECIDES), Map.entry("decision maker", DecisionRole.DECIDES),
      Map.entry("влияет", DecisionRole.INFLUENCES), Map.entry("лвпр", DecisionRole.INFLUENCES),
      Map.entry("советует", DecisionRole.ADVISES), Map.entry("консультирует", DecisionRole.ADVISES),
      Map.entry("секретарь", DecisionRole.GATEKEEPER), Map.entry("не пускает", DecisionRole.GATEKEEPER));

  private final Map<String, Optional<PersonId>> people = new HashMap<>();
  private final Set<PersonId> owners;

  /** People are known by login, and by name where only one has it. */
  public Vocabulary(PeopleDirectory directory) {
    for (Person person : directory.people()) {
      if (person.active()) {
        people.merge(word(person.name()), Optional.of(person.id()), (one, other) -> Optional.empty());
      }
    }
    owners = directory.people().stream().filter(Person::ownsClients).map(Person::id).collect(Collectors.toSet());
    directory.people().stream().filter(Person::active)
        .forEach(person -> people.put(word(person.login()), Optional.of(person.id())));
  }

  Optional<PersonId> person(String text) {
    return people.getOrDefault(word(text), Optional.empty());
  }

  /** Whether this person's roles own clients (P1). */
  boolean ownsClients(PersonId person) {
    return owners.contains(person);
  }

  Optional<Category> category(String text) {
    return ofCode(Category.values(), text).or(() -> Optional.ofNullable(CATEGORIES.get(word(text))));
  }

  Optional<DecisionRole> decision(String text) {
    return ofCode(DecisionRole.values(), text).or(() -> Optional.ofNullable(DECISIONS.get(word(text))));
  }

  Optional<Boolean> yes(String text) {
    String word = word(text);
    return YES.contains(word) ? Optional.of(true) : NO.contains(word) ? Optional.of(false) : Optional.empty();
  }

  private static <E extends Enum<E>> Optional<E> ofCode(E[] constants, String text) {
    for (E constant : constants) {
      if (constant.name().equalsIgnoreCase(text.strip().replace(' ', '_'))) {
        return Optional.of(constant);
      }
    }
    return Optional.empty();
  }

  private static String word(String text) {
    return Text.folded(text).strip().replaceAll("\\s+", " ");
  }
}
