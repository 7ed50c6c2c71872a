package io.scoutline;

import io.scoutline.kernel.PbxName;
import io.scoutline.platform.database.Database;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the server has written of one PBX's calls, made comparable: without ids and moments, people by their login. */
final class CallRows {

  private final Database database;
  private final PbxName pbx;
  private final Set<UUID> told = new HashSet<>();

  /**
   * The calls since the last telling.
   *
   * @param said outcomes, people, legs, causes; what lasted is there only as whether it lasted at all
   * @param durations what lasted how long
   */
  record Told(boolean complete, List<String> said, Map<String, Duration> durations) {}

  CallRows(Database database, PbxName pbx) {
    this.database = database;
    this.pbx = pbx;
  }

  Told tell() {
    List<Row> calls = calls();
    var durations = new TreeMap<String, Duration>();
    var said = IntStream.range(0, calls.size())
        .mapToObj(i -> describe("call " + (i + 1), calls.get(i), durations)).toList();
    boolean complete = !calls.isEmpty() && calls.stream().allMatch(row -> row.getValue("ended_at") != null);
    return new Told(complete, said, durations);
  }

  /** From now on only later calls are told. */
  void forget() {
    calls().forEach(row -> told.add(row.getUUID("id")));
  }

  private List<Row> calls() {
    return database.query("""
        SELECT id, direction, external, caller_kind, number, number_said, caller_name, dialled, ended_at, disposition,
          end_evidence, answered_at IS NOT NULL AS answered, queue, ring_ms, queue_ms, talk_ms, state,
          (SELECT login FROM people.person p WHERE p.id = c.person) AS person
        FROM calls.call c WHERE pbx = $1 ORDER BY started_at""", row -> row, pbx.value())
        .stream().filter(row -> !told.contains(row.getUUID("id"))).toList();
  }

  private String describe(String name, Row row, Map<String, Duration> durations) {
    for (String column : List.of("queue_ms", "talk_ms")) {
      durations.put(name + " " + column, Duration.ofMillis(row.getLong(column)));
    }
    JsonObject state = row.getJsonObject("state");
    return String.join("\n", Stream.of(
        Stream.of("%s: %s, external %s, %s %s said %s (%s), dialled %s".formatted(name, row.getString("direction"),
            row.getBoolean("external"), row.getString("caller_kind"), row.getString("number"),
            row.getString("number_said"), row.getString("caller_name"), row.getString("dialled")),
            "  %s by %s, ended by %s, answered %s, queue %s, waited %s, talked %s, linkedids %d".formatted(
            row.getString("disposition"), row.getString("person"), row.getString("end_evidence"),
            row.getBoolean("answered"), row.getString("queue"), row.getLong("queue_ms") > 0,
            row.getLong("talk_ms") > 0, state.getJsonArray("linkedids").size())),
        participants(name, row.getUUID("id"), durations).stream(),
        legs(state.getJsonArray("legs"))).flatMap(lines -> lines).toList());
  }

  private List<String> participants(String call, UUID id, Map<String, Duration> durations) {
    return database.query("""
        SELECT login, outcome, placed, talk_ms, hold_ms, ring_ms FROM calls.participant
        JOIN people.person ON person.id = person WHERE call = $1 ORDER BY login""", row -> {
          String who = call + " " + row.getString("login");
          for (String column : List.of("talk_ms", "hold_ms", "ring_ms")) {
            durations.put(who + " " + column, Duration.ofMillis(row.getLong(column)));
          }
          return "  %s: %s, placed %s, talked %s, held %s".formatted(row.getString("login"),
              row.getString("outcome"), row.getBoolean("placed"), row.getLong("talk_ms") > 0,
              row.getLong("hold_ms") > 0);
        }, id);
  }

  private static Stream<String> legs(JsonArray legs) {
    return legs.stream().map(JsonObject.class::cast).map(leg ->
        "  leg %s %s %s: rang %s, up %s, dialled %s, cause %d, in %d bridges, held %d times, end guessed %s".formatted(
            leg.getString("endpoint"), leg.getString("side"), leg.getString("state"),
            leg.getValue("ringingAt") != null, leg.getValue("answeredAt") != null, leg.getString("dialStatus"),
            leg.getInteger("cause"), leg.getJsonArray("stays").size(), leg.getJsonArray("hold").size(),
            leg.getBoolean("endEstimated"))).sorted();
  }
}
