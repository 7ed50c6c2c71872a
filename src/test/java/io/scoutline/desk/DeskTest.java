package io.scoutline.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.calls.Call;
import io.scoutline.calls.CallChange;
import io.scoutline.calls.Line;
import io.scoutline.clients.directory.ClientEntry;
import io.scoutline.clients.directory.ClientPicture;
import io.scoutline.clients.directory.ContactEntry;
import io.scoutline.clients.directory.Directory;
import io.scoutline.clients.directory.NumberEntry;
import io.scoutline.kernel.BusinessZone;
import io.scoutline.kernel.CallId;
import io.scoutline.kernel.ClientId;
import io.scoutline.kernel.ContactId;
import io.scoutline.kernel.Ids;
import io.scoutline.kernel.PbxName;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.PhoneNumber;
import io.scoutline.kernel.Role;
import io.scoutline.pbx.ChannelRef;
import io.scoutline.pbx.ChannelState;
import io.scoutline.pbx.DialStatus;
import io.scoutline.pbx.PbxEvent;
import io.scoutline.people.EndpointAssignment;
import io.scoutline.people.Language;
import io.scoutline.people.PeopleDirectory;
import io.scoutline.people.Person;
import io.scoutline.people.Roster;
import io.scoutline.people.Theme;
import io.scoutline.presence.Presence;
import io.scoutline.presence.PresenceState;
import io.scoutline.presence.WrapUps;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** P3: the card follows the call. */
class DeskTest {

  private static final ChannelRef CLIENT = Line.channel("1.1", "1.1", "PJSIP/trunk-00000001");
  private static final ChannelRef OWNER = Line.channel("1.2", "1.1", "PJSIP/101-00000002");
  private static final ChannelRef DEPUTY = Line.channel("1.3", "1.1", "PJSIP/102-00000003");
  private static final String NUMBER = "+74951234567";

  private final Vertx vertx = Vertx.vertx();
  private final Directory directory = new Directory();
  private final List<String> sent = new ArrayList<>();
  private final Line line = new Line();
  private final WrapUps wrapUps = new WrapUps(Duration.ofSeconds(60), new LineClock());
  private final Presence presence = new Presence(new LineClock(), wrapUps,
      _ -> List.of(new Presence.Phone(new PbxName("main"), "PJSIP/101")));
  private final Desk desk = new Desk(directory, _ -> new CompletableFuture<>(), wrapUps,
      vertx.getOrCreateContext(), new LineClock());
  private int told;

  DeskTest() {
    desk.follow(new Feed());
  }

