package io.scoutline.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.demo.DemoStore.Callable;
import io.scoutline.kernel.BusinessZone;
import io.scoutline.kernel.ClientId;
import io.scoutline.kernel.PersonId;
import io.scoutline.people.PeopleDirectory;
import io.scoutline.people.Roster;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** P17.1: the demo's day goes on whoever there is to call. */
class DemoCallerTest {

  private static final PersonId MANAGER = new PersonId(1);
  private static final PersonId SCOUT = new PersonId(2);
  private static final Callable MANAGERS = client(1, "+74950000001", Optional.of(MANAGER), Optional.of(SCOUT));
  private static final Callable SCOUTS = client(2, "+74950000002", Optional.empty(), Optional.of(SCOUT));
  private static final PeopleDirectory NOBODY = new PeopleDirectory(List.of(), List.of(), List.of(),
      new Roster(new BusinessZone(ZoneId.of("Europe/Moscow")), Map.of(), List.of()));

  private static Callable client(long id, String number, Optional<PersonId> owner, Optional<PersonId> scout) {
    return new Callable(new ClientId(id), number, "Анна", owner, scout);
  }

  private static Set<String> callers(List<Callable> clients, List<String> switchboards, Predicate<PersonId> isAtDesk) {
    var callers = new DemoCallers(clients, switchboards, isAtDesk, new Random(1));
    return IntStream.range(0, 500).mapToObj(_ -> callers.next(NOBODY).number()).collect(Collectors.toSet());
  }

  @Test
  void a_demo_without_clients_is_called_by_strangers() {
    Set<String> numbers = callers(List.of(), List.of(), _ -> true);

    assertTrue(numbers.stream().allMatch(number -> number.matches("\\+79[0-9]{9}")), numbers::toString);
  }

  @Test
  @DisplayName("P3.3: the demo shows cards of unknown and of ambiguous numbers too")
  void strangers_and_switchboards_call_now_and_then() {
    Set<String> numbers = callers(List.of(MANAGERS), List.of("+74955000000"), MANAGER::equals);

    assertTrue(numbers.contains("+74955000000"));
    assertTrue(numbers.contains(MANAGERS.number()));
    assertTrue(numbers.stream().anyMatch(number -> number.startsWith("+79")));
  }

  @Test
  @DisplayName("P4.1: a client without an owner calls the scout who sits at the demo's desk")
  void a_scouts_clients_call_while_the_scout_is_there() {
    assertTrue(callers(List.of(MANAGERS, SCOUTS), List.of(), SCOUT::equals).contains(SCOUTS.number()));
    assertFalse(callers(List.of(MANAGERS, SCOUTS), List.of(), SCOUT::equals).contains(MANAGERS.number()));
    assertEquals(Set.of(), callers(List.of(MANAGERS, SCOUTS), List.of(), _ -> false).stream()
        .filter(number -> number.startsWith("+7495")).collect(Collectors.toSet()));
  }
}
