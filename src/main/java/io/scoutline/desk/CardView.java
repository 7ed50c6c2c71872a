package io.scoutline.desk;

import io.scoutline.calls.RouteKind;
import io.scoutline.calls.RouteNote;
import io.scoutline.clients.DecisionRole;
import io.scoutline.clients.directory.ClientEntry;
import io.scoutline.clients.directory.ContactEntry;
import io.scoutline.clients.directory.Match;
import io.scoutline.kernel.CallId;
import io.scoutline.kernel.CallerNumber;
import io.scoutline.kernel.ClientId;
import io.scoutline.kernel.ContactId;
import io.scoutline.kernel.PersonId;
import io.scoutline.people.EndpointAssignment;
import io.scoutline.people.PeopleDirectory;
import io.scoutline.people.Person;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** A card as it goes over the wire; see docs/contracts.md. */
public record CardView(
    CallId callId, long version, CardPhase phase, String direction, Instant ringingSince, Optional<Instant> answeredAt,
    Optional<Instant> endedAt, Optional<Instant> wrapUpUntil, CardRole role, Caller caller, String dialled,
    String match, Optional<Client> client, Optional<Contact> contact, List<Choice> choices, Optional<Route> route,
    DraftView draft, List<Note> earlierNotes, Optional<JsonObject> detail) {

  public record Caller(String kind, Optional<String> e164, String extension, String said, String name,
      Optional<String> region, Optional<String> zone) {}

  public record Named(PersonId id, String name) {}

  public record Client(ClientId id, String name, Optional<String> category, boolean vip, boolean draft,
      Optional<String> channel, Optional<String> region, Optional<String> source, Optional<Named> owner) {}

  public record Contact(ContactId id, String name, Optional<String> position, Optional<DecisionRole> decision) {}

  public record Choice(ClientId clientId, String clientName, Optional<ContactId> contactId,
      Optional<String> contactName, Optional<String> position, Optional<String> owner) {}

  public record Route(RouteKind kind, String reason, int attempt, List<Step> steps) {}

  public record Step(String code, Optional<String> person) {}

  public record DraftView(String text, int version, Optional<Instant> savedAt) {}

  public record Note(String by, String text) {}

  /** Region and time zone of a number, for display; from memory. */
  public record Place(Optional<String> region, Optional<String> zone) {}

  static CardView of(Card card, PeopleDirectory people, Function<CallerNumber, Place> places) {
    return new CardView(card.call(), card.version(), card.phase(), lower(card.origin().direction()),
        card.ringingSince(), card.answeredAt(), card.endedAt(), card.wrapUpUntil(), card.role(),
        caller(card, people, places), card.origin().dialled(), match(card.subject()),
        card.subject().client().map(client -> client(client, people)),
        contact(card.subject()), choices(card.subject(), people), card.route().map(note -> route(note, people)),
        new DraftView(card.draft().text(), card.draft().version(), card.draft().savedAt()),
        card.earlierNotes().stream().map(note -> new Note(name(people, note.by()), note.text())).toList(),
        card.detail());
  }

  private static Caller caller(Card card, PeopleDirectory people, Function<CallerNumber, Place> places) {
    if (card.subject() instanceof Subject.Internal(Optional<PersonId> colleague)) {
      return colleague(card, colleague, people);
    }
    CallerNumber outside = card.origin().outside();
    Place place = places.apply(outside);
    String kind = switch (outside) {
      case CallerNumber.Outside _ -> "outside";
      case CallerNumber.Extension _ -> "extension";
      case CallerNumber.Hidden _ -> "hidden";
      case CallerNumber.Unreadable _ -> "unreadable";
    };
    String extension = outside instanceof CallerNumber.Extension inner ? inner.digits()
        : outside.outside().map(number -> number.extension()).orElse("");
    return new Caller(kind, outside.outside().map(number -> number.e164()), extension, outside.said(),
        card.origin().callerName(), place.region(), place.zone());
  }

  /** Who of us is at the other end: what was dialled to whoever dialled it, their own extension to whom it rings. */
  private static Caller colleague(Card card, Optional<PersonId> colleague, PeopleDirectory people) {
    String extension = card.role() == CardRole.PLACED ? card.origin().dialled()
        : colleague.flatMap(one -> people.endpointsOf(one).stream().findFirst()).map(EndpointAssignment::extension)
            .orElse("");
    return new Caller("extension", Optional.empty(), extension, extension,
        colleague.flatMap(people::person).map(Person::name).orElse(""), Optional.empty(), Optional.empty());
  }

  private static String match(Subject subject) {
    return switch (subject) {
      case Subject.Known _ -> "known";
      case Subject.Unknown _ -> "unknown";
      case Subject.Ambiguous _ -> "ambiguous";
      case Subject.Hidden _ -> "hidden";
      case Subject.Internal _ -> "internal";
    };
  }

  private static Client client(ClientEntry client, PeopleDirectory people) {
    return new Client(client.id(), client.name(), client.category().map(CardView::lower), client.vip(),
        client.draft(), client.channel(), client.region(), client.source(),
        client.owner().map(owner -> new Named(owner, name(people, owner))));
  }

  private static Optional<Contact> contact(Subject subject) {
    return subject instanceof Subject.Known known
        ? known.contact().map(entry -> new Contact(entry.id(), entry.name(), entry.position(), entry.decision()))
        : Optional.empty();
  }

  private static List<Choice> choices(Subject subject, PeopleDirectory people) {
    return switch (subject) {
      case Subject.Known known -> known.choices().stream()
          .map(contact -> choice(known.entry(), Optional.of(contact), people)).toList();
      case Subject.Ambiguous ambiguous -> ambiguous.choices().stream()
          .flatMap(known -> ofClient(known, people).stream()).toList();
      case Subject.Unknown _, Subject.Hidden _, Subject.Internal _ -> List.of();
    };
  }

  static List<Choice> ofClient(Match.Known known, PeopleDirectory people) {
    if (known.contact().isEmpty() && !known.choices().isEmpty()) {
      return known.choices().stream().map(contact -> choice(known.client(), Optional.of(contact), people)).toList();
    }
    return List.of(choice(known.client(), known.contact(), people));
  }

  private static Choice choice(ClientEntry client, Optional<ContactEntry> contact, PeopleDirectory people) {
    return new Choice(client.id(), client.name(), contact.map(ContactEntry::id), contact.map(ContactEntry::name),
        contact.flatMap(ContactEntry::position), client.owner().map(owner -> name(people, owner)));
  }

  private static Route route(RouteNote note, PeopleDirectory people) {
    return new Route(note.kind(), note.reason(), note.attempt(), note.steps().stream()
        .map(step -> new Step(step.code(), step.person().map(person -> name(people, person)))).toList());
  }

  private static String name(PeopleDirectory people, PersonId person) {
    return people.person(person).map(Person::name).orElse("#" + person);
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
