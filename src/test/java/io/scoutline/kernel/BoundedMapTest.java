package io.scoutline.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is remembered of strangers has an end. */
class BoundedMapTest {

  @Test
  void one_more_than_there_is_room_for_sends_the_oldest_away() {
    Map<String, Integer> map = BoundedMap.oldestOut(2);
    map.put("one", 1);
    map.put("two", 2);
    map.put("one", 11);
    map.computeIfAbsent("three", _ -> 3);
    assertEquals(List.of("two", "three"), List.copyOf(map.keySet()));
  }

  @Test
  void what_was_asked_for_stays_before_what_was_not() {
    Map<String, Integer> map = BoundedMap.unusedOut(2);
    map.put("one", 1);
    map.put("two", 2);
    map.get("one");
    map.put("three", 3);
    assertEquals(List.of("one", "three"), List.copyOf(map.keySet()));
  }
}
