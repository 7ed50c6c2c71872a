package io.scoutline.platform.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.scoutline.Await;
import io.scoutline.platform.api.Access;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Pains 5 and 6: what a follower of a stream gets, in which order, and after being away. */
class LiveStreamTest extends LiveCase {

  @Test
  void a_follower_gets_the_snapshot_and_then_each_message_in_order() throws Exception {
    var tab = new Tab("head");
    tab.subscribe("desk", null);
    var snapshot = tab.next();
    assertEquals("snapshot", snapshot.getString("type"));
    assertEquals(new JsonObject().put("state", 0), snapshot.getJsonObject("data"));
    assertEquals(0, snapshot.getInteger("seq"));
    for (int i = 1; i <= 200; i++) {
      server.live.publish("desk", "1", "card", Map.of("n", i));
    }
    for (int i = 1; i <= 200; i++) {
      var message = tab.next();
      assertEquals(i, message.getInteger("seq"));
      assertEquals(i, message.getJsonObject("data").getInteger("n"));
      assertEquals(snapshot.getString("epoch"), message.getString("epoch"));
      assertEquals("desk", message.getString("topic"));
    }
  }

  @Test
  void each_person_hears_only_their_own_stream() throws Exception {
    var head = new Tab("head").following("desk");
    var scout = new Tab("scout").following("desk");
    server.live.publish("desk", "2", "card", Map.of("for", "scout"));
    server.live.publish("desk", "1", "card", Map.of("for", "head"));
    assertEquals("scout", scout.next().getJsonObject("data").getString("for"));
    assertEquals("head", head.next().getJsonObject("data").getString("for"));
    assertNull(scout.nothing());
  }

  @Test
  void a_tab_that_comes_back_gets_just_what_it_missed() throws Exception {
    var tab = new Tab("head");
    tab.subscribe("desk", null);
    String epoch = tab.next().getString("epoch");
    publish(1, 2);
    tab.next();
    tab.next();
    tab.close();
    publish(3, 4, 5);
    var again = new Tab("head");
    again.subscribe("desk", new JsonObject().put("epoch", epoch).put("seq", 2));
    for (int i = 3; i <= 5; i++) {
      var missed = again.next();
      assertEquals("card", missed.getString("type"));
      assertEquals(i, missed.getInteger("seq"));
    }
    publish(6);
    assertEquals(6, again.next().getInteger("seq"));
  }

  @Test
  void a_tab_that_missed_too_much_or_knows_another_epoch_gets_a_snapshot() throws Exception {
    var tab = new Tab("head");
    tab.subscribe("desk", null);
    String epoch = tab.next().getString("epoch");
    for (int i = 1; i <= 600; i++) {
      publish(i);
    }
    for (JsonObject since : List.of(
        new JsonObject().put("epoch", epoch).put("seq", 1), new JsonObject().put("epoch", "other").put("seq", 600),
        new JsonObject().put("epoch", epoch).put("seq", 601))) {
      var other = new Tab("head");
      other.subscribe("desk", since);
      var answer = other.next();
      assertEquals("snapshot", answer.getString("type"));
      assertEquals(600, answer.getInteger("seq"));
    }
  }

  @Test
  void what_is_published_while_the_snapshot_is_made_follows_it() throws Exception {
    Promise<Integer> held = Promise.promise();
    heldSnapshot.set(held);
    var tab = new Tab("head");
    tab.subscribe("desk", null);
    Await.until(() -> server.live.isFollowed("desk", "1"), "nobody follows");
    publish(1, 2);
    held.complete(7);
    assertEquals("snapshot", tab.next().getString("type"));
    assertEquals(1, tab.next().getInteger("seq"));
    assertEquals(2, tab.next().getInteger("seq"));
  }

  @Test
  void publishing_to_nobody_costs_nothing_and_is_not_kept() throws Exception {
    publish(1, 2, 3);
    var tab = new Tab("head");
    tab.subscribe("desk", null);
    assertEquals(0, tab.next().getInteger("seq"));
  }

  @Test
  void unsubscribing_ends_the_messages() throws Exception {
    var tab = new Tab("head").following("desk");
    tab.socket.writeTextMessage("{\"op\":\"unsub\",\"topic\":\"desk\"}");
    tab.following("board");
    publish(1);
    assertNull(tab.nothing());
  }

  @Test
  void an_epoch_is_never_used_twice() throws Exception {
    var tab = new Tab("head");
    tab.subscribe("desk", null);
    tab.subscribe("board", null);
    assertNotEquals(tab.next().getString("epoch"), tab.next().getString("epoch"));
    assertThrows(IllegalArgumentException.class,
        () -> server.live.topic("desk", Access.signedIn(), actor -> "", stream -> null));
  }
}
