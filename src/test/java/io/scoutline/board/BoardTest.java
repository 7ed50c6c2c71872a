package io.scoutline.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.calls.Call;
import io.scoutline.calls.CallChange;
import io.scoutline.calls.Line;
import io.scoutline.kernel.BusinessZone;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.Role;
import io.scoutline.pbx.ChannelRef;
import io.scoutline.pbx.ChannelState;
import io.scoutline.people.Language;
import io.scoutline.people.Oversight;
import io.scoutline.people.PeopleDirectory;
import io.scoutline.people.Person;
import io.scoutline.people.Roster;
import io.scoutline.people.Theme;
import io.scoutline.presence.Availability;
import io.scoutline.presence.Presence;
import io.scoutline.presence.PresenceState;
import io.scoutline.presence.WrapUps;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** P7.3: what the board tells, to whom it is news. */
class BoardTest {

  private static final BusinessZone ZONE = new BusinessZone(ZoneOffset.UTC);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Line line = new Line();
  private final Clock clock = new LineClock();
  private final Presence presence = new Presence(clock, new WrapUps(Duration.ofSeconds(60), clock), _ -> List.of());
  private PeopleDirectory people = staff(scout(Line.OWNER, "Анна"), scout(Line.DEPUTY, "Борис"));
  private final Board board = new Board(ZONE, clock, () -> people, presence,
      new CountingRule(1, "usual", Duration.ofSeconds(5), false, false));
  private final List<BoardRow> changed = new ArrayList<>();
  private List<BoardRow> all = List.of();
  private int heard;
  private int calls;

