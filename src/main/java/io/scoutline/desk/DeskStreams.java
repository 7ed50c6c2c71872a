package io.scoutline.desk;

import io.scoutline.clients.numbers.NumberPlace;
import io.scoutline.clients.numbers.NumberPlaces;
import io.scoutline.kernel.CallId;
import io.scoutline.kernel.CallerNumber;
import io.scoutline.kernel.PersonId;
import io.scoutline.pbx.LinkStatus;
import io.scoutline.people.Language;
import io.scoutline.people.PeopleDirectory;
import io.scoutline.people.Person;
import io.scoutline.platform.api.Access;
import io.scoutline.platform.live.Live;
import io.scoutline.presence.PersonPresence;
import io.scoutline.presence.Presence;
import io.scoutline.presence.PresenceState;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Each person's own stream on the live channel (topic {@code desk}): cards, their own state, the links, how many
 * call-backs they owe. Whoever is signed in has theirs and nobody else's.
 */
public final class DeskStreams implements DeskFeed, Presence.Listener {

  private static final String TOPIC = "desk";

  public record Closed(CallId callId, long version, CloseReason reason, Optional<String> by) {}

  public record State(PresenceState state, Instant since, Optional<String> reason) {}

  public record Recorded(CallId callId) {}

  public record Owed(int open) {}

  /** @param promises absent while the database is away */
  public record Snapshot(List<CardView> cards, State availability, List<LinkStatus> link, Optional<Owed> promises) {}

  private final Live live;
  private final Desk desk;
  private final Supplier<PeopleDirectory> people;
  private final NumberPlaces places;
  private final Presence presence;
  private final Supplier<List<LinkStatus>> links;
  private final Function<PersonId, Future<Integer>> owed;

  /**
   * @param links how the links stand now
   * @param owed how many call-backs a person owes; never waits
   */
  public DeskStreams(Live live, Desk desk, Supplier<PeopleDirectory> people, NumberPlaces places, Presence presence,
      Supplier<List<LinkStatus>> links, Function<PersonId, Future<Integer>> owed) {
    this.live = live;
    this.desk = desk;
    this.people = people;
    this.places = places;
    this.presence = presence;
    this.links = links;
    this.owed = owed;
  }

  /** Opens the topic; at start. */
  public void open() {
    live.topic(TOPIC, Access.signedIn(), actor -> actor.person().toString(), this::snapshot);
  }

  private Future<Snapshot> snapshot(String stream) {
    var person = new PersonId(Long.parseLong(stream));
    return owed.apply(person).map(count -> Optional.of(new Owed(count))).otherwise(Optional.empty())
        .map(promises -> new Snapshot(desk.cardsOf(person).stream().map(this::view).toList(),
            state(presence.snapshot().of(person)), links.get(), promises));
  }

  @Override
  public void card(Card card) {
    live.publish(TOPIC, card.person().toString(), "card", view(card));
  }

  @Override
  public void closed(PersonId person, CallId call, long version, CloseReason reason, Optional<PersonId> by) {
    live.publish(TOPIC, person.toString(), "closed",
        new Closed(call, version, reason, by.flatMap(people.get()::person).map(Person::name)));
  }

  @Override
  public void on(PersonPresence now) {
    live.publish(TOPIC, now.person().toString(), "availability", state(now));
  }

  /** A link has gone or come back; each open desk says so (P17.6). */
  public void linksChanged() {
    List<LinkStatus> now = links.get();
    people.get().people().forEach(person -> live.publish(TOPIC, person.id().toString(), "link", now));
  }

  /** Somebody owes so many call-backs now; any thread. */
  public void promisesAre(PersonId person, int open) {
    live.publish(TOPIC, person.toString(), "promises", new Owed(open));
  }

  /** Somebody's call-backs have changed; any thread. */
  public void promisesChanged(PersonId person) {
    if (live.isFollowed(TOPIC, person.toString())) {
      owed.apply(person).onSuccess(count -> promisesAre(person, count));
    }
  }

  /** A recording of a call can be played. */
  public void recorded(CallId call, Set<PersonId> whom) {
    whom.forEach(person -> live.publish(TOPIC, person.toString(), "recorded", new Recorded(call)));
  }

  private static State state(PersonPresence presence) {
    return new State(presence.state(), presence.since(), presence.reason());
  }

  private CardView view(Card card) {
    PeopleDirectory now = people.get();
    Locale language = now.person(card.person()).map(Person::language).map(Language::locale).orElse(Locale.ENGLISH);
    return CardView.of(card, now, number -> place(number, language));
  }

  private CardView.Place place(CallerNumber number, Locale language) {
    NumberPlace place = number.outside().map(outside -> places.place(outside, language)).orElse(NumberPlace.UNKNOWN);
    return new CardView.Place(place.region(), place.zone().map(ZoneId::getId));
  }
}
