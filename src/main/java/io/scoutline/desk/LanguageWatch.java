package io.scoutline.desk;

import io.scoutline.kernel.PersonId;
import io.scoutline.people.Language;
import io.scoutline.people.PeopleDirectory;
import io.scoutline.people.Person;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Tells who works in another language than before; told of each directory on the thread that read it. */
public final class LanguageWatch {

  private final Consumer<PersonId> changed;
  private Map<PersonId, Language> before;

  public LanguageWatch(PeopleDirectory now, Consumer<PersonId> changed) {
    this.changed = changed;
    this.before = languages(now);
  }

  public void on(PeopleDirectory now) {
    Map<PersonId, Language> known = before;
    before = languages(now);
    before.forEach((person, language) -> {
      if (known.getOrDefault(person, language) != language) {
        changed.accept(person);
      }
    });
  }

  private static Map<PersonId, Language> languages(PeopleDirectory people) {
    return people.people().stream().collect(Collectors.toMap(Person::id, Person::language));
  }
}
