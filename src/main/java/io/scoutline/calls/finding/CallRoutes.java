package io.scoutline.calls.finding;

import io.scoutline.calls.Call;
import io.scoutline.calls.Disposition;
import io.scoutline.calls.rows.CallStore;
import io.scoutline.calls.tracking.CallStream;
import io.scoutline.kernel.Actor;
import io.scoutline.kernel.CallId;
import io.scoutline.kernel.ClientId;
import io.scoutline.kernel.PersonId;
import io.scoutline.pbx.PbxEvent;
import io.scoutline.people.Oversight;
import io.scoutline.people.PeopleDirectory;
import io.scoutline.platform.api.Access;
import io.scoutline.platform.api.Api;
import io.scoutline.platform.api.Reply;
import io.scoutline.platform.api.Request;
import io.scoutline.platform.wire.DayRange;
import io.scoutline.platform.wire.Problem;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Calls over HTTP: lists, one call, its timeline; each within what the asker may see. */
public final class CallRoutes {

  /** A page of lines; {@code next} asks for the one after. */
  public record Page(List<CallLine> items, Optional<String> next) {}

  /** A step of the timeline (P2.7): the event as it came, named as in the flight record. */
  public record Step(java.time.Instant at, String kind, String channel, Object event) {}

  public record Timeline(List<Step> steps) {}

  private final CallStore store;
  private final CallFinderStore finder;
  private final CallStream stream;
  private final BiPredicate<Actor, CallId> mayName;
  private final Supplier<PeopleDirectory> people;
  private final InstantSource clock;

  /** @param mayName whether somebody may say with whom a call was; asked on the request's thread, may wait */
  public CallRoutes(CallStore store, CallFinderStore finder, CallStream stream, BiPredicate<Actor, CallId> mayName,
      Supplier<PeopleDirectory> people, InstantSource clock) {
    this.store = store;
    this.finder = finder;
    this.stream = stream;
    this.mayName = mayName;
    this.people = people;
    this.clock = clock;
  }

  public void register(Api api) {
    api.operation("listCalls", Access.signedIn(), this::list);
    api.operation("getCall", Access.signedIn(), this::get);
    api.operation("getTimeline", Access.signedIn(), this::timeline);
  }

  private Reply list(Request request) {
    Optional<String> ids = request.queryText("ids");
    if (ids.isPresent()) {
      return Reply.ok(new Page(finder.among(sightOf(request.actor()), ids(ids.get())), Optional.empty()));
    }
    int limit = request.queryNumber("limit").orElse(50L).intValue();
    var filter = new CallFilter(request.queryNumber("person").map(PersonId::new),
        request.queryNumber("client").map(ClientId::new),
        request.queryText("day").map(day -> DayRange.OF_RECORDS.read("day", day)),
        request.queryText("disposition").map(text -> Disposition.valueOf(text.toUpperCase(Locale.ROOT))),
        request.queryText("cursor").map(CallRoutes::cursor), limit + 1);
    List<CallLine> lines = finder.find(sightOf(request.actor()), filter);
    List<CallLine> page = lines.size() > limit ? lines.subList(0, limit) : lines;
    return Reply.ok(new Page(page, lines.size() > limit ? Optional.of(page.getLast().id().toString())
        : Optional.empty()));
  }

  private CallSight sightOf(Actor actor) {
    return new CallSight(actor, Oversight.of(actor, people.get()));
  }

  private static List<CallId> ids(String text) {
    try {
      return Stream.of(text.split(",")).map(id -> new CallId(UUID.fromString(id))).toList();
    } catch (IllegalArgumentException notOne) {
      throw Problem.invalid("ids", "malformed", "These are not ids of calls, parted by commas.");
    }
  }

  private static CallId cursor(String text) {
    try {
      return new CallId(UUID.fromString(text));
    } catch (IllegalArgumentException notOurs) {
      throw Problem.invalid("cursor", "not_a_cursor", "Begin with the first page again.");
    }
  }

  private Reply get(Request request) {
    CallId id = store.resolve(new CallId(request.pathUuid("id")));
    CallLine line = visible(request, id);
    Call call = live(id).or(() -> store.find(id)).orElseThrow(() -> Problem.notFound("call"));
    boolean nameable = call.isExternal() && mayName.test(request.actor(), id);
    return Reply.ok(CallView.of(call, line, finder.notes(id), people.get(), clock.instant(),
        request.actor().person(), nameable));
  }

  private Reply timeline(Request request) {
    CallId id = store.resolve(new CallId(request.pathUuid("id")));
    visible(request, id);
    List<PbxEvent> kept = store.flight(id);
    List<PbxEvent> events = kept.isEmpty() ? onOwner(() -> stream.flightOf(id)) : kept;
    var steps = new ArrayList<Step>();
    for (PbxEvent event : events) {
      String channel = event instanceof PbxEvent.OfChannel of ? of.channel().name() : "";
      steps.add(new Step(event.at(), event.getClass().getSimpleName(), channel, event));
    }
    return Reply.ok(new Timeline(steps));
  }

  private CallLine visible(Request request, CallId id) {
    return finder.line(sightOf(request.actor()), id).orElseThrow(() -> Problem.notFound("call"));
  }

  private Optional<Call> live(CallId id) {
    return onOwner(() -> stream.call(id)).filter(Call::isOpen);
  }

  private <T> T onOwner(Supplier<T> question) {
    var answer = new CompletableFuture<T>();
    stream.owner().runOnContext(_ -> answer.complete(question.get()));
    return answer.join();
  }
}
