package io.scoutline.desk;

import io.scoutline.calls.rows.CallStore;
import io.scoutline.calls.rows.CallWriter;
import io.scoutline.clients.Clients;
import io.scoutline.clients.passport.CallerDraft;
import io.scoutline.clients.passport.Passports;
import io.scoutline.kernel.Actor;
import io.scoutline.kernel.CallId;
import io.scoutline.kernel.ClientId;
import io.scoutline.kernel.ContactId;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.PhoneNumber;
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
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a person does with a card. Only who takes part in a call may write about it (P16.1); who reviews it may say with
 * whom it was.
 */
public final class DeskRoutes {

  public record NewClientBody(String name, Optional<String> contactName, String source,
      Optional<String> sourceDetail) {}

  public record NewClientReply(ClientId client) {}

  public record DraftBody(String text, int version) {}

  public record DraftReply(boolean saved, String text, int version, Optional<Instant> savedAt) {}

  public record ChoiceBody(ClientId clientId, Optional<ContactId> contactId) {}

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
  private final CallWriter writer;
  private final Presence presence;
  private final AvailabilityStore availability;
  private final Passports passports;
  private final ChoiceRight choices;
  private final Naming naming;
  private final Context owner;
  private final InstantSource clock;

  public DeskRoutes(Desk desk, DeskStore store, CallStore calls, CallWriter writer, Presence presence,
      AvailabilityStore availability, Clients clients, Naming naming, Context owner, InstantSource clock) {
    this.desk = desk;
    this.store = store;
    this.writes = new CardWrites(store, call -> onOwner(() -> desk.current(call)));
    this.calls = calls;
    this.writer = writer;
    this.presence = presence;
    this.availability = availability;
    this.passports = clients.passports();
    this.choices = new ChoiceRight(clients.directory(), clients.sight());
    this.naming = naming;
    this.owner = owner;
    this.clock = clock;
  }

  public void register(Api api) {
    api.operation("saveDraft", Access.signedIn(), this::saveDraft);
    api.operation("chooseClient", Access.signedIn(), this::chooseClient);
    api.operation("createClientFromCall", Access.signedIn(), this::createClient);
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
      onOwner(() -> {
        desk.drafted(written.call(), person, kept);
        return true;
      });
    }
    return Reply.ok(new DraftReply(saved, kept.text(), kept.version(), kept.savedAt()));
  }

  private Reply chooseClient(Request request) {
    CallId call = nameable(request);
    ChoiceBody body = request.body(ChoiceBody.class);
    choices.require(request.actor(), numberOf(call), body.clientId(), body.contactId());
    name(request.actor(), call, body.clientId(), body.contactId());
    return Reply.nothing();
  }

  private Reply createClient(Request request) {
    CallId call = nameable(request);
    Optional<PhoneNumber> number = numberOf(call);
    NewClientBody body = request.body(NewClientBody.class);
    var draft = new CallerDraft(number, body.name(), body.contactName(), body.source(), body.sourceDetail());
    if (calls.find(call).isEmpty()) {
      flush();
    }
    ClientId client = passports.createDraft(request.actor(), draft, (sql, made) -> {
      if (!naming.name(sql, request.actor(), call, made, Optional.empty())) {
        throw notYetWritten();
      }
    });
    onOwner(() -> desk.choose(call, client, Optional.empty()));
    return Reply.created("/api/clients/" + client, new NewClientReply(client));
  }

  private Optional<PhoneNumber> numberOf(CallId call) {
    return onOwner(() -> desk.numberOf(call)).or(() -> calls.find(call)
        .flatMap(found -> found.origin().outside().outside()));
  }

  private void name(Actor by, CallId call, ClientId client, Optional<ContactId> contact) {
    if (!naming.name(by, call, client, contact)) {
      flush();
      if (!naming.name(by, call, client, contact)) {
        throw notYetWritten();
      }
    }
    onOwner(() -> desk.choose(call, client, contact));
  }

  /** A call's first row may still be on its way. */
  private void flush() {
    writer.flush(Duration.ofSeconds(3));
  }

  private static Problem notYetWritten() {
    return Problem.unavailable("not_yet_written", "The call is not in the base yet. Try again in a moment.");
  }

  private Reply writeUp(Request request) {
    CallId asked = ownCall(request);
    CallId call = onOwner(() -> desk.current(asked));
    PersonId person = request.actor().person();
    String note = request.body(WriteUpBody.class).note().strip();
    calls.write(call, person, note, clock.instant());
    store.remove(call, person);
    onOwner(() -> {
      desk.writtenUp(desk.current(call), person);
      return true;
    });
    return Reply.nothing();
  }

  private Reply extendWrapUp(Request request) {
    CallId call = ownCall(request);
    PersonId person = request.actor().person();
    Duration by = Duration.ofMinutes(request.body(MoreTimeBody.class).minutes());
    Instant until = onOwner(() -> desk.extendWrapUp(desk.current(call), person, by)).orElseThrow(() -> Problem.conflict(
        "not_in_wrap_up", "This card does not wait to be written up any more. What was typed is kept with the call."));
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
    onOwner(() -> {
      presence.setAvailability(person, word);
      return true;
    });
    return Reply.nothing();
  }

  /** The call named in the path, if the asker takes or took part in it; a guessed id is no call at all. */
  private CallId ownCall(Request request) {
    PersonId person = request.actor().person();
    CallId named = new CallId(request.pathUuid("id"));
    if (onOwner(() -> desk.isAt(named, person))) {
      return named;
    }
    CallId call = resolve(named);
    boolean own = onOwner(() -> desk.isAt(call, person))
        || calls.find(call).filter(found -> found.people().contains(person)).isPresent();
    if (!own) {
      throw Problem.notFound("call");
    }
    return call;
  }

  /** The call named in the path: one's own on the desks, or a past one that is theirs to name ({@link NamingRight}). */
  private CallId nameable(Request request) {
    PersonId person = request.actor().person();
    CallId named = new CallId(request.pathUuid("id"));
    if (onOwner(() -> desk.isAt(named, person))) {
      return named;
    }
    CallId call = resolve(named);
    if (!onOwner(() -> desk.isAt(call, person))) {
      naming.require(request.actor(), call);
    }
    return call;
  }

  /** The desk knows of a join before its rows do. */
  private CallId resolve(CallId named) {
    try {
      return calls.resolve(onOwner(() -> desk.current(named)));
    } catch (DatabaseFault away) {
      throw Problem.unavailable("database_away", "The database does not answer. Try again in a moment.")
          .keeping("What you typed stays in this window.");
    }
  }

  private <T> T onOwner(Supplier<T> work) {
    var answer = new CompletableFuture<T>();
    owner.runOnContext(_ -> {
      try {
        answer.complete(work.get());
      } catch (RuntimeException fault) {
        answer.completeExceptionally(fault);
      }
    });
    return answer.join();
  }
}
