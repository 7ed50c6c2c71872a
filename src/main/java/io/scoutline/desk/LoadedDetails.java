package io.scoutline.desk;

import io.scoutline.calls.finding.CallFinderStore;
import io.scoutline.calls.finding.CallFinderStore.PastCalls;
import io.scoutline.calls.finding.CallLine;
import io.scoutline.clients.directory.ClientEntry;
import io.scoutline.clients.directory.ContactEntry;
import io.scoutline.clients.passport.Dossier;
import io.scoutline.clients.passport.Passports;
import io.scoutline.kernel.Actor;
import io.scoutline.kernel.CallId;
import io.scoutline.kernel.ContactId;
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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Dossier, promises and history from the database, on virtual threads. Whoever has the card may read them: they are
 * what it is for (P3.2). A call that rings for a whole team opens many cards at once: they share one reading, and each
 * takes from it what its person may hear, in that person's language. When the database is away the card simply stays as
 * first painted.
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
  private final Map<Asked, CompletableFuture<Read>> underWay = new ConcurrentHashMap<>();

  /** Named anew in any way is asked anew: a reading under way may be older than that. */
  private record Asked(CallId call, Subject subject, Optional<String> number) {}

  private record Read(Optional<Dossier> dossier, List<PromiseLine> promises, PastCalls history) {}

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
    var asked = new Asked(card.call(), card.subject(),
        card.origin().outside().outside().map(PhoneNumber::e164));
    CompletableFuture<Read> reading = underWay.computeIfAbsent(asked, _ ->
        CompletableFuture.supplyAsync(() -> read(asked), virtualThreads));
    reading.whenComplete((_, _) -> underWay.remove(asked, reading));
    return reading.thenApplyAsync(read -> Wire.object(detail(card, read)), virtualThreads);
  }

  private Read read(Asked asked) {
    Optional<ClientEntry> client = asked.subject().client();
    return new Read(client.map(ClientEntry::id).flatMap(passports::dossier),
        client.map(known -> owed(known, asked.number())).orElse(List.of()), history(asked));
  }

  private List<PromiseLine> owed(ClientEntry client, Optional<String> number) {
    return promises.ofClient(client.id(), number.filter(_ -> client.draft())).stream().map(LoadedDetails::line)
        .toList();
  }

  /** Of the client; of the number while nobody has it; of both when the client was made from such a call. */
  private PastCalls history(Asked asked) {
    Optional<String> number = asked.number();
    Optional<ClientEntry> known = asked.subject().client();
    if (known.isEmpty()) {
      return number.map(called -> calls.history(called, asked.call(), HISTORY)).orElse(PastCalls.NONE);
    }
    ClientEntry client = known.get();
    return number.filter(_ -> client.draft())
        .map(called -> calls.history(client.id(), called, asked.call(), HISTORY))
        .orElseGet(() -> calls.history(client.id(), asked.call(), HISTORY));
  }

  private Detail detail(Card card, Read read) {
    PeopleDirectory now = people.get();
    Locale language = now.person(card.person()).map(Person::language).map(Language::locale).orElse(Locale.ENGLISH);
    List<CallLine> history = read.history().seenBy(
        now.actor(card.person()).orElseGet(() -> withoutRights(card.person())));
    return new Detail(read.dossier().map(dossier -> dossier.lines(onTheLine(card), language)).orElse(List.of()),
        read.promises(), history.stream().filter(line -> !line.talk().isZero()).findFirst(), history);
  }

  /** Somebody who was dismissed while they talked. */
  private static Actor withoutRights(PersonId person) {
    return new Actor(person, Set.of(), 0, Set.of());
  }

  private static Optional<ContactId> onTheLine(Card card) {
    return card.subject() instanceof Subject.Known known ? known.contact().map(ContactEntry::id) : Optional.empty();
  }

  private static PromiseLine line(Promise promise) {
    return new PromiseLine(promise.id(), "call_back", promise.times(), promise.madeAt());
  }
}
