package io.scoutline.desk;

import io.scoutline.calls.Call;
import io.scoutline.calls.CallChange;
import io.scoutline.calls.CallListener;
import io.scoutline.clients.directory.Directory;
import io.scoutline.kernel.BoundedMap;
import io.scoutline.kernel.CallId;
import io.scoutline.kernel.ClientId;
import io.scoutline.kernel.ContactId;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.PhoneNumber;
import io.scoutline.presence.WrapUps;
import io.vertx.core.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which cards are on whose screen. Follows calls on the owner's context; the card follows the call, never the caller
 * id (P3.4), is one per call and person however many tabs show it (P3.1), and leaves by an event.
 */
public final class Desk implements CallListener {

  /** At fifty calls a second more than a minute: far longer than events of a call come after it. */
  private static final int DEPARTED = 4_000;

  private final Subjects subjects;
  private final CardDetails details;
  private final WrapUps wrapUps;
  private final Context owner;
  private final Clock clock;
  private final Map<CallId, OnDesk> calls = new HashMap<>();
  private final Map<CallId, OnDesk> departed = BoundedMap.oldestOut(DEPARTED);
  private final Joins joins = new Joins();
  private final Screens screens = new Screens();
  private final List<DeskFeed> feeds = new ArrayList<>();
  private long lastVersion;

  /** @param wrapUps begin and end with the cards that wait to be written up */
  public Desk(Directory directory, CardDetails details, WrapUps wrapUps, Context owner, Clock clock) {
    this.subjects = new Subjects(directory);
    this.details = details;
    this.wrapUps = wrapUps;
    this.owner = owner;
    this.clock = clock;
  }

  /** Told of every card from now on; at start. */
  public void follow(DeskFeed feed) {
    feeds.add(feed);
  }

  /** The cards of a person, the oldest first; any thread. */
  public List<Card> cardsOf(PersonId person) {
    return screens.of(person);
  }

  @Override
  public void on(CallChange change) {
    if (change instanceof CallChange.Recovered) {
      return; // it is over, and nobody waits at its card; who has talked finds it among what is not written up
    }
    OnDesk desk = calls.computeIfAbsent(change.call().id(), id ->
        Optional.ofNullable(departed.remove(id)).orElseGet(() -> new OnDesk(change.call())));
    desk.call = change.call();
    if (change instanceof CallChange.Merged merged) {
      join(merged.absorbed(), desk);
    }
    refresh(desk);
  }

  /** Two calls became one: drafts, choices and deadlines move to the older, the younger's cards go (P2.1, P3.4). */
  private void join(CallId absorbed, OnDesk survivor) {
    wrapUps.move(absorbed, survivor.id());
    joins.note(absorbed, survivor.id());
    departed.remove(absorbed);
    OnDesk younger = calls.remove(absorbed);
    if (younger == null) {
      return;
    }
    survivor.absorb(younger);
    younger.cards.values().forEach(card -> close(card, CloseReason.MOVED, Optional.empty()));
  }

  /** A person's word on who it is (P3.3); false when the call is on nobody's desk. On the owner's context. */
  public boolean choose(CallId call, ClientId client, Optional<ContactId> contact) {
    OnDesk desk = calls.get(call);
    if (desk == null) {
      return false;
    }
    desk.choice = Optional.of(new Subjects.Choice(client, contact));
    refresh(desk);
    desk.cards.values().forEach(this::loadDetail);
    return true;
  }

  /** What a person has typed was saved: every tab of theirs shows it. On the owner's context. */
  public void drafted(CallId call, PersonId person, Draft draft) {
    OnDesk desk = calls.get(call);
    if (desk != null) {
      desk.drafts.put(person, draft);
      wrapUps.typed(call, person);
      refresh(desk);
    }
  }

  /** The call is written up by this person; its card leaves. On the owner's context. */
  public void writtenUp(CallId call, PersonId person) {
    OnDesk desk = calls.get(call);
    if (desk != null) {
      desk.writtenUp.add(person);
      refresh(desk);
    } else if (departed.get(call) instanceof OnDesk gone) {
      gone.writtenUp.add(person);
    }
  }

  /**
   * Gives this person more time to write the call up; on the owner's context.
   *
   * @return the new deadline; empty when no card of theirs waits to be written up
   */
  public Optional<Instant> extendWrapUp(CallId call, PersonId person, Duration by) {
    OnDesk desk = calls.get(call);
    if (desk == null) {
      return Optional.empty();
    }
    Optional<Instant> until = wrapUps.extend(call, person, by);
    refresh(desk);
    return until;
  }

  /** Paints this person's cards anew, for they have chosen another language; on the owner's context. */
  public void repaint(PersonId person) {
    for (Card card : screens.of(person)) {
      Optional.ofNullable(calls.get(card.call())).ifPresent(desk -> loadDetail(paint(desk, card)));
    }
  }

  /** Lets cards go whose time to be written up is over; to be called every second or so, on the owner's context. */
  public void tick() {
    for (WrapUps.Waiting over : wrapUps.over()) {
      wrapUps.end(over.call(), over.person());
      OnDesk desk = calls.get(over.call());
      if (desk != null) {
        desk.timedOut.add(over.person());
        refresh(desk);
      }
    }
  }

