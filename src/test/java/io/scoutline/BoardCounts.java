package io.scoutline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What each person's day on the board is made of, as far as it does not go on with the clock: what a server has counted
 * while it ran, and what another one reads of the rows at its start, must be the same.
 *
 * @param talkMs rows keep whole milliseconds of each call
 */
record BoardCounts(Map<String, List<Integer>> calls, Map<String, Long> talkMs) {

  static BoardCounts of(Guest head) {
    var calls = new TreeMap<String, List<Integer>>();
    var talk = new TreeMap<String, Long>();
    head.get("/api/board").getJsonArray("rows").stream().map(JsonObject.class::cast).forEach(row -> {
      String name = row.getJsonObject("person").getString("name");
      calls.put(name, List.of(row.getInteger("counted"), row.getInteger("notCounted"), row.getInteger("inbound"),
          row.getInteger("outbound"), row.getInteger("answered"), row.getInteger("missed")));
      talk.put(name, row.getLong("talkMs"));
    });
    return new BoardCounts(calls, talk);
  }

  void requireSame(BoardCounts fromRows) {
    assertEquals(fromRows.calls, calls, "calls that the board counted, and the rows tell of");
    talkMs.forEach((person, counted) -> assertEquals(fromRows.talkMs.get(person), counted,
        2 + calls.get(person).get(4), "talk of " + person));
  }
}
