package io.scoutline.board;

import io.scoutline.calls.Call;
import io.scoutline.calls.CallChange;
import io.scoutline.calls.CallListener;
import io.scoutline.kernel.BusinessZone;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.Role;
import io.scoutline.people.Interval;
import io.scoutline.people.Oversight;
import io.scoutline.people.PeopleDirectory;
import io.scoutline.people.Person;
import io.scoutline.people.Team;
import io.scoutline.presence.PersonPresence;
import io.scoutline.presence.Presence;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Everybody's day as it goes (P7.3). Lives on the owner's context. Counts finished calls; a call that is corrected,
 * merged or found later corrects the count, visibly. Lines go out with {@link #flush} when they have changed, each
 * worked out once for whoever sees it; each minute all are judged anew.
 */
public final class Board implements CallListener, Presence.Listener {

  /** Whose work the board shows. */
  private static final Set<Role> ON_THE_BOARD = Set.of(Role.SCOUT, Role.MANAGER, Role.KAM, Role.ASSISTANT);

  private final BusinessZone zone;
  private final InstantSource clock;
  private final Supplier<PeopleDirectory> people;
  private final Presence presence;
  private final List<BoardFeed> feeds = new ArrayList<>();
  private final Map<PersonId, PersonDay> days = new HashMap<>();
  private final Set<PersonId> touched = new LinkedHashSet<>();
  private final Map<PersonId, Wanted> wanted = new HashMap<>();
  /** As they were told last. */
  private final Map<PersonId, BoardRow> told = new LinkedHashMap<>();
  private Map<PersonId, Integer> bestHours = Map.of();
  private List<Norm> norms = List.of();
  private CountingRule rule;
  private LocalDate day;
  private PeopleDirectory known;
  private Instant judgedAt = Instant.EPOCH;

  /** The stretches a person is planned to work today, and the norm for them. */
  private record Wanted(List<Interval> planned, Optional<Norm.Band> norm) {}

  public Board(BusinessZone zone, InstantSource clock, Supplier<PeopleDirectory> people, Presence presence,
      CountingRule rule) {
    this.zone = zone;
    this.clock = clock;
    this.people = people;
    this.presence = presence;
    this.rule = rule;
    this.day = zone.dayOf(clock.instant());
  }

  /** Told of every changed line from now on; at start. */
  public void follow(BoardFeed feed) {
    feeds.add(feed);
  }

  /** Takes over what is known of today, and by which rule and norms it is judged; calls seen meanwhile stay. */
  public void begin(List<CallFact> facts, Map<PersonId, Integer> knownBestHours, List<Norm> inForce,
      CountingRule newRule) {
    facts.stream().filter(fact -> zone.dayOf(fact.startedAt()).equals(day)).forEach(this::put);
    bestHours = Map.copyOf(knownBestHours);
    norms = List.copyOf(inForce);
    rule = newRule;
    touchAll();
  }

  public void setNorms(List<Norm> inForce) {
    norms = List.copyOf(inForce);
    touchAll();
  }

  public CountingRule rule() {
    return rule;
  }

  public LocalDate day() {
    return day;
  }

  @Override
  public void on(CallChange change) {
    Call call = change.call();
    if (change instanceof CallChange.Merged merged) {
      days.values().forEach(its -> its.remove(merged.absorbed()));
      touched.addAll(call.people());
    }
    if (call.isOpen()) {
      // It had ended and goes on after all: late truth takes the count back.
      call.people().stream().filter(person -> dayOf(person).remove(call.id())).forEach(touched::add);
    } else if (zone.dayOf(call.startedAt()).equals(day)) {
      CallFact.of(call).forEach(this::put);
    }
  }

  @Override
  public void on(PersonPresence now) {
    touched.add(now.person());
  }

  private void put(CallFact fact) {
    dayOf(fact.person()).put(fact);
    touched.add(fact.person());
  }

  private PersonDay dayOf(PersonId person) {
    return days.computeIfAbsent(person, _ -> new PersonDay());
  }

  /** Sends what has changed; to be called a few times a second. Turns the page at the end of the business day. */
  public void flush() {
    Instant now = clock.instant();
    if (!zone.dayOf(now).equals(day)) {
      day = zone.dayOf(now);
      days.clear();
      touchAll();
    }
    PeopleDirectory everybody = everybody();
    if (judgedAt.plusSeconds(60).isBefore(now)) {
      touchAll();
    }
    List<BoardRow> changed = touched.stream().flatMap(id -> news(everybody, id, now).stream()).toList();
    touched.clear();
    if (!changed.isEmpty()) {
      List<BoardRow> all = List.copyOf(told.values());
      feeds.forEach(feed -> feed.rows(changed, all));
    }
  }

  /** This person's line, if it is another than was told last. */
  private Optional<BoardRow> news(PeopleDirectory everybody, PersonId id, Instant now) {
    Optional<Person> shown = everybody.person(id).filter(Board::isShown);
    if (shown.isEmpty()) {
      told.remove(id);
      return Optional.empty();
    }
    BoardRow row = row(shown.get(), now);
    return row.equals(told.put(id, row)) ? Optional.empty() : Optional.of(row);
  }

  /** Whoever has come, left, or got another name, team or shift since is judged anew. */
  private PeopleDirectory everybody() {
    PeopleDirectory newest = people.get();
    if (newest != known) {
      known = newest;
      touchAll();
    }
    return newest;
  }

  private void touchAll() {
    judgedAt = clock.instant();
    wanted.clear();
    touched.addAll(told.keySet());
    people.get().people().stream().filter(Board::isShown).forEach(person -> touched.add(person.id()));
  }

  /** The lines of these people as they are now, in the order of their names. */
  public List<BoardRow> rows(Oversight sight) {
    Instant now = clock.instant();
    return everybody().people().stream().filter(Board::isShown).filter(person -> sight.covers(person.id()))
        .sorted(Comparator.comparing(Person::name)).map(person -> row(person, now)).toList();
  }

  private static boolean isShown(Person person) {
    return person.active() && person.roles().stream().anyMatch(ON_THE_BOARD::contains);
  }

  private BoardRow row(Person person, Instant now) {
    PersonDay its = days.getOrDefault(person.id(), new PersonDay());
    Tally tally = its.tally(rule);
    Wanted today = wanted.computeIfAbsent(person.id(), _ -> wantedOf(person));
    int best = Math.max(bestHours.getOrDefault(person.id(), 0), tally.bestHour());
    Pace pace = Pace.of(tally.counted(), today.norm(), today.planned(), now, best);
    PersonPresence state = presence.snapshot().of(person.id());
    var who = new BoardRow.Who(person.id(), person.name(), known.teamOf(person.id()).map(Team::name));
    return new BoardRow(who, tally.counted(), tally.uncounted(), today.norm(), pace.planNow(), pace.forecast(),
        pace.tone(), pace.reason(), tally.inbound(), tally.outbound(), tally.answered(), tally.missed(), tally.talked(),
        state.state(), state.knownSince(), its.lastHour(now));
  }

  private Wanted wantedOf(Person person) {
    List<Interval> planned = known.roster().plannedOn(person.id(), day);
    var length = planned.stream().map(Interval::length).reduce(Duration.ZERO, Duration::plus);
    return new Wanted(planned, Norm.of(norms, person.id(), person.roles(), day).map(one -> one.bandFor(length)));
  }
}