  /** Takes over what was on the desks before a restart. On the owner's context. */
  public void restore(Call call, DeskStore.Left left) {
    OnDesk desk = calls.computeIfAbsent(call.id(), _ -> new OnDesk(call));
    desk.drafts.putAll(left.drafts());
    desk.writtenUp.addAll(left.writtenUp());
    desk.timedOut.addAll(left.timedOut());
    desk.choice = left.client().map(known -> new Subjects.Choice(known, left.contact()));
    for (PersonId person : call.people()) {
      if (desk.phaseOf(person).filter(CardPhase.WRAP_UP::equals).isPresent() && !resume(desk, person, left)) {
        desk.timedOut.add(person);
      }
    }
    refresh(desk);
  }

  private boolean resume(OnDesk desk, PersonId person, DeskStore.Left left) {
    Instant ended = CardRules.endedAt(desk.call, person).orElse(clock.instant());
    return wrapUps.resume(desk.id(), person, ended, Optional.ofNullable(left.deadlines().get(person)));
  }

  /** Under which id the call goes on: its own, or that of the one it was joined to; on the owner's context. */
  public CallId current(CallId call) {
    return joins.current(call);
  }

  /** Whether this person takes or took part in the call as far as the desk knows; on the owner's context. */
  public boolean isAt(CallId call, PersonId person) {
    OnDesk desk = calls.get(call);
    return desk != null && desk.call.people().contains(person);
  }

  /** The number outside, while the call is on somebody's desk; on the owner's context. */
  public Optional<PhoneNumber> numberOf(CallId call) {
    return Optional.ofNullable(calls.get(call)).flatMap(desk -> desk.call.origin().outside().outside());
  }

  private void refresh(OnDesk desk) {
    Subject subject = subjects.of(desk.call, desk.choice);
    for (PersonId person : desk.people()) {
      Optional<CardPhase> phase = desk.phaseOf(person);
      wrapUp(desk, person, phase);
      Card before = desk.cards.get(person);
      if (phase.isPresent()) {
        show(desk, card(desk, person, phase.get(), seenBy(desk.call, person, subject), before), before);
      } else if (before != null) {
        close(before, desk.closeReason(person), desk.call.answeredBy());
        desk.cards.remove(person);
      }
    }
    if (!desk.call.isOpen() && desk.cards.isEmpty()) {
      depart(desk);
    }
  }

  /** Who has done with a call is remembered, lest a late event of it put the card before them again (P2.5). */
  private void depart(OnDesk desk) {
    calls.remove(desk.id());
    departed.put(desk.id(), desk);
  }

  /** Begins with the end of the conversation, and is forgotten when the card goes or the talk goes on. */
  private void wrapUp(OnDesk desk, PersonId person, Optional<CardPhase> phase) {
    if (phase.filter(CardPhase.WRAP_UP::equals).isPresent()) {
      wrapUps.begin(desk.id(), person);
      return;
    }
    wrapUps.end(desk.id(), person);
    if (phase.isPresent()) {
      // Whoever talks again gets time again.
      desk.timedOut.remove(person);
    }
  }

  /** Between two of us each is with the other. */
  private static Subject seenBy(Call call, PersonId person, Subject subject) {
    return subject instanceof Subject.Internal ? new Subject.Internal(CardRules.colleague(call, person)) : subject;
  }

  private Card card(OnDesk desk, PersonId person, CardPhase phase, Subject subject, Card before) {
    Call call = desk.call;
    boolean sameClient = before != null && before.subject().client().map(client -> client.id())
        .equals(subject.client().map(client -> client.id()));
    return new Card(call.id(), person, 0, phase,
        before == null || phase == CardPhase.RINGING ? CardRules.roleOf(call, person) : before.role(), call.origin(),
        CardRules.since(call, person), CardRules.answeredAt(call, person), CardRules.endedAt(call, person),
        wrapUps.until(call.id(), person), subject, call.lastRoute(), desk.drafts.getOrDefault(person, Draft.NONE),
        desk.notesBefore(person), sameClient ? before.detail() : Optional.empty());
  }

  private void show(OnDesk desk, Card card, Card before) {
    if (before != null && card.showsSameAs(before)) {
      return;
    }
    Card next = paint(desk, card);
    if (before == null) {
      loadDetail(next);
    }
  }

  private Card paint(OnDesk desk, Card card) {
    Card next = card.withVersion(nextVersion());
    desk.cards.put(next.person(), next);
    screens.put(next);
    feeds.forEach(feed -> feed.card(next));
    return next;
  }

  private void loadDetail(Card card) {
    details.of(card).thenAccept(detail -> owner.runOnContext(_ -> {
      OnDesk desk = calls.get(card.call());
      Card now = desk == null ? null : desk.cards.get(card.person());
      boolean stillThatClient = now != null && now.subject().client().map(client -> client.id())
          .equals(card.subject().client().map(client -> client.id()));
      if (stillThatClient) {
        show(desk, now.withDetail(detail), now);
      }
    }));
  }

  private void close(Card card, CloseReason reason, Optional<PersonId> by) {
    screens.remove(card);
    long version = nextVersion();
    feeds.forEach(feed -> feed.closed(card.person(), card.call(), version, reason,
        reason == CloseReason.ANSWERED_ELSEWHERE ? by : Optional.empty()));
  }

  /** Grows over restarts too: it starts from the clock. */
  private long nextVersion() {
    lastVersion = Math.max(lastVersion + 1, clock.millis());
    return lastVersion;
  }
}
