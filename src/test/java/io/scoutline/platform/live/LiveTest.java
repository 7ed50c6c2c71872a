package io.scoutline.platform.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.Await;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.Role;
import io.scoutline.platform.TestServer;
import io.scoutline.platform.api.Access;
import io.scoutline.platform.api.SignedIn;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketClientOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** P16.1: who gets onto the live channel, and what ends it. */
class LiveTest extends LiveCase {

  @Test
  void a_topic_is_refused_to_the_wrong_role_and_the_channel_stays_open() throws Exception {
    var scout = new Tab("scout");
    assertEquals("role", scout.refusal("board"));
    assertEquals("unknown_topic", scout.refusal("salaries"));
    assertEquals("no_team", scout.refusal("picky"));
    assertEquals("unavailable", scout.refusal("broken"));
    scout.following("desk");
    server.live.publish("board", "all", "row", Map.of());
    assertNull(scout.nothing());
    assertTrue(server.live.topics().contains(new Live.Topic("board", Access.roles(Role.HEAD))));
  }

  @Test
  void nobody_without_session_or_from_another_site_gets_in() {
    assertEquals(401, status("nobody", server.url("")));
    assertEquals(403, status("head", "https://evil.example"));
    assertEquals(403, status("head", null));
  }

  @Test
  void nobody_gets_in_before_choosing_a_password_of_their_own() {
    server.sessions.put("fresh", new SignedIn("8", TestServer.actor(1, Role.HEAD), "x", true));
    assertEquals(403, status("fresh", server.url("")));
  }

  @Test
  void an_ended_session_closes_its_tabs_with_4401() throws Exception {
    server.sessions.put("second", new SignedIn("9", TestServer.actor(1, Role.HEAD), "x"));
    var first = new Tab("head").following("desk");
    var second = new Tab("second").following("desk");
    var scout = new Tab("scout").following("desk");
    server.live.endSession("1");
    assertEquals(4401, first.closeCode());
    server.live.publish("desk", "1", "card", Map.of());
    assertEquals("card", second.next().getString("type"));
    server.live.endPerson(new PersonId(1));
    assertEquals(4401, second.closeCode());
    assertFalse(scout.socket.isClosed());
  }

  @Test
  void a_session_that_ran_out_unnoticed_is_closed_too() throws Exception {
    var tab = new Tab("head").following("desk");
    server.sessions.remove("head");
    assertEquals(4401, tab.closeCode());
  }

  @Test
  void the_channel_says_every_ten_seconds_that_it_lives() throws Exception {
    var tab = new Tab("head");
    var beat = tab.nextOfAnyKind(15);
    assertEquals("beat", beat.getString("type"));
    assertTrue(beat.getString("at").endsWith("Z"));
  }

  @Test
  void a_browser_that_does_not_read_is_cut_off_and_others_are_not() throws Exception {
    var slow = new Tab("head").following("desk");
    var quick = new Tab("head").following("desk");
    slow.socket.pause();
    String large = "x".repeat(60_000);
    int sent = 0;
    while (server.meters.counter("scoutline.live.too_slow").count() == 0) {
      assertTrue(sent < 100_000, "never cut off");
      server.live.publish("desk", "1", "card", Map.of("text", large));
      assertEquals(++sent, quick.next().getInteger("seq"));
    }
    Await.until(() -> server.meters.get("scoutline.live.connections").gauge().value() == 1, "not one is left");
  }

  @Test
  void a_person_has_so_many_tabs_and_no_more() throws Exception {
    var tabs = new ArrayList<Tab>();
    for (int i = 0; i < 20; i++) {
      tabs.add(new Tab("head"));
    }
    assertEquals(429, status("head", server.url("")));
    new Tab("scout").following("desk");
  }

  @Test
  void nothing_packed_is_taken_for_it_may_hold_a_thousand_times_as_much() throws Exception {
    client = server.vertx.createWebSocketClient(
        new WebSocketClientOptions().setTryUsePerMessageCompression(true).setTryUsePerFrameCompression(true));
    var tab = new Tab("head").following("desk");

    assertNull(tab.socket.headers().get("Sec-WebSocket-Extensions"));
  }

  @Test
  void nonsense_closes_the_channel_without_harm() throws Exception {
    for (String nonsense : List.of("{", "[]", "{}", "{\"op\":5}", "{\"op\":\"sub\"}",
        "{\"op\":\"sub\",\"topic\":\"desk\",\"since\":{\"epoch\":null}}",
        "{\"op\":\"sub\",\"topic\":\"desk\",\"since\":{\"epoch\":null,\"seq\":1}}",
        "{\"op\":\"drop\",\"topic\":\"desk\"}")) {
      var tab = new Tab("head");
      tab.socket.writeTextMessage(nonsense);
      assertEquals(1008, tab.closeCode(), nonsense);
    }
    var binary = new Tab("head");
    binary.socket.writeBinaryMessage(Buffer.buffer("{}"));
    assertEquals(1008, binary.closeCode());
    var large = new Tab("head");
    large.socket.writeTextMessage("x".repeat(20_000));
    large.closeCode();
    new Tab("head").following("desk");
  }
}
