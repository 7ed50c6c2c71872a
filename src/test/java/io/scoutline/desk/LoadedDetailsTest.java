package io.scoutline.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.scoutline.Await;
import io.scoutline.audit.AuditLog;
import io.scoutline.calls.Direction;
import io.scoutline.calls.Line;
import io.scoutline.calls.Origin;
import io.scoutline.calls.finding.CallFinderStore;
import io.scoutline.calls.rows.CallJson;
import io.scoutline.calls.rows.CallRow;
import io.scoutline.calls.rows.CallStore;
import io.scoutline.clients.Clients;
import io.scoutline.clients.directory.ClientEntry;
import io.scoutline.kernel.BusinessZone;
import io.scoutline.kernel.CallId;
import io.scoutline.kernel.CallerNumber;
import io.scoutline.kernel.ClientId;
import io.scoutline.kernel.Ids;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.PhoneNumber;
import io.scoutline.kernel.RecordingId;
import io.scoutline.pbx.ChannelRef;
import io.scoutline.people.CurrentPeople;
import io.scoutline.platform.TestDatabase;
import io.scoutline.promises.PromiseStore;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** P3.2: what follows the first paint of a card. */
class LoadedDetailsTest {

  @RegisterExtension
  static final TestDatabase postgres = new TestDatabase();

  private static final Instant AT = Instant.parse("2026-11-21T09:00:00Z");
  private static final BusinessZone ZONE = new BusinessZone(ZoneId.of("Europe/Moscow"));

  private static final Ids IDS = Ids.timeOrdered(Clock.systemUTC(), new Random());

  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private final CurrentPeople people = new CurrentPeople(postgres.database(), ZONE, InstantSource.fixed(AT));
  private final LoadedDetails details = new LoadedDetails(
      new Clients(postgres.database(), new AuditLog(InstantSource.fixed(AT)), people::directory, "RU",
          InstantSource.fixed(AT)).passports(),
      new PromiseStore(postgres.database()),
      new CallFinderStore(postgres.database(), ZONE, LoadedDetailsTest::ownRecordings), people::directory, tasks::add);

  @Test
  void a_call_that_rings_for_a_whole_team_is_read_once_and_told_in_each_ones_language() {
    long client = postgres.database().exactlyOne("""
        INSERT INTO clients.client (name, passport, created_at, updated_at)
        VALUES ('Север', '{"plans": "новый цех"}', now(), now()) RETURNING id""", row -> row.getLong(0));
    PersonId russian = person("ru");
    PersonId english = person("en");
    people.refresh();
    pastCall(client);
    var call = new CallId(IDS.next());

    List<CompletableFuture<JsonObject>> asked = List.of(russian, english, russian).stream()
        .map(person -> details.of(card(call, person, client)).toCompletableFuture()).toList();
    assertEquals(1, tasks.size(), "readings of one call");
    work();

    assertEquals(List.of("Планы: новый цех", "Plans: новый цех", "Планы: новый цех"),
        asked.stream().map(answer -> answer.join().getJsonArray("dossier").getString(0)).toList());
    // P6.8: what each may hear is each one's own.
    assertEquals(List.of(recordingOf(russian), recordingOf(english), recordingOf(russian)),
        asked.stream().map(answer -> answer.join().getJsonArray("history").getJsonObject(0)
            .getJsonArray("recordings").getString(0)).toList());
    details.of(card(call, russian, client));
    assertEquals(1, tasks.size(), "what changed since is read anew");
  }

  @Test
  void a_reading_that_failed_is_not_shared_with_the_next_card() {
    var call = new CallId(IDS.next());
    PersonId person = new PersonId(1);
    var failed = details.of(card(call, person, 1)).toCompletableFuture();
    postgres.goAway();
    try {
      work();
    } finally {
      postgres.comeBack();
    }
    assertThrows(CompletionException.class, failed::join);
    Await.until(() -> {
      var again = details.of(card(call, person, 1)).toCompletableFuture();
      work();
      return !again.isCompletedExceptionally();
    }, "the card stays without its details");
  }

  private void work() {
    while (!tasks.isEmpty()) {
      tasks.remove().run();
    }
  }

  /** To each a recording of every call that nobody else may hear. */
  private static CallFinderStore.Audible ownRecordings(List<CallId> calls) {
    return asking -> calls.stream().collect(Collectors.toMap(call -> call,
        _ -> List.of(new RecordingId(UUID.fromString(recordingOf(asking.person()))))));
  }

  private static String recordingOf(PersonId person) {
    return new UUID(0, person.value()).toString();
  }

  private static void pastCall(long client) {
    var rows = new CallStore(postgres.database(), new CallJson());
    rows.ensureMonths(Instant.now().minus(Duration.ofDays(40)), Instant.now().plus(Duration.ofDays(40)));
    ChannelRef caller = Line.channel("1.1", "1.1", "PJSIP/trunk-1");
    Line line = new Line(IDS).clientCalls(caller, "+74951234567").after(5).hangsUp(caller, 16);
    rows.save(List.of(new CallRow(line.onlyCall(), Optional.of(new ClientId(client)), Optional.empty(), List.of(),
        Optional.empty())));
  }

  private static PersonId person(String language) {
    return postgres.database().exactlyOne("""
        INSERT INTO people.person (name, login, locale, created_at) VALUES ($1, $1, $1, now()) RETURNING id""",
        row -> new PersonId(row.getLong(0)), language);
  }

  private static Card card(CallId call, PersonId person, long client) {
    var entry = new ClientEntry(new ClientId(client), "Север", Optional.empty(), false, false, Optional.empty(),
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    var number = new CallerNumber.Outside(PhoneNumber.of("+74951234567"), "+74951234567");
    return new Card(call, person, 1, CardPhase.RINGING, CardRole.GROUP,
        new Origin(Direction.INBOUND, number, "", ""), AT, Optional.empty(), Optional.empty(), Optional.empty(),
        new Subject.Known(entry, Optional.empty(), List.of()), Optional.empty(), Draft.NONE, List.of(),
        Optional.empty());
  }
}
