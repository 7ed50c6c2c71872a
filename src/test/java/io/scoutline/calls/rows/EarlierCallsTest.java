package io.scoutline.calls.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.scoutline.Await;
import io.scoutline.calls.Line;
import io.scoutline.clients.ClientsOffice;
import io.scoutline.clients.directory.ClientEntry;
import io.scoutline.clients.passport.CallerDraft;
import io.scoutline.clients.passport.ContactFields;
import io.scoutline.clients.passport.LastContact;
import io.scoutline.kernel.CallId;
import io.scoutline.kernel.ClientId;
import io.scoutline.kernel.ContactId;
import io.scoutline.kernel.Ids;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.PhoneNumber;
import io.scoutline.pbx.ChannelRef;
import io.scoutline.platform.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** P3.2, P3.3: the history of a client holds the calls that came before anybody knew whose the number was. */
class EarlierCallsTest {

  @RegisterExtension
  static final TestDatabase postgres = new TestDatabase();

  private static final Ids IDS = Ids.timeOrdered(Clock.systemUTC(), new Random(11));
  private static int calls;

  private ClientsOffice office;
  private EarlierCalls earlier;
  private CallStore store;
  private volatile Set<PersonId> scouts = Set.of();

  @BeforeEach
  void open() {
    store = new CallStore(postgres.database(), new CallJson());
    store.ensureMonths(Instant.now().minus(Duration.ofDays(40)), Instant.now().plus(Duration.ofDays(40)));
    postgres.database().update("DELETE FROM calls.call");
    postgres.database().update("DELETE FROM clients.client");
    office = ClientsOffice.open(postgres);
    follow();
  }

  private void follow() {
    earlier = new EarlierCalls(postgres.database(), store, office.directory(), office.clients().passports(),
        () -> scouts, List.of());
    office.clients().tell(earlier);
  }

  @AfterEach
  void close() {
    earlier.close();
    office.close();
  }

  /** A call of this number, whose row is written; nobody knows whose it is. */
  private CallId called(String number) {
    String tag = "9" + calls++;
    ChannelRef client = Line.channel(tag + ".1", tag + ".1", "PJSIP/trunk-00000001");
    ChannelRef phone = Line.channel(tag + ".2", tag + ".1", "PJSIP/101-00000002");
    var line = new Line(IDS).clientCalls(client, number).phoneRings(client, phone).after(4)
        .answers(client, phone, "b" + tag).after(33).hangsUp(phone, 16).hangsUp(client, 16);
    store.save(List.of(new CallRow(line.onlyCall(), Optional.empty(), Optional.empty(), List.of(), Optional.empty())));
    return line.onlyCall().id();
  }

  private Optional<ClientId> ownerOf(CallId call) {
    return CallStore.attributed(postgres.database(), call).orElseThrow().client();
  }

  private void awaitGiven(CallId call, ClientId client) {
    Await.until(() -> ownerOf(call).equals(Optional.of(client)), "the earlier call is not the client's");
  }

  @Test
  void a_client_made_from_a_card_has_the_earlier_calls_of_its_number_and_no_others() {
    CallId first = called("+74951234567");
    CallId second = called("+74951234567");
    CallId other = called("+74951234568");

    ClientId client = office.clients().passports().createDraft(office.actor("manager"), new CallerDraft(
        Optional.of(PhoneNumber.of("+74951234567")), "Ромашка", Optional.empty(), "site", Optional.empty()),
        (_, _) -> { });

    awaitGiven(first, client);
    awaitGiven(second, client);
    assertEquals(Optional.empty(), ownerOf(other));
  }

  @Test
  void a_number_entered_in_a_passport_brings_its_calls_to_the_contact_whose_it_is() {
    CallId call = called("+74951234567");
    ClientId client = office.client("Ромашка", Optional.empty());
    ContactId anna = office.clients().passports().addContact(office.actor("head"), client,
        ContactFields.named("Анна"));

    office.clients().passports().addNumber(office.actor("head"), client, Optional.of(anna),
        PhoneNumber.of("+74951234567"), Optional.empty(), false);

    awaitGiven(call, client);
    assertEquals(Optional.of(anna), CallStore.attributed(postgres.database(), call).orElseThrow().contact());
  }

