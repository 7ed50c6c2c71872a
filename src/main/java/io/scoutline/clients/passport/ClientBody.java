package io.scoutline.clients.passport;

import io.scoutline.clients.Category;
import io.scoutline.clients.ClientStatus;
import io.scoutline.clients.DecisionRole;
import io.scoutline.clients.TaxId;
import io.scoutline.clients.passport.NewClient.Firm;
import io.scoutline.clients.search.Text;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.PhoneNumber;
import io.scoutline.people.PeopleDirectory;
import io.scoutline.people.Person;
import io.scoutline.platform.wire.Problem;
import io.scoutline.platform.wire.Problem.Fault;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads what a page sends of a client or contact: a member that is missing leaves the field as it is, {@code null}
 * empties it. Collects everything that is wrong, so that it is told at once ({@link #check}). The contract has been
 * checked before: types and lengths are right.
 */
final class ClientBody {

  private static final int SHORTEST_EMAIL = 3;

  private final JsonObject json;
  private final PeopleDirectory people;
  private final String region;
  private final List<Fault> faults = new ArrayList<>();

  /** @param region whose national numbers are understood */
  ClientBody(JsonObject json, PeopleDirectory people, String region) {
    this.json = json;
    this.people = people;
    this.region = region;
  }

  /** @throws Problem 400 with everything that was wrong */
  void check() {
    if (!faults.isEmpty()) {
      throw Problem.invalid(faults);
    }
  }

  ClientFields clientFields(ClientFields before) {
    return new ClientFields(
        name(before.name()), text("channel", before.channel()), text("subchannel", before.subchannel()),
        text("region", before.region()), text("segment", before.segment()), text("source", before.source()),
        text("sourceDetail", before.sourceDetail()),
        json.containsKey("note") ? Text.lines(json.getString("note")) : before.note(),
        owner("ownerId", before.owner()), owner("secondId", before.second()), person("scoutId", before.scout()),
        category(before), json.getBoolean("vip", before.vip()),
        json.containsKey("status") ? ClientStatus.ofCode(json.getString("status")) : before.status(),
        passport(before.passport()));
  }

  ContactFields contactFields(ContactFields before) {
    return new ContactFields(
        name(before.name()), text("position", before.position()),
        json.containsKey("decision")
            ? Optional.ofNullable(json.getString("decision")).map(DecisionRole::ofCode) : before.decision(),
        email(before.email()), dossier(before.dossier()), passport(before.passport()));
  }

  /** Present when the member is; a firm without a name and without a tax id is left out. */
  Optional<List<Firm>> firms() {
    if (!json.containsKey("firms")) {
      return Optional.empty();
    }
    Set<Firm> firms = new LinkedHashSet<>();
    json.getJsonArray("firms").stream().map(JsonObject.class::cast).forEach(each -> {
      Optional<String> taxId = Text.line(each.getString("taxId")).map(TaxId::plain);
      if (taxId.isPresent() && !TaxId.isPossible(taxId.get())) {
        faults.add(new Fault("firms.taxId", "unreadable", "A tax id has 5 to 20 digits or Latin letters."));
      }
      Optional<String> name = Text.line(each.getString("name"));
      if (name.isPresent() || taxId.isPresent()) {
        firms.add(new Firm(name, taxId));
      }
    });
    List<String> taxIds = firms.stream().flatMap(firm -> firm.taxId().stream()).toList();
    if (taxIds.stream().distinct().count() < taxIds.size()) {
      faults.add(new Fault("firms.taxId", "twice", "Two firms of one client do not have the same tax id."));
    }
    return Optional.of(List.copyOf(firms));
  }

  List<NewClient.Number> numbers() {
    return json.getJsonArray("numbers", new JsonArray()).stream().map(JsonObject.class::cast)
        .flatMap(each -> number(each, "numbers.number")
            .map(number -> new NewClient.Number(number, Text.line(each.getString("label")), shared(each))).stream())
        .toList();
  }

  Optional<PhoneNumber> number() {
    return number(json, "number");
  }

  /** Whether the number may be another client's as well. */
  boolean shared() {
    return shared(json);
  }

  private static boolean shared(JsonObject holder) {
    return holder.getBoolean("shared", false);
  }

  private Optional<PhoneNumber> number(JsonObject holder, String field) {
    String extension = holder.getString("extension", "");
    Optional<PhoneNumber> number = Text.line(holder.getString("number"))
        .flatMap(text -> PhoneNumber.parse(text, region))
        .map(read -> extension == null || extension.isEmpty() ? read : new PhoneNumber(read.e164(), extension));
    if (number.isEmpty()) {
      faults.add(new Fault(field, "unreadable", "This is not a telephone number of any country."));
    }
    return number;
  }

  private String name(String before) {
    if (!json.containsKey("name")) {
      return before;
    }
    Optional<String> name = Text.line(json.getString("name"));
    if (name.isEmpty()) {
      faults.add(new Fault("name", "empty", "A name is needed."));
    }
    return name.orElse(before);
  }

  private Optional<String> text(String field, Optional<String> before) {
    return json.containsKey(field) ? Text.line(json.getString(field)) : before;
  }

  private Optional<String> email(Optional<String> before) {
    Optional<String> email = text("email", before);
    if (email.filter(address -> address.length() < SHORTEST_EMAIL).isPresent()) {
      faults.add(new Fault("email", "too_short", "An e-mail address has at least " + SHORTEST_EMAIL + " characters."));
    }
    return email;
  }

  private Optional<PersonId> person(String field, Optional<PersonId> before) {
    if (!json.containsKey(field)) {
      return before;
    }
    Optional<PersonId> person =
        Optional.ofNullable(json.getLong(field)).filter(id -> id > 0).map(PersonId::new);
    boolean known = person.isEmpty() || person.flatMap(people::person).filter(Person::active).isPresent();
    if (!known && !person.equals(before) || person.isEmpty() && json.getValue(field) != null) {
      faults.add(new Fault(field, "unknown", "There is no such colleague."));
    }
    return person;
  }

  /** Clients are a manager's or a KAM's (P1); who had one before may keep it. */
  private Optional<PersonId> owner(String field, Optional<PersonId> before) {
    Optional<PersonId> person = person(field, before);
    boolean owns = person.flatMap(people::person).filter(found -> !found.ownsClients()).isEmpty();
    if (!owns && !person.equals(before)) {
      faults.add(new Fault(field, "not_an_owner", "This colleague owns no clients: a manager or KAM does."));
    }
    return person;
  }

  private Optional<Category> category(ClientFields before) {
    return json.containsKey("category")
        ? Optional.ofNullable(json.getString("category")).map(Category::ofCode) : before.category();
  }

  private List<String> dossier(List<String> before) {
    return json.containsKey("dossier")
        ? json.getJsonArray("dossier").stream().flatMap(line -> Text.line((String) line).stream()).toList()
        : before;
  }

  /** The answers that are given replace those; {@code null} takes one away. */
  private Map<PassportField, String> passport(Map<PassportField, String> before) {
    var answers = new EnumMap<PassportField, String>(PassportField.class);
    answers.putAll(before);
    Stream.ofNullable(json.getJsonObject("passport")).flatMap(JsonObject::stream).forEach(entry -> {
      PassportField field = PassportField.ofCode(entry.getKey());
      Text.line((String) entry.getValue())
          .ifPresentOrElse(answer -> answers.put(field, answer), () -> answers.remove(field));
    });
    return answers;
  }
}
