package io.scoutline.desk;

import io.scoutline.calls.finding.CallFinderStore;
import io.scoutline.calls.finding.CallLine;
import io.scoutline.clients.directory.ClientEntry;
import io.scoutline.clients.directory.ContactEntry;
import io.scoutline.clients.passport.Contact;
import io.scoutline.clients.passport.Dossier;
import io.scoutline.clients.passport.Passport;
import io.scoutline.clients.passport.Passports;
import io.scoutline.kernel.Actor;
import io.scoutline.kernel.ClientId;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.PhoneNumber;
import io.scoutline.kernel.PromiseId;
import io.scoutline.people.Language;
import io.scoutline.people.PeopleDirectory;
import io.scoutline.people.Person;
import io.scoutline.platform.wire.Wire;
import io.scoutline.promises.Promise;
import io.scoutline.promises.PromiseStore;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Dossier, promises and history from the database, each card on a virtual thread of its own. Whoever has the card may
 * read them: they are what it is for (P3.2). When the database is away the card simply stays as first painted.
 */
public final class LoadedDetails implements CardDetails {

  private static final int HISTORY = 10;

  public record PromiseLine(PromiseId id, String kind, int times, Instant since) {}

  public record Detail(List<String> dossier, List<PromiseLine> promises, Optional<CallLine> lastContact,
      List<CallLine> history) {}

  private final Passports passports;
  private final PromiseStore promises;
  private final CallFinderStore calls;
  private final Supplier<PeopleDirectory> people;
  private final Executor virtualThreads;

  /** @param virtualThreads runs each task on a virtual thread of its own */
  public LoadedDetails(Passports passports, PromiseStore promises, CallFinderStore calls,
      Supplier<PeopleDirectory> people, Executor virtualThreads) {
    this.passports = passports;
    this.promises = promises;
    this.calls = calls;
    this.people = people;
    this.virtualThreads = virtualThreads;
  }

  @Override
  public CompletionStage<JsonObject> of(Card card) {
    return CompletableFuture.supplyAsync(() -> Wire.object(load(card)), virtualThreads);
  }

  private Detail load(Card card) {
    Optional<ClientId> client = card.subject().client().map(entry -> entry.id());
    Actor asking = people.get().actor(card.person()).orElseGet(() -> withoutRights(card.person()));
    List<CallLine> history = history(card, asking);
    List<PromiseLine> owed = client.map(promises::ofClient).orElse(List.of()).stream()
        .map(LoadedDetails::line).toList();
    return new Detail(client.map(id -> dossier(card, id)).orElse(List.of()), owed,
        history.stream().filter(line -> !line.talk().isZero()).findFirst(), history);
  }

  /** Of the client; of the number while nobody has it; of both when the client was made from such a call. */
  private List<CallLine> history(Card card, Actor asking) {
    Optional<String> number = card.origin().outside().outside().map(PhoneNumber::e164);
    Optional<ClientEntry> client = card.subject().client();
    if (client.isEmpty()) {
      return number.map(called -> calls.history(asking, called, card.call(), HISTORY)).orElse(List.of());
    }
    ClientId id = client.get().id();
    return number.filter(_ -> client.get().draft())
        .map(called -> calls.history(asking, id, called, card.call(), HISTORY))
        .orElseGet(() -> calls.history(asking, id, card.call(), HISTORY));
  }

  /** Somebody who was dismissed while they talked. */
  private static Actor withoutRights(PersonId person) {
    return new Actor(person, Set.of(), 0, Set.of());
  }

  private List<String> dossier(Card card, ClientId client) {
    Locale language = people.get().person(card.person()).map(Person::language).map(Language::locale)
        .orElse(Locale.ENGLISH);
    Optional<Passport> passport = passports.find(client);
    return passport.map(found -> Dossier.lines(found, onTheLine(card, found), language)).orElse(List.of());
  }

  private static Optional<Contact> onTheLine(Card card, Passport passport) {
    Optional<ContactEntry> known = card.subject() instanceof Subject.Known subject ? subject.contact()
        : Optional.empty();
    return known.flatMap(entry -> passport.contact(entry.id()));
  }

  private static PromiseLine line(Promise promise) {
    return new PromiseLine(promise.id(), "call_back", promise.times(), promise.madeAt());
  }
}
