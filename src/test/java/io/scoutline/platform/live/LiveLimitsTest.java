package io.scoutline.platform.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.scoutline.Await;
import io.scoutline.platform.TestServer;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** P16.2: what somebody who is signed in may ask of the live channel. */
class LiveLimitsTest extends LiveCase {

  private static final int TABS = 20;

  @Test
  void a_burst_of_attempts_gets_no_more_tabs_than_one_after_the_other() throws Exception {
    List<Future<WebSocket>> attempts = new ArrayList<>();
    for (int i = 0; i < 4 * TABS; i++) {
      attempts.add(connect("head", server.url("")));
    }
    List<WebSocket> open = new ArrayList<>();
    for (Future<WebSocket> attempt : attempts) {
      if (succeeds(attempt)) {
        open.add(attempt.result());
      }
    }

    assertEquals(TABS, open.size());
    assertEquals(3 * TABS, refused("connections"));
    new Tab("scout").following("desk");
    TestServer.wait(open.getFirst().close());
    Await.until(() -> succeeds(connect("head", server.url(""))), "the place of a closed tab never came back");
    assertEquals(429, status("head", server.url("")));
  }

  @Test
  void a_tab_that_pings_without_end_is_cut_off_and_the_others_are_not() throws Exception {
    var beside = new Tab("head").following("desk");
    var tab = new Tab("head");
    for (int i = 0; i < 1_000; i++) {
      tab.socket.writePing(Buffer.buffer("x"));
    }

    assertEquals(1008, tab.closeCode());
    assertEquals(1, server.meters.counter("scoutline.live.asks_too_much").count());
    assertFalse(beside.socket.isClosed());
    assertEquals("unknown_topic", beside.refusal("salaries"));
  }

  @Test
  void a_message_in_endless_pieces_is_cut_off() throws Exception {
    var tab = new Tab("head");
    tab.socket.writeFrame(WebSocketFrame.textFrame("{", false));
    for (int i = 0; i < 1_000; i++) {
      tab.socket.writeFrame(WebSocketFrame.continuationFrame(Buffer.buffer(), false));
    }

    assertEquals(1008, tab.closeCode());
  }

  @Test
  void a_tab_that_subscribes_without_end_is_cut_off_and_may_come_back() throws Exception {
    var tab = new Tab("head");
    for (int i = 0; i < 60; i++) {
      tab.subscribe("desk", null);
    }

    assertEquals(1008, tab.closeCode());
    assertEquals(1, server.meters.counter("scoutline.live.asks_too_much").count());
    new Tab("head").following("desk");
  }

  private static boolean succeeds(Future<WebSocket> attempt) throws Exception {
    try {
      TestServer.wait(attempt);
      return true;
    } catch (ExecutionException failed) {
      assertEquals(429, ((UpgradeRejectedException) failed.getCause()).getStatus());
      return false;
    }
  }

  private double refused(String what) {
    return server.meters.get("scoutline.person.limited").tag("what", what).counter().count();
  }
}
