package io.scoutline.pbx.asterisk.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.kernel.Role;
import io.scoutline.pbx.PbxEvent;
import io.scoutline.pbx.asterisk.AgiCaller;
import io.scoutline.pbx.asterisk.ScriptedAmi;
import io.scoutline.pbx.asterisk.setup.PbxCheck.Outcome;
import io.scoutline.pbx.asterisk.setup.PbxCheck.Piece;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("P17.2: each piece of a connection is checked, with what is wrong and what to do")
class PbxChecksTest extends PbxChecksCase {

  @Test
  void a_sound_connection_waits_only_for_a_call() throws Exception {
    var found = check(new Connected());
    for (Piece piece : List.of(Piece.ADDRESS, Piece.LOGIN, Piece.VERSION, Piece.RIGHTS, Piece.CLOCK, Piece.DIALPLAN,
        Piece.QUEUE, Piece.RECORDINGS)) {
      assertEquals(Outcome.OK, found.get(piece).outcome(), () -> found.get(piece).toString());
    }
    assertEquals("no_event_yet", found.get(Piece.EVENTS).code());
    assertEquals("routing_not_asked", found.get(Piece.ROUTING).code());
    assertEquals(Set.of(Piece.values()), found.keySet());
  }

  @Test
  void after_a_call_events_and_routing_are_known_to_work() throws Exception {
    var pbx = connected(new Connected() {
      @Override
      protected void loggedIn(ScriptedAmi.Line line) throws IOException {
        line.message(newChannel("1.1", "Anna"));
      }
    });
    heard.await(PbxEvent.ChannelCreated.class);
    try (var caller = AgiCaller.asking(routing.port(), "route/main", "84951234567", "Anna", "1.1")) {
      caller.listen();
    }
    var found = check(pbx);
    assertEquals("events_come", found.get(Piece.EVENTS).code());
    assertEquals("routing_asked", found.get(Piece.ROUTING).code());
  }

  @Test
  void channels_without_events_mean_missing_rights_or_filters() throws Exception {
    var pbx = connected(new Connected() {
      @Override
      protected void showChannels(ScriptedAmi.Line line, String id) throws IOException {
        success(line, id, "EventList: start");
        line.message(Arrays.stream(channelListed(id, "1.7")).map(each -> each.startsWith("Duration")
            ? "Duration: 00:00:00" : each).toArray(String[]::new));
        line.message("Event: CoreShowChannelsComplete", "ActionID: " + id, "ListItems: 1");
      }
    });
    heard.await(PbxEvent.Resynced.class);
    var later = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(1));
    var checks = new PbxChecks(QUICK, routing, later);
    assertEquals("events_missing", byPiece(checks.run(pbx)).get(Piece.EVENTS).code());
  }

  @Test
  void clocks_that_differ_are_said_so() throws Exception {
    assertEquals("clock_differs", check(new Connected() {
      @Override
      protected void ping(ScriptedAmi.Line line, String id) throws IOException {
        success(line, id, "Ping: Pong", "Timestamp: " + (Instant.now().getEpochSecond() - 90) + ".000000");
      }
    }).get(Piece.CLOCK).code());
  }

  @Test
  @DisplayName("P16.1: only an admin sees PBXs, their files and what is wrong with them")
  void only_an_admin_sees_it() throws Exception {
    var pbx = connected(new Connected());
    heard.await(PbxEvent.LinkUp.class);
    serving(pbx, send -> {
      for (Role role : Role.values()) {
        for (String path : List.of("GET /api/pbx", "GET /api/pbx/main/setup", "POST /api/pbx/main/check")) {
          int status = send.apply(role + " " + path).statusCode();
          assertEquals(role == Role.ADMIN ? 200 : 403, status, () -> role + " " + path);
        }
      }
      assertEquals(404, send.apply("ADMIN GET /api/pbx/other/setup").statusCode());
      return null;
    });
  }

  @Test
  @DisplayName("P16.3: the password of a PBX is in no answer")
  void the_password_is_in_no_answer() throws Exception {
    var pbx = connected(new Connected());
    heard.await(PbxEvent.LinkUp.class);
    serving(pbx, send -> {
      String list = send.apply("ADMIN GET /api/pbx").body();
      var first = new JsonObject(list).getJsonArray("items").getJsonObject(0);
      assertTrue(first.getBoolean("up"));
      assertEquals("main", first.getString("name"));
      String setup = send.apply("ADMIN GET /api/pbx/main/setup").body();
      assertEquals(5, new JsonObject(setup).getJsonArray("files").size());
      String checks = send.apply("ADMIN POST /api/pbx/main/check").body();
      assertEquals(Piece.values().length, new JsonObject(checks).getJsonArray("checks").size());
      assertFalse((list + setup + checks).contains("very secret"));
      return null;
    });
  }
}