  @Test
  @DisplayName("P4.1: a scout spoke with the client, though nobody knew then that it was one")
  void the_scout_who_spoke_last_on_a_number_is_the_one_who_spoke_last_to_its_client() {
    scouts = Set.of(Line.OWNER);
    CallId call = called("+74951234567");
    ClientId client = office.client("Ромашка", Optional.empty());
    office.clients().passports().addNumber(office.actor("head"), client, Optional.empty(),
        PhoneNumber.of("+74951234567"), Optional.empty(), false);

    awaitGiven(call, client);
    assertEquals(Optional.of(Line.OWNER), whoSpokeLastTo(client));
    office.close();
    office = ClientsOffice.open(postgres);
    assertEquals(Optional.of(Line.OWNER), whoSpokeLastTo(client), "after a restart");
  }

  @Test
  void an_earlier_talk_takes_nothing_from_a_later_one_and_only_scouts_count() {
    CallId ofNoScout = called("+74951234567");
    ClientId first = office.client("Ромашка", Optional.empty());
    office.clients().passports().addNumber(office.actor("head"), first, Optional.empty(),
        PhoneNumber.of("+74951234567"), Optional.empty(), false);
    awaitGiven(ofNoScout, first);
    assertEquals(Optional.empty(), whoSpokeLastTo(first));

    scouts = Set.of(Line.OWNER);
    CallId early = called("+74951234568");
    office.clients().passports().noteContact(
        new LastContact(first, Line.DEPUTY, Instant.parse("2026-11-22T09:00:00Z")));
    office.clients().passports().addNumber(office.actor("head"), first, Optional.empty(),
        PhoneNumber.of("+74951234568"), Optional.empty(), false);
    awaitGiven(early, first);
    assertEquals(Optional.of(Line.DEPUTY), whoSpokeLastTo(first));
  }

  private Optional<PersonId> whoSpokeLastTo(ClientId client) {
    return office.directory().client(client).flatMap(ClientEntry::lastScout).map(ClientEntry.LastScout::scout);
  }

  @Test
  void what_came_by_a_file_is_found_as_well() {
    CallId call = called("+74951234567");
    ClientId client = office.client("Ромашка", Optional.empty());
    postgres.database().update("INSERT INTO clients.number (client, e164) VALUES ($1, '+74951234567')", client);
    office.clients().catchUp();
    awaitGiven(call, client);
  }

  @Test
  void calls_of_a_number_that_several_share_and_those_that_a_person_has_named_stay_as_they_are() {
    CallId shared = called("+74957770000"); // P3.3, pain 12
    CallId named = called("+74951234567");
    CallId nobodys = called("+74951234567");
    ClientId other = office.client("Другой", Optional.empty());
    CallStore.attribute(postgres.database(), named, other, Optional.empty());
    ClientId one = office.client("Арендатор один", Optional.empty());
    ClientId two = office.client("Арендатор два", Optional.empty());
    postgres.database().update("""
        INSERT INTO clients.number (client, e164)
        VALUES ($1, '+74957770000'), ($2, '+74957770000'), ($1, '+74951234567')""", one, two);
    office.clients().catchUp();

    awaitGiven(nobodys, one);
    assertEquals(Optional.of(other), ownerOf(named));
    assertEquals(Optional.empty(), ownerOf(shared));
  }

  @Test
  void what_was_missed_is_made_up_for_after_a_start() {
    earlier.close();
    CallId call = called("+74951234567");
    ClientId client = office.client("Ромашка", Optional.empty());
    office.clients().passports().addNumber(office.actor("head"), client, Optional.empty(),
        PhoneNumber.of("+74951234567"), Optional.empty(), false);
    assertEquals(Optional.empty(), ownerOf(call));

    follow();
    awaitGiven(call, client);
  }
}