  /** Stands where the line stands. */
  private final class LineClock extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return line.now;
    }
  }

  private final class Feed implements DeskFeed {
    private long version;

    @Override
    public void card(Card card) {
      assertTrue(card.version() > version, "versions grow (pain 5)");
      version = card.version();
      sent.add(card.person() + " " + card.phase());
    }

    @Override
    public void closed(PersonId person, CallId call, long closedVersion, CloseReason reason, Optional<PersonId> by) {
      assertTrue(closedVersion > version, "versions grow (pain 5)");
      version = closedVersion;
      sent.add(person + " closed " + reason);
    }
  }

  @AfterEach
  void close() {
    vertx.close();
  }

  /** Lets the desk, and presence after it, hear what has happened on the line since. */
  private void hear() {
    line.changes.subList(told, line.changes.size()).forEach(this::hear);
    told = line.changes.size();
  }

  private void hear(CallChange change) {
    desk.on(change);
    presence.on(change);
  }

  /** A second or so has passed. */
  private void tick() {
    presence.tick();
    desk.tick();
  }

  private PresenceState state() {
    return presence.snapshot().of(Line.OWNER).state();
  }

  private static ClientEntry client(long id, String name) {
    return new ClientEntry(new ClientId(id), name, Optional.empty(), false, false, Optional.empty(),
        Optional.empty(), Optional.empty(), Optional.of(Line.OWNER), Optional.empty(), Optional.empty(),
        Optional.empty());
  }

  private void listed(long id, String name) {
    var contact = new ContactEntry(new ContactId(id * 10), "Ирина", Optional.empty(), Optional.empty());
    directory.put(new ClientPicture(client(id, name), List.of(contact),
        List.of(new NumberEntry(PhoneNumber.of(NUMBER), Optional.of(contact.id())))));
  }

  private Card cardOf(PersonId person) {
    List<Card> cards = desk.cardsOf(person);
    assertEquals(1, cards.size(), "one card however many tabs (P3.1)");
    return cards.getFirst();
  }

  @Test
  void the_clients_card_opens_at_whom_it_rings_for_and_closes_once_written_up() {
    listed(7, "Север-Логистик"); // P3.1
    line.clientCalls(CLIENT, NUMBER).phoneRings(CLIENT, OWNER);
    hear();
    assertEquals("Север-Логистик", cardOf(Line.OWNER).subject().client().orElseThrow().name());
    line.after(2).answers(CLIENT, OWNER, "b").after(30).hangsUp(OWNER, 16).hangsUp(CLIENT, 16);
    hear();
    assertEquals(CardPhase.WRAP_UP, cardOf(Line.OWNER).phase());
    desk.writtenUp(line.onlyCall().id(), Line.OWNER);
    assertEquals(List.of(), desk.cardsOf(Line.OWNER));
    assertEquals("1 closed WRITTEN_UP", sent.getLast());
  }

  @Test
  void a_group_ring_vanishes_from_the_others_the_moment_one_answers() {
    line.clientCalls(CLIENT, NUMBER).phoneRings(CLIENT, OWNER).phoneRings(CLIENT, DEPUTY); // P3.5
    hear();
    cardOf(Line.OWNER);
    line.after(3).answers(CLIENT, DEPUTY, "b").dialEnds(CLIENT, OWNER, DialStatus.CANCEL).hangsUp(OWNER, 26);
    hear();
    assertEquals(List.of(), desk.cardsOf(Line.OWNER));
    assertTrue(sent.contains("1 closed ANSWERED_ELSEWHERE"));
    assertEquals(CardPhase.TALKING, cardOf(Line.DEPUTY).phase());
  }

  @Test
  void a_blind_transfer_takes_the_card_and_the_notes_along() {
    line.clientCalls(CLIENT, NUMBER).phoneRings(CLIENT, OWNER).answers(CLIENT, OWNER, "b");
    hear();
    desk.drafted(line.onlyCall().id(), Line.OWNER, new Draft("asked for the price", 1, Optional.of(line.now)));
    line.after(30).say(new PbxEvent.BlindTransferred(line.now, OWNER, Optional.of(CLIENT), "scoutline-internal",
        "102", true)).leaves(OWNER, "b").hangsUp(OWNER, 16).leaves(CLIENT, "b").phoneRings(CLIENT, DEPUTY);
    hear();
    Card card = cardOf(Line.DEPUTY); // P3.4, pain 7
    assertEquals(CardRole.TRANSFERRED, card.role());
    assertEquals(List.of(new Card.EarlierNote(Line.OWNER, "asked for the price")), card.earlierNotes());
    assertEquals(CardPhase.WRAP_UP, cardOf(Line.OWNER).phase());
  }

  @Test
  void an_attended_transfer_joins_the_drafts_of_both_calls() {
    ChannelRef consulting = Line.channel("1.5", "1.5", "PJSIP/101-00000005");
    ChannelRef consulted = Line.channel("1.6", "1.5", "PJSIP/102-00000006");
    line.clientCalls(CLIENT, NUMBER).phoneRings(CLIENT, OWNER).answers(CLIENT, OWNER, "b1").after(5)
        .created(consulting, io.scoutline.pbx.ChannelState.RING, "101", "scoutline-internal", "102")
        .phoneRings(consulting, consulted).answers(consulting, consulted, "b2");
    hear();
    CallId consultation = line.calls().getLast().id();
    desk.drafted(consultation, Line.DEPUTY, new Draft("from the consultation", 1, Optional.of(line.now)));
    line.say(new PbxEvent.AttendedTransferred(line.now, OWNER, consulting, Optional.of(CLIENT),
        Optional.of(consulted), true)).leaves(consulted, "b2").enters(consulted, "b1").leaves(OWNER, "b1")
        .hangsUp(OWNER, 16).hangsUp(consulting, 16);
    hear();
    Card card = cardOf(Line.DEPUTY); // P2.1, P3.4
    assertEquals(line.onlyCall().id(), card.call());
    assertEquals("from the consultation", card.draft().text());
  }

  @Test
  void a_deadline_put_off_goes_along_when_two_calls_turn_out_to_be_one() {
    // P2.1, P2.5
    line.clientCalls(CLIENT, NUMBER).phoneRings(CLIENT, OWNER).answers(CLIENT, OWNER, "b1").after(30)
        .hangsUp(OWNER, 16).hangsUp(CLIENT, 16);
    hear();
    Call younger = line.onlyCall();
    Instant until = desk.extendWrapUp(younger.id(), Line.OWNER, Duration.ofMinutes(10)).orElseThrow();
    Call older = new Line(Ids.timeOrdered(Clock.systemUTC(), new Random(3))).clientCalls(CLIENT, NUMBER)
        .phoneRings(CLIENT, OWNER).answers(CLIENT, OWNER, "b1").after(30).hangsUp(OWNER, 16).hangsUp(CLIENT, 16)
        .onlyCall();

    hear(new CallChange.Merged(older, younger.id()));

    assertEquals(older.id(), cardOf(Line.OWNER).call());
    assertEquals(until, until());
    assertEquals(Optional.of(older.id()), presence.snapshot().of(Line.OWNER).call());
    desk.writtenUp(older.id(), Line.OWNER);
    assertEquals(PresenceState.AVAILABLE, state());
    // P2.1: whoever still holds the younger's id means the call that goes on.
    assertEquals(older.id(), desk.current(younger.id()));
    assertEquals(older.id(), desk.current(older.id()));
  }

  @Test
  void a_call_joined_twice_over_is_found_under_its_last_survivor() {
    Ids ids = Ids.timeOrdered(Clock.systemUTC(), new Random(5));
    var joins = new Joins();
    var oldest = new CallId(ids.next());
    var middle = new CallId(ids.next());
    var youngest = new CallId(ids.next());
    joins.note(youngest, middle);
    joins.note(middle, oldest);
    assertEquals(List.of(oldest, oldest, oldest),
        List.of(joins.current(youngest), joins.current(middle), joins.current(oldest)));
  }

  @Test
  void each_of_two_colleagues_sees_the_other_by_name_and_extension() {
    ChannelRef calling = Line.channel("1.5", "1.5", "PJSIP/101-00000005");
    ChannelRef called = Line.channel("1.6", "1.5", "PJSIP/102-00000006");
    line.created(calling, ChannelState.RING, "101", "scoutline-internal", "102").phoneRings(calling, called);
    hear();
    assertEquals("Deputy 102", callerAt(Line.OWNER)); // P3.2
    assertEquals("Owner 101", callerAt(Line.DEPUTY));
    line.after(20).dialEnds(calling, called, DialStatus.NOANSWER).hangsUp(called, 19).hangsUp(calling, 19);
    hear();
    assertTrue(sent.contains("1 closed UNANSWERED"), () -> "who dialled has turned nothing down: " + sent);
  }

  private String callerAt(PersonId person) {
    var people = new PeopleDirectory(List.of(colleague(Line.OWNER, "Owner"), colleague(Line.DEPUTY, "Deputy")),
        List.of(), List.of(phone(Line.OWNER, "101"), phone(Line.DEPUTY, "102")),
        new Roster(new BusinessZone(ZoneOffset.UTC), Map.of(), List.of()));
    var nowhere = new CardView.Place(Optional.empty(), Optional.empty());
    CardView.Caller caller = CardView.of(cardOf(person), people, _ -> nowhere).caller();
    return caller.name() + " " + caller.extension();
  }

  private static Person colleague(PersonId id, String name) {
    return new Person(id, name, name, Set.of(Role.MANAGER), Optional.empty(), Language.RU, Theme.AUTO, true, true, 1);
  }

  private static EndpointAssignment phone(PersonId person, String extension) {
    return new EndpointAssignment(new PbxName("main"), "PJSIP/" + extension, extension, person);
  }

  @Test
  void a_number_that_several_clients_share_is_shown_as_choices_and_never_guessed() {
    listed(7, "Север-Логистик");
    listed(8, "Балтик Фуд"); // P3.3, pain 12
    line.clientCalls(CLIENT, NUMBER).phoneRings(CLIENT, OWNER);
    hear();
    var ambiguous = assertInstanceOf(Subject.Ambiguous.class, cardOf(Line.OWNER).subject());
    assertEquals(2, ambiguous.choices().size());
    desk.choose(line.onlyCall().id(), new ClientId(8), Optional.of(new ContactId(80)));
    assertEquals("Балтик Фуд", cardOf(Line.OWNER).subject().client().orElseThrow().name());
  }

  @Test
  void a_hidden_caller_has_a_card_too() {
    line.clientCalls(CLIENT, "anonymous").phoneRings(CLIENT, OWNER);
    hear();
    assertInstanceOf(Subject.Hidden.class, cardOf(Line.OWNER).subject());
  }

  @Test
  void a_missed_call_leaves_the_screen_by_an_event() {
    line.clientCalls(CLIENT, NUMBER).phoneRings(CLIENT, OWNER).after(20)
        .dialEnds(CLIENT, OWNER, DialStatus.NOANSWER).hangsUp(OWNER, 19).hangsUp(CLIENT, 16);
    hear();
    assertEquals(List.of(), desk.cardsOf(Line.OWNER));
    assertTrue(sent.getLast().startsWith("1 closed"));
  }

  @Test
  void after_a_restart_the_card_is_there_with_its_draft_and_the_chosen_client() {
    listed(7, "Север-Логистик");
    listed(8, "Балтик Фуд");
    line.clientCalls(CLIENT, NUMBER).phoneRings(CLIENT, OWNER).answers(CLIENT, OWNER, "b");
    desk.restore(line.onlyCall(), new DeskStore.Left(
        Map.of(Line.OWNER, new Draft("half a sent", 4, Optional.of(line.now))), Set.of(), Map.of(), Set.of(),
        Optional.of(new ClientId(8)), Optional.empty()));
    Card card = cardOf(Line.OWNER); // P3.4, pain 2
    assertEquals("half a sent", card.draft().text());
    assertEquals("Балтик Фуд", card.subject().client().orElseThrow().name());
  }

  private CallId conversationIsOver() {
    line.clientCalls(CLIENT, NUMBER).phoneRings(CLIENT, OWNER).answers(CLIENT, OWNER, "b").after(30)
        .hangsUp(OWNER, 16).hangsUp(CLIENT, 16);
    hear();
    assertEquals(CardPhase.WRAP_UP, cardOf(Line.OWNER).phase());
    return line.onlyCall().id();
  }

  private Instant until() {
    return cardOf(Line.OWNER).wrapUpUntil().orElseThrow();
  }

  @Test
  void a_card_to_be_written_up_has_a_deadline_and_goes_when_it_is_over() {
    conversationIsOver(); // P2.5
    assertEquals(line.now.plusSeconds(60), until());
    line.after(59);
    tick();
    assertEquals(PresenceState.WRAP_UP, state());
    line.after(1);
    tick();
    assertEquals(PresenceState.AVAILABLE, state(), "wrap-up lasts as long as the desk gives and no longer");
    assertEquals(1, desk.cardsOf(Line.OWNER).size(), "a word typed in time may still be on its way");
    line.after(5);
    tick();
    assertEquals(List.of(), desk.cardsOf(Line.OWNER));
    assertEquals("1 closed WRAP_UP_OVER", sent.getLast());
  }

  @Test
  void whoever_asks_gets_more_time_but_not_without_end() {
    CallId call = conversationIsOver();
    Instant begun = line.now;
    line.after(10);
    assertEquals(Optional.of(begun.plusSeconds(180)), desk.extendWrapUp(call, Line.OWNER, Duration.ofMinutes(2)));
    assertEquals(begun.plusSeconds(180), until());
    line.after(169);
    tick();
    assertEquals(PresenceState.WRAP_UP, state(), "presence knows of it");
    for (int asked = 0; asked < 20; asked++) {
      desk.extendWrapUp(call, Line.OWNER, Duration.ofMinutes(15));
    }
    assertEquals(begun.plus(Duration.ofMinutes(30)), until(), "no state without an end");
    assertEquals(Optional.empty(), desk.extendWrapUp(call, Line.DEPUTY, Duration.ofMinutes(2)));
  }

  @Test
  void the_card_does_not_go_from_under_the_hands_of_whoever_types() {
    CallId call = conversationIsOver();
    line.after(55);
    desk.drafted(call, Line.OWNER, new Draft("half a sent", 1, Optional.of(line.now)));
    assertEquals(line.now.plusSeconds(30), until());
    line.after(20);
    tick();
    assertEquals(PresenceState.WRAP_UP, state());
    assertEquals("half a sent", cardOf(Line.OWNER).draft().text());
  }

  @Test
  void after_a_restart_a_card_has_its_time_again_and_an_old_one_does_not_come_back() {
    line.clientCalls(CLIENT, NUMBER).phoneRings(CLIENT, OWNER).answers(CLIENT, OWNER, "b").after(30)
        .hangsUp(OWNER, 16).hangsUp(CLIENT, 16);
    line.after(120);
    desk.restore(line.onlyCall(), left(Map.of(), Set.of()));
    assertEquals(line.now.plusSeconds(60), until());
    assertEquals(PresenceState.WRAP_UP, state());
    line.after(3_600);
    tick();
    desk.restore(line.onlyCall(), left(Map.of(), Set.of()));
    assertEquals(List.of(), desk.cardsOf(Line.OWNER));
    assertEquals(PresenceState.AVAILABLE, state());
  }

  private static DeskStore.Left left(Map<PersonId, Instant> deadlines, Set<PersonId> timedOut) {
    return new DeskStore.Left(Map.of(), Set.of(), deadlines, timedOut, Optional.empty(), Optional.empty());
  }

  @Test
  void after_a_restart_a_card_has_the_time_it_was_put_off_to() {
    line.clientCalls(CLIENT, NUMBER).phoneRings(CLIENT, OWNER).answers(CLIENT, OWNER, "b").after(30)
        .hangsUp(OWNER, 16).hangsUp(CLIENT, 16);
    Instant ended = line.now; // P2.5
    line.after(20);
    desk.restore(line.onlyCall(), left(Map.of(Line.OWNER, ended.plusSeconds(600)), Set.of()));
    assertEquals(ended.plusSeconds(600), until());
    line.after(570);
    tick();
    assertEquals(PresenceState.WRAP_UP, state(), "presence knows of it");
    desk.extendWrapUp(line.onlyCall().id(), Line.OWNER, Duration.ofMinutes(60));
    assertEquals(ended.plus(Duration.ofMinutes(30)), until(), "half an hour counts from the end of the conversation");
  }

  @Test
  void a_pbx_whose_clock_goes_before_ours_gives_nobody_more_time() {
    line.clientCalls(CLIENT, NUMBER).phoneRings(CLIENT, OWNER).answers(CLIENT, OWNER, "b").after(30)
        .hangsUp(OWNER, 16).hangsUp(CLIENT, 16);
    line.after(-600);
    desk.restore(line.onlyCall(), left(Map.of(), Set.of()));
    assertEquals(line.now.plusSeconds(60), until());
  }

  @Test
  void a_card_whose_time_was_over_does_not_come_back_with_a_restart() {
    line.clientCalls(CLIENT, NUMBER).phoneRings(CLIENT, OWNER).answers(CLIENT, OWNER, "b").after(30)
        .hangsUp(OWNER, 16).hangsUp(CLIENT, 16);
    line.after(120);
    desk.restore(line.onlyCall(), left(Map.of(), Set.of(Line.OWNER)));
    assertEquals(List.of(), desk.cardsOf(Line.OWNER));
    presence.know(Line.OWNER);
    assertEquals(PresenceState.AVAILABLE, state());
  }

  /** What a PBX may still say of a call that is long over. */
  private void lateEvent() {
    line.say(new PbxEvent.ChannelRenamed(line.now, Line.channel("1.1", "1.1", "PJSIP/trunk-000000ff"), CLIENT.name()));
    assertInstanceOf(CallChange.Corrected.class, line.changes.getLast());
    hear();
  }

  @Test
  void a_late_event_does_not_bring_back_a_card_that_is_written_up() {
    CallId call = conversationIsOver(); // P2.5
    desk.writtenUp(call, Line.OWNER);
    assertEquals(List.of(), desk.cardsOf(Line.OWNER));
    lateEvent();
    assertEquals(List.of(), desk.cardsOf(Line.OWNER));
    assertEquals(PresenceState.AVAILABLE, state());
  }

  @Test
  void of_two_calls_to_write_up_the_one_that_was_first_over_is_shown_first() {
    CallId first = conversationIsOver(); // P4.1
    Call second = new Line(Ids.timeOrdered(Clock.systemUTC(), new Random(3))).clientCalls(CLIENT, NUMBER)
        .phoneRings(CLIENT, OWNER).answers(CLIENT, OWNER, "b1").after(30).hangsUp(OWNER, 16).hangsUp(CLIENT, 16)
        .onlyCall();
    hear(new CallChange.Closed(second, List.of()));
    assertEquals(Optional.of(first), presence.snapshot().of(Line.OWNER).call());
    desk.writtenUp(first, Line.OWNER);
    tick();
    assertEquals(Optional.of(second.id()), presence.snapshot().of(Line.OWNER).call());
    desk.writtenUp(second.id(), Line.OWNER);
    assertEquals(PresenceState.AVAILABLE, state());
  }

  @Test
  void a_late_event_does_not_bring_back_a_card_whose_time_was_over() {
    conversationIsOver(); // P2.5
    line.after(65);
    tick();
    lateEvent();
    assertEquals(List.of(), desk.cardsOf(Line.OWNER));
    assertEquals(PresenceState.AVAILABLE, state());
    assertEquals(1, sent.stream().filter(one -> one.contains("WRAP_UP_OVER")).count());
  }
}
