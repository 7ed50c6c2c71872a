package io.scoutline.clients.passport;

import io.scoutline.clients.Category;
import io.scoutline.clients.ClientStatus;
import io.scoutline.clients.DecisionRole;
import io.scoutline.clients.numbers.NumberPlace;
import io.scoutline.clients.numbers.NumberPlaces;
import io.scoutline.clients.search.Found;
import io.scoutline.kernel.ClientId;
import io.scoutline.kernel.ContactId;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.PhoneNumber;
import io.scoutline.people.PeopleDirectory;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Clients as the API shows them. */
public final class ClientViews {

  record Named(long id, String name) {}

  record FoundView(
      ClientId id, String name, Optional<String> channel, Optional<String> region, Optional<Category> category,
      boolean vip, boolean draft, ClientStatus status, Optional<Named> owner, Found.By by, String matched) {}

  record FoundPage(List<FoundView> items, Optional<String> next) {}

  record LastScoutView(Named person, Instant at) {}

  record FirmView(long id, Optional<String> name, Optional<String> taxId) {}

  record ContactView(
      ContactId id, String name, Optional<String> position, Optional<DecisionRole> decision, Optional<String> email,
      List<String> dossier, Map<String, String> passport, long version) {}

  /** {@code shown} is the number as people write it. */
  record NumberView(
      long id, Optional<ContactId> contactId, String e164, String extension, Optional<String> label, String shown,
      Optional<String> region, Optional<ZoneId> zone) {}

  record ClientView(
      ClientId id, String name, Optional<String> channel, Optional<String> subchannel, Optional<String> region,
      Optional<String> segment, Optional<String> source, Optional<String> sourceDetail, Optional<String> note,
      Optional<Named> owner, Optional<Named> second, Optional<Named> scout, Optional<Category> category, boolean vip,
      ClientStatus status, boolean draft, Map<String, String> passport, Optional<LastScoutView> lastScout,
      Instant createdAt, Optional<Named> createdBy, Instant updatedAt, Optional<Instant> confirmedAt,
      Optional<Named> confirmedBy, long version, List<FirmView> firms, List<ContactView> contacts,
      List<NumberView> numbers) {}

  /** Those who decide stand first, those of unknown weight behind the gatekeepers. */
  private static final Comparator<Contact> BY_DECISION =
      Comparator.comparing(contact -> contact.fields().decision().map(Enum::ordinal).orElse(Integer.MAX_VALUE));

  private final PeopleDirectory people;
  private final NumberPlaces places;
  private final Locale language;

  /** @param language of regions */
  public ClientViews(PeopleDirectory people, NumberPlaces places, Locale language) {
    this.people = people;
    this.places = places;
    this.language = language;
  }

  FoundView found(Found found) {
    String matched = found.by() == Found.By.NUMBER
        ? places.shown(PhoneNumber.of(found.matched())) : found.matched();
    return new FoundView(found.id(), found.name(), found.channel(), found.region(), found.category(), found.vip(),
        found.draft(), found.status(), named(found.owner()), found.by(), matched);
  }

  ClientView client(Passport passport) {
    Client client = passport.client();
    ClientFields fields = client.fields();
    return new ClientView(client.id(), fields.name(), fields.channel(), fields.subchannel(), fields.region(),
        fields.segment(), fields.source(), fields.sourceDetail(), fields.note(), named(fields.owner()),
        named(fields.second()), named(fields.scout()), fields.category(), fields.vip(), fields.status(),
        client.draft(), answers(fields.passport()),
        client.lastScout().map(last -> new LastScoutView(name(last.scout()), last.at())), client.createdAt(),
        named(client.createdBy()), client.updatedAt(), client.confirmedAt(), named(client.confirmedBy()),
        client.version(),
        passport.entities().stream().map(firm -> new FirmView(firm.id(), firm.name(), firm.taxId())).toList(),
        passport.contacts().stream().sorted(BY_DECISION).map(ClientViews::contact).toList(),
        passport.numbers().stream().map(this::number).toList());
  }

  private static ContactView contact(Contact contact) {
    ContactFields fields = contact.fields();
    return new ContactView(contact.id(), fields.name(), fields.position(), fields.decision(), fields.email(),
        fields.dossier(), answers(fields.passport()), contact.version());
  }

  private NumberView number(ClientNumber number) {
    NumberPlace place = places.place(number.number(), language);
    return new NumberView(number.id(), number.contact(), number.number().e164(), number.number().extension(),
        number.label(), places.shown(number.number()), place.region(), place.zone());
  }

  private Optional<Named> named(Optional<PersonId> person) {
    return person.map(this::name);
  }

  private Named name(PersonId person) {
    return new Named(person.value(), people.person(person).map(found -> found.name()).orElse("?"));
  }

  private static Map<String, String> answers(Map<PassportField, String> passport) {
    var answers = new LinkedHashMap<String, String>();
    for (PassportField field : PassportField.values()) {
      if (passport.containsKey(field)) {
        answers.put(field.code(), passport.get(field));
      }
    }
    return answers;
  }
}
