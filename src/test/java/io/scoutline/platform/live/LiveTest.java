package io.scoutline.platform.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.Await;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.Role;
import io.scoutline.platform.TestServer;
import io.scoutline.platform.api.Access;
import io.scoutline.platform.api.SignedIn;
import io.scoutline.platform.net.TrustedProxies;
import io.scoutline.platform.web.WebServer;
import io.scoutline.platform.wire.Problem;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The live channel: pains 5 and 6, P16.1. */
public class LiveTest {

  private TestServer server;
  /** Held on to: a client that is forgotten closes its sockets. */
  private WebSocketClient client;
  private final AtomicInteger state = new AtomicInteger();
  private final AtomicReference<Promise<Integer>> heldSnapshot = new AtomicReference<>();

  @BeforeEach
  void start() throws Exception {
    var settings = new WebServer.Settings(
        "127.0.0.1", 0, Optional.empty(), Set.of(), 2, Duration.ofSeconds(5), 2_000, "platform/web");
    server = new TestServer(settings, new TrustedProxies(Set.of()), api -> { });
    client = server.vertx.createWebSocketClient(new WebSocketClientOptions()
        .setMaxConnections(100).setMaxFrameSize(1 << 20).setMaxMessageSize(1 << 20));
    server.live
        .topic("desk", Access.signedIn(), actor -> actor.person().toString(), stream -> {
          Promise<Integer> held = heldSnapshot.get();
          return held == null ? Future.succeededFuture(Map.of("state", state.get())) : held.future();
        })
        .topic("board", Access.roles(Role.HEAD), actor -> "all", stream -> Future.succeededFuture(List.of()))
        .topic("broken", Access.signedIn(), actor -> "all", stream -> Future.failedFuture("no"))
        .topic("picky", Access.signedIn(), actor -> {
          throw Problem.conflict("no_team", "You are in no team.");
        }, stream -> Future.succeededFuture());
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

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
  void nonsense_closes_the_channel_without_harm() throws Exception {
    for (String nonsense : List.of("{", "[]", "{}", "{\"op\":5}", "{\"op\":\"sub\"}",
        "{\"op\":\"sub\",\"topic\":\"desk\",\"since\":{\"epoch\":null}}", "{\"op\":\"drop\",\"topic\":\"desk\"}")) {
      var tab = new Tab("head");
      tab.socket.writeTextMessage(nonsense);
      assertEquals(1008, tab.closeCode(), nonsense);
    }
    var large = new Tab("head");
    large.socket.writeTextMessage("x".repeat(20_000));
    large.closeCode();
    new Tab("head").following("desk");
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

  private void publish(int... numbers) {
    for (int number : numbers) {
      state.set(number);
      server.live.publish("desk", "1", "card", Map.of("n", number));
    }
  }

  private int status(String session, String origin) {
    var failure = assertThrows(ExecutionException.class, () -> TestServer.wait(connect(session, origin)));
    return ((UpgradeRejectedException) failure.getCause()).getStatus();
  }

  private Future<WebSocket> connect(String session, String origin) {
    var options = new WebSocketConnectOptions().setHost("127.0.0.1").setPort(server.web.port()).setURI("/api/live")
        .addHeader("Cookie", "scoutline=" + session);
    options.setAllowOriginHeader(origin != null);
    if (origin != null) {
      options.addHeader("Origin", origin);
    }
    return client.connect(options);
  }

  private final class Tab {

    final WebSocket socket;
    private final BlockingQueue<JsonObject> messages = new LinkedBlockingQueue<>();
    private final Promise<Short> closed = Promise.promise();

    Tab(String session) throws Exception {
      socket = TestServer.wait(connect(session, server.url("")).onSuccess(open -> {
        open.textMessageHandler(text -> messages.add(new JsonObject(text)));
        open.exceptionHandler(broken -> { });
        open.closeHandler(done -> closed.complete(open.closeStatusCode()));
      }));
    }

    void subscribe(String topic, JsonObject since) {
      socket.writeTextMessage(new JsonObject().put("op", "sub").put("topic", topic).put("since", since).encode());
    }

    Tab following(String topic) throws Exception {
      subscribe(topic, null);
      assertEquals("snapshot", next().getString("type"));
      return this;
    }

    String refusal(String topic) throws Exception {
      subscribe(topic, null);
      var refused = next();
      assertEquals("refused", refused.getString("type"));
      assertEquals(topic, refused.getString("topic"));
      return refused.getString("code");
    }

    JsonObject next() throws Exception {
      JsonObject message = nextOfAnyKind(20);
      return message.getString("type").equals("beat") ? next() : message;
    }

    JsonObject nextOfAnyKind(int seconds) throws Exception {
      JsonObject message = messages.poll(seconds, TimeUnit.SECONDS);
      assertTrue(message != null, "nothing came");
      return message;
    }

    /** What has come when a later request of the same tab is answered. */
    JsonObject nothing() throws Exception {
      subscribe("picky", null);
      var answer = next();
      return "refused".equals(answer.getString("type")) ? null : answer;
    }

    short closeCode() throws Exception {
      return closed.future().toCompletionStage().toCompletableFuture().get(80, TimeUnit.SECONDS);
    }

    void close() throws Exception {
      TestServer.wait(socket.close());
    }
  }
}
