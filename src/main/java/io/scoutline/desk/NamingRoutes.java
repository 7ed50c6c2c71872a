package io.scoutline.desk;

import io.scoutline.calls.rows.CallStore;
import io.scoutline.calls.rows.CallWriter;
import io.scoutline.clients.Clients;
import io.scoutline.clients.directory.Directory;
import io.scoutline.clients.directory.Match;
import io.scoutline.clients.passport.CallerDraft;
import io.scoutline.clients.passport.Passports;
import io.scoutline.kernel.Actor;
import io.scoutline.kernel.CallId;
import io.scoutline.kernel.ClientId;
import io.scoutline.kernel.ContactId;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.PhoneNumber;
import io.scoutline.people.PeopleDirectory;
import io.scoutline.platform.api.Access;
import io.scoutline.platform.api.Api;
import io.scoutline.platform.api.Reply;
import io.scoutline.platform.api.Request;
import io.scoutline.platform.wire.Problem;
import io.vertx.core.Context;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Which client a call was with (P3.3), said by who takes part in it and put right by who reviews it. */
public final class NamingRoutes {

  public record NewClientBody(String name, Optional<String> contactName, String source,
      Optional<String> sourceDetail) {}

  public record NewClientReply(ClientId client) {}

  public record ChoiceBody(ClientId clientId, Optional<ContactId> contactId) {}

  /** @param more whether the number is of more clients than are listed */
  public record Choices(List<CardView.Choice> items, boolean more) {}

  private final Desk desk;
  private final DeskCalls onDesks;
  private final CallStore rows;
  private final CallWriter writer;
  private final Directory directory;
  private final Passports passports;
  private final ChoiceRight choices;
  private final Naming naming;
  private final Supplier<PeopleDirectory> people;

  public NamingRoutes(Desk desk, CallStore rows, CallWriter writer, Clients clients, Naming naming,
      Supplier<PeopleDirectory> people, Context owner) {
    this.desk = desk;
    this.onDesks = new DeskCalls(desk, rows, owner);
    this.rows = rows;
    this.writer = writer;
    this.directory = clients.directory();
    this.passports = clients.passports();
    this.choices = new ChoiceRight(directory, clients.sight());
    this.naming = naming;
    this.people = people;
  }

  public void register(Api api) {
    api.operation("listClientChoices", Access.signedIn(), this::listChoices);
    api.operation("chooseClient", Access.signedIn(), this::chooseClient);
    api.operation("createClientFromCall", Access.signedIn(), this::createClient);
  }

  /** Whether this person may say now with whom the call was; waits. */
  public boolean mayName(Actor actor, CallId call) {
    return onDesks.isAt(call, actor.person()) || naming.right(actor, call) == NamingRight.OPEN;
  }

  /** The clients to whom the number belongs: whoever may name the call may choose among them ({@link ChoiceRight}). */
  private Reply listChoices(Request request) {
    CallId call = nameable(request);
    return Reply.ok(onDesks.numberOf(call).map(this::choicesOf).orElse(new Choices(List.of(), false)));
  }

  private Choices choicesOf(PhoneNumber number) {
    PeopleDirectory now = people.get();
    return switch (directory.lookup(number)) {
      case Match.Known known -> new Choices(CardView.ofClient(known, now), false);
      case Match.Ambiguous several -> new Choices(several.choices().stream()
          .flatMap(known -> CardView.ofClient(known, now).stream()).toList(), several.more());
      case Match.Unknown _ -> new Choices(List.of(), false);
    };
  }

  private Reply chooseClient(Request request) {
    CallId call = nameable(request);
    ChoiceBody body = request.body(ChoiceBody.class);
    choices.require(request.actor(), onDesks.numberOf(call), body.clientId(), body.contactId());
    name(request.actor(), call, body.clientId(), body.contactId());
    return Reply.nothing();
  }

  private Reply createClient(Request request) {
    CallId call = nameable(request);
    Optional<PhoneNumber> number = onDesks.numberOf(call);
    NewClientBody body = request.body(NewClientBody.class);
    var draft = new CallerDraft(number, body.name(), body.contactName(), body.source(), body.sourceDetail());
    if (rows.find(call).isEmpty()) {
      flush();
    }
    ClientId client = passports.createDraft(request.actor(), draft, (sql, made) -> {
      if (!naming.name(sql, request.actor(), call, made, Optional.empty())) {
        throw notYetWritten();
      }
    });
    onDesks.onOwner(() -> desk.choose(call, client, Optional.empty()));
    return Reply.created("/api/clients/" + client, new NewClientReply(client));
  }

  private void name(Actor by, CallId call, ClientId client, Optional<ContactId> contact) {
    if (!naming.name(by, call, client, contact)) {
      flush();
      if (!naming.name(by, call, client, contact)) {
        throw notYetWritten();
      }
    }
    onDesks.onOwner(() -> desk.choose(call, client, contact));
  }

  /** A call's first row may still be on its way. */
  private void flush() {
    writer.flush(Duration.ofSeconds(3));
  }

  private static Problem notYetWritten() {
    return Problem.unavailable("not_yet_written", "The call is not in the base yet. Try again in a moment.");
  }

  /** The call named in the path: one's own on the desks, or a past one that is theirs to name ({@link NamingRight}). */
  private CallId nameable(Request request) {
    PersonId person = request.actor().person();
    CallId named = new CallId(request.pathUuid("id"));
    if (onDesks.isAt(named, person)) {
      return named;
    }
    CallId call = onDesks.resolve(named);
    if (!onDesks.isAt(call, person)) {
      naming.require(request.actor(), call);
    }
    return call;
  }
}
