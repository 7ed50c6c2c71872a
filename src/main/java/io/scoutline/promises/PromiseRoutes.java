package io.scoutline.promises;

import io.scoutline.audit.AuditLog;
import io.scoutline.kernel.Actor;
import io.scoutline.kernel.CallId;
import io.scoutline.kernel.ClientId;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.PromiseId;
import io.scoutline.people.PeopleDirectory;
import io.scoutline.people.Person;
import io.scoutline.platform.api.Access;
import io.scoutline.platform.api.Api;
import io.scoutline.platform.api.Reply;
import io.scoutline.platform.api.Request;
import io.scoutline.platform.database.Database;
import io.scoutline.platform.wire.Problem;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What is owed, over HTTP: each person their own and, for whoever leads, their people's and what nobody has taken. */
public final class PromiseRoutes {

  public record Line(PromiseId id, Optional<PersonId> owner, Optional<String> ownerName, Optional<ClientId> client,
      String clientName, String number, String caller, CallId lastCall, int times, Instant madeAt, Instant lastAt) {}

  public record Page(List<Line> items, Optional<String> next) {}

  private static final long PAGE = 50;

  private final PromiseStore store;
  private final Supplier<PeopleDirectory> people;
  private final Consumer<PersonId> changed;
  private final PromiseWord word;

  /** @param changed told of whose promises have changed, on the request's thread */
  public PromiseRoutes(PromiseStore store, Database database, AuditLog audit, Supplier<PeopleDirectory> people,
      Consumer<PersonId> changed, InstantSource clock) {
    this.store = store;
    this.people = people;
    this.changed = changed;
    this.word = new PromiseWord(database, audit, clock);
  }

  public void register(Api api) {
    api.operation("listPromises", Access.signedIn(), this::list);
    api.operation("keepPromise", Access.signedIn(), this::keep);
    api.operation("reopenPromise", Access.signedIn(), this::reopen);
  }

  private Reply list(Request request) {
    Actor actor = request.actor();
    boolean mine = request.queryFlag("mine").orElse(true);
    int limit = Math.toIntExact(request.queryNumber("limit").orElse(PAGE));
    List<Promise> read = mine || !leads(actor) ? store.openOf(actor.person(), after(request), limit + 1)
        : store.openOfAny(List.copyOf(led(actor)), after(request), limit + 1);
    List<Promise> open = read.subList(0, Math.min(limit, read.size()));
    return Reply.ok(new Page(open.stream().map(promise -> new Line(promise.id(), promise.owner(),
        promise.owner().flatMap(people.get()::person).map(Person::name), promise.client(), promise.clientName(),
        promise.number(), promise.caller(), promise.lastCall(), promise.times(), promise.madeAt(),
        promise.lastAt())).toList(),
        read.size() > limit ? Optional.of(open.getLast().id().toString()) : Optional.empty()));
  }

  private static long after(Request request) {
    try {
      return request.queryText("cursor").map(Long::parseLong).orElse(0L);
    } catch (NumberFormatException notOurs) {
      throw Problem.invalid("cursor", "malformed", "It is not the `next` of a page.");
    }
  }

  private Reply keep(Request request) {
    Promise promise = theirs(request);
    if (!word.kept(request.actor(), promise)) {
      throw Problem.conflict("already_kept", "This call-back was already marked as done.");
    }
    promise.owner().ifPresent(changed);
    return Reply.nothing();
  }

  private Reply reopen(Request request) {
    Promise promise = theirs(request);
    if (!word.reopened(request.actor(), promise)) {
      throw Problem.conflict("not_reopened",
          "This call-back was kept by a call, or the client has called in vain again meanwhile.");
    }
    promise.owner().ifPresent(changed);
    return Reply.nothing();
  }

  private Promise theirs(Request request) {
    Actor actor = request.actor();
    return store.find(new PromiseId(request.pathNumber("id")))
        .filter(promise -> promise.owner().map(owner -> owner.equals(actor.person()) || led(actor).contains(owner))
            .orElse(leads(actor)))
        .orElseThrow(() -> Problem.notFound("promise"));
  }

  private static boolean leads(Actor actor) {
    return actor.looksAtEverybody() || !actor.leads().isEmpty();
  }

  /** Whose call-backs this person may take in hand; a supervisor reviews work and takes none over. */
  private Set<PersonId> led(Actor actor) {
    PeopleDirectory now = people.get();
    return actor.seesWholeCompany() ? now.people().stream().map(Person::id).collect(Collectors.toUnmodifiableSet())
        : now.ledBy(actor);
  }
}
