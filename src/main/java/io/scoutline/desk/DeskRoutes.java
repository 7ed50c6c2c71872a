package io.scoutline.desk;

import io.scoutline.calls.rows.CallStore;
import io.scoutline.kernel.Actor;
import io.scoutline.kernel.BusinessZone;
import io.scoutline.kernel.CallId;
import io.scoutline.kernel.PersonId;
import io.scoutline.platform.api.Access;
import io.scoutline.platform.api.Api;
import io.scoutline.platform.api.Reply;
import io.scoutline.platform.api.Request;
import io.scoutline.platform.database.DatabaseFault;
import io.scoutline.platform.wire.Problem;
import io.scoutline.presence.Availability;
import io.scoutline.presence.AvailabilityStore;
import io.scoutline.presence.Presence;
import io.vertx.core.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a person does with a card. Only who takes part in a call may write about it (P16.1). */
public final class DeskRoutes {

  public record DraftBody(String text, int version) {}

  public record DraftReply(boolean saved, String text, int version, Optional<Instant> savedAt) {}

  public record WriteUpBody(String note) {}

  public record MoreTimeBody(int minutes) {}

  public record WrapUpReply(Instant until) {}

  public record UnwrittenList(List<Unwritten> items) {}

  public record AvailabilityBody(String state, Optional<String> reason) {}

  private static final Logger LOG = LoggerFactory.getLogger(DeskRoutes.class);

  private final Desk desk;
  private final DeskStore store;
  private final CardWrites writes;
  private final CallStore calls;
  private final Presence presence;
  private final AvailabilityStore availability;
  private final DeskCalls onDesks;
  private final BusinessZone zone;
  private final InstantSource clock;

  public DeskRoutes(Desk desk, DeskStore store, CallStore calls, Presence presence, AvailabilityStore availability,
      Context owner, BusinessZone zone, InstantSource clock) {
    this.desk = desk;
    this.store = store;
    this.onDesks = new DeskCalls(desk, calls, owner);
    this.writes = new CardWrites(store, call -> onDesks.onOwner(() -> desk.current(call)));
    this.calls = calls;
    this.presence = presence;
    this.availability = availability;
    this.zone = zone;
    this.clock = clock;
  }

  public void register(Api api) {
    api.operation("saveDraft", Access.signedIn(), this::saveDraft);
    api.operation("writeUp", Access.signedIn(), this::writeUp);
    api.operation("extendWrapUp", Access.signedIn(), this::extendWrapUp);
    api.operation("listUnwritten", Access.signedIn(), this::unwritten);
    api.operation("setAvailability", Access.signedIn(), this::setAvailability);
  }

  /** Saved only over the version it was typed on; otherwise the answer is what is kept, and nothing is lost. */
  private Reply saveDraft(Request request) {
    CallId call = ownCall(request);
    PersonId person = request.actor().person();
    DraftBody body = request.body(DraftBody.class);
    CardWrites.Saved written = writes.save(call, person, body.text(), body.version(), clock.instant());
    Draft kept = written.draft();
    boolean saved = kept.version() == body.version() + 1 && kept.text().equals(body.text());
    if (saved || !written.call().equals(call)) {
      onDesks.onOwner(() -> {
        desk.drafted(written.call(), person, kept);
        return true;
      });
    }
    return Reply.ok(new DraftReply(saved, kept.text(), kept.version(), kept.savedAt()));
  }

  private Reply writeUp(Request request) {
    CallId asked = ownCall(request);
    CallId call = onDesks.onOwner(() -> desk.current(asked));
    PersonId person = request.actor().person();
    requireInTime(call, person);
    String note = request.body(WriteUpBody.class).note().strip();
    calls.write(call, person, note, clock.instant());
    store.remove(call, person);
    onDesks.onOwner(() -> {
      desk.writtenUp(desk.current(call), person);
      return true;
    });
    return Reply.nothing();
  }

  /** Figures and colleagues rest on what was written: one's own note is changed as long as one's naming (P3.3). */
  private void requireInTime(CallId call, PersonId person) {
    var alone = new Actor(person, Set.of(), 0, Set.of());
    boolean over = !onDesks.isAt(call, person) && store.past(call)
        .filter(past -> NamingRight.of(alone, past, clock.instant(), zone) == NamingRight.TOO_LATE).isPresent();
    if (over) {
      throw Problem.forbidden("write_up_over", "A call is written up on its day, or for three days while it waits for"
          + " that. What was written stays.");
    }
  }

  private Reply extendWrapUp(Request request) {
    CallId call = ownCall(request);
    PersonId person = request.actor().person();
    Duration by = Duration.ofMinutes(request.body(MoreTimeBody.class).minutes());
    Instant until = onDesks.onOwner(() -> desk.extendWrapUp(desk.current(call), person, by))
        .orElseThrow(() -> Problem.conflict("not_in_wrap_up",
            "This card does not wait to be written up any more. What was typed is kept with the call."));
    try {
      writes.putOff(call, person, until);
    } catch (DatabaseFault away) {
      LOG.warn("more time for card {} could not be written down; a restart would shorten it", call);
    }
    return Reply.ok(new WrapUpReply(until));
  }

  /** One's own conversations of the last days that were not written up, without those whose card is still open. */
  private Reply unwritten(Request request) {
    PersonId person = request.actor().person();
    Set<CallId> open = desk.cardsOf(person).stream().map(Card::call).collect(Collectors.toSet());
    return Reply.ok(new UnwrittenList(store.unwritten(person, clock.instant().minus(NamingRight.UNWRITTEN_FOR)).stream()
        .filter(call -> !open.contains(call.call())).toList()));
  }

  private Reply setAvailability(Request request) {
    AvailabilityBody body = request.body(AvailabilityBody.class);
    PersonId person = request.actor().person();
    var word = new Availability(body.state().equals("away"), body.reason().map(String::strip), clock.instant());
    availability.save(person, word);
    onDesks.onOwner(() -> {
      presence.setAvailability(person, word);
      return true;
    });
    return Reply.nothing();
  }

  /** The call named in the path, if the asker takes or took part in it; a guessed id is no call at all. */
  private CallId ownCall(Request request) {
    PersonId person = request.actor().person();
    CallId named = new CallId(request.pathUuid("id"));
    if (onDesks.isAt(named, person)) {
      return named;
    }
    CallId call = onDesks.resolve(named);
    boolean own = onDesks.isAt(call, person)
        || calls.find(call).filter(found -> found.people().contains(person)).isPresent();
    if (!own) {
      throw Problem.notFound("call");
    }
    return call;
  }
}
