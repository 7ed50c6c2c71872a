package io.scoutline.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.scoutline.audit.AuditLog;
import io.scoutline.calls.Direction;
import io.scoutline.calls.Origin;
import io.scoutline.calls.finding.CallFinderStore;
import io.scoutline.clients.Clients;
import io.scoutline.clients.directory.ClientEntry;
import io.scoutline.kernel.BusinessZone;
import io.scoutline.kernel.CallId;
import io.scoutline.kernel.CallerNumber;
import io.scoutline.kernel.ClientId;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.PhoneNumber;
import io.scoutline.people.CurrentPeople;
import io.scoutline.platform.TestDatabase;
import io.scoutline.promises.PromiseStore;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** P3.2: what follows the first paint of a card. */
class LoadedDetailsTest {

  @RegisterExtension
  static final TestDatabase postgres = new TestDatabase();

  private static final Instant AT = Instant.parse("2026-11-21T09:00:00Z");
  private static final BusinessZone ZONE = new BusinessZone(ZoneId.of("Europe/Moscow"));

  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private final CurrentPeople people = new CurrentPeople(postgres.database(), ZONE, InstantSource.fixed(AT));
  private final LoadedDetails details = new LoadedDetails(
      new Clients(postgres.database(), new AuditLog(InstantSource.fixed(AT)), people::directory, "RU",
          InstantSource.fixed(AT)).passports(),
      new PromiseStore(postgres.database()),
      new CallFinderStore(postgres.database(), ZONE, _ -> _ -> Map.of()), people::directory, tasks::add);

  @Test
  void a_call_that_rings_for_a_whole_team_is_read_once_and_told_in_each_ones_language() {
    long client = postgres.database().exactlyOne("""
        INSERT INTO clients.client (name, passport, created_at, updated_at)
        VALUES ('Север', '{"plans": "новый цех"}', now(), now()) RETURNING id""", row -> row.getLong(0));
    PersonId russian = person("ru");
    PersonId english = person("en");
    people.refresh();
    var call = new CallId(UUID.randomUUID());

    List<CompletableFuture<JsonObject>> asked = List.of(russian, english, russian).stream()
        .map(person -> details.of(card(call, person, client)).toCompletableFuture()).toList();
    assertEquals(1, tasks.size(), "readings of one call");
    while (!tasks.isEmpty()) {
      tasks.remove().run();
    }

    assertEquals(List.of("Планы: новый цех", "Plans: новый цех", "Планы: новый цех"),
        asked.stream().map(answer -> dossier(answer.join()).getString(0)).toList());
    details.of(card(call, russian, client));
    assertEquals(1, tasks.size(), "what changed since is read anew");
  }

  private static JsonArray dossier(JsonObject detail) {
    return detail.getJsonArray("dossier");
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