  BoardTest() {
    presence.follow(board);
    board.follow((rows, every) -> {
      changed.addAll(rows);
      all = every;
    });
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

  private static Person scout(PersonId id, String name) {
    return new Person(id, name, name, Set.of(Role.SCOUT), Optional.empty(), Language.RU, Theme.AUTO, true, true, 1);
  }

  private static PeopleDirectory staff(Person... people) {
    return new PeopleDirectory(List.of(people), List.of(), List.of(), new Roster(ZONE, Map.of(), List.of()));
  }

  /** What is told with the next flush. */
  private List<BoardRow> flush() {
    for (CallChange change : line.changes.subList(heard, line.changes.size())) {
      presence.on(change);
      board.on(change);
    }
    heard = line.changes.size();
    changed.clear();
    board.flush();
    return List.copyOf(changed);
  }

  /** The owner calls somebody outside and talks. */
  private void ownerCalls(String number) {
    calls++;
    ChannelRef phone = Line.channel(calls + ".1", calls + ".1", "PJSIP/101-0000000" + calls);
    ChannelRef trunk = Line.channel(calls + ".2", calls + ".1", "PJSIP/trunk-0000000" + calls);
    line.created(phone, ChannelState.RING, "101", "scoutline-internal", number).phoneRings(phone, trunk).after(10)
        .answers(phone, trunk, "b" + calls).after(60).hangsUp(trunk, 16).hangsUp(phone, 16);
  }

  @Test
  void only_those_whose_day_or_state_has_changed_are_told() {
    assertEquals(2, flush().size());
    assertEquals(List.of(), flush());
    line.after(1);
    ownerCalls("+74951234567");
    List<BoardRow> news = flush();
    assertEquals(List.of(Line.OWNER), news.stream().map(row -> row.person().id()).toList());
    assertEquals(1, news.getFirst().counted());
    assertEquals(2, all.size(), "totals are of everybody");
    assertEquals(1, BoardRow.Totals.of(all).calls());
    assertEquals(List.of(), flush());
  }

  @Test
  void what_is_told_is_what_whoever_comes_now_sees() {
    flush();
    ownerCalls("+74951234567");
    flush();
    assertEquals(Set.copyOf(board.rows(new Oversight.Everybody())), Set.copyOf(all));
  }

  @Test
  void the_last_hour_grows_older_by_itself_with_each_minute() {
    flush();
    ownerCalls("+74951234567");
    Instant began = line.onlyCall().startedAt();
    assertEquals(List.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1), flush().getFirst().lastHour());
    line.now = began.plus(Duration.ofMinutes(5)).minusMillis(1);
    flush();
    assertEquals(1, lastHour().getLast());
    line.now = began.plus(Duration.ofMinutes(5));
    assertEquals(List.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0), lastHour(), "to the millisecond");
    line.now = began.plus(Duration.ofMinutes(60)).minusMillis(1);
    assertEquals(1, lastHour().getFirst());
    line.now = began.plus(Duration.ofMinutes(60));
    assertEquals(0, lastHour().stream().mapToInt(Integer::intValue).sum());
    assertEquals(1, flush().size(), "and it is told");
  }

  private BoardRow ownersLine() {
    return board.rows(new Oversight.These(Set.of(Line.OWNER))).getFirst();
  }

  private List<Integer> lastHour() {
    return ownersLine().lastHour();
  }

  @Test
  void a_call_that_goes_on_after_all_is_taken_back() {
    flush();
    ownerCalls("+74951234567");
    flush();
    Call call = line.onlyCall();
    Call open = call.next(call.origin(), call.linkedids(), call.legs(), Optional.empty());
    board.on(new CallChange.Corrected(open, List.of()));
    assertEquals(List.of(0), flush().stream().map(BoardRow::counted).toList());
    board.on(new CallChange.Closed(call, List.of()));
    board.on(new CallChange.Closed(call, List.of()));
    assertEquals(List.of(1), flush().stream().map(BoardRow::counted).toList(), "nothing is counted twice (P2.1)");
  }

  @Test
  void whoever_comes_leaves_or_is_renamed_is_seen_with_the_next_flush() {
    flush();
    var third = new PersonId(3);
    people = staff(scout(Line.OWNER, "Анна Белова"), scout(third, "Вера"));
    assertEquals(List.of("Анна Белова", "Вера"),
        flush().stream().map(row -> row.person().name()).sorted().toList());
    assertEquals(2, all.size(), "who has left is in no total");
  }

  @Test
  void a_new_norm_or_shift_is_judged_by_at_once() {
    flush();
    assertEquals(Optional.empty(), ownersLine().norm());
    board.setNorms(List.of(new Norm(1, Optional.of(Role.SCOUT), Optional.empty(), 80, 100, LocalDate.EPOCH)));
    assertEquals(2, flush().size());
    assertEquals(Optional.of(new Norm.Band(80, 100)), ownersLine().norm());
  }

  @Test
  void the_page_turns_at_the_end_of_the_business_day() {
    flush();
    ownerCalls("+74951234567");
    flush();
    line.now = ZONE.endOf(ZONE.dayOf(line.now));
    assertEquals(0, flush().stream().filter(row -> row.person().id().equals(Line.OWNER)).findFirst().orElseThrow()
        .counted()); // P2.8
    assertTrue(all.stream().allMatch(row -> row.counted() == 0));
  }

  @Test
  void whoever_was_not_heard_of_yet_is_in_no_state_since_any_moment() {
    flush();
    assertEquals(Optional.empty(), ownersLine().stateSince());
    presence.know(Line.OWNER);
    flush();
    assertEquals(Optional.of(line.now), ownersLine().stateSince());
    assertEquals(PresenceState.OFFLINE, ownersLine().state(), "no phone of theirs is known");
  }

  @Test
  void a_change_of_state_is_told_without_a_call() {
    flush();
    presence.know(Line.OWNER);
    presence.setAvailability(Line.OWNER,
        new Availability(true, Optional.of("lunch"), line.now));
    assertEquals(List.of(PresenceState.AWAY), flush().stream().map(BoardRow::state).toList());
    line.after(MINUTE.toSeconds() * 2);
    assertEquals(List.of(), flush(), "judged anew, and nothing else came of it");
  }
}
