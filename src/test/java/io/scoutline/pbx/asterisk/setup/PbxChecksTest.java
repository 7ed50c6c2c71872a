package io.scoutline.pbx.asterisk.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.scoutline.kernel.Actor;
import io.scoutline.kernel.PbxName;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.Role;
import io.scoutline.pbx.PbxEvent;
import io.scoutline.pbx.asterisk.AgiCaller;
import io.scoutline.pbx.asterisk.AsteriskLink;
import io.scoutline.pbx.asterisk.Heard;
import io.scoutline.pbx.asterisk.PolitePbx;
import io.scoutline.pbx.asterisk.ScriptedAmi;
import io.scoutline.pbx.asterisk.agi.RouteServer;
import io.scoutline.pbx.asterisk.ami.AmiAccount;
import io.scoutline.pbx.asterisk.ami.LinkTiming;
import io.scoutline.pbx.asterisk.setup.PbxCheck.Outcome;
import io.scoutline.pbx.asterisk.setup.PbxCheck.Piece;
import io.scoutline.platform.ApiServer;
import io.scoutline.platform.api.SignedIn;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("P17.2: each piece of a connection is checked, with what is wrong and what to do")
class PbxChecksTest {
  private static final PbxName MAIN = new PbxName("main");
  private static final LinkTiming QUICK = new LinkTiming(Duration.ofSeconds(2), Duration.ofSeconds(2),
      Duration.ofMillis(300), Duration.ofSeconds(10), Duration.ofMinutes(5), Duration.ofMillis(20),
      Duration.ofMillis(100));

  @TempDir
  private Path folder;
  private final Heard heard = new Heard();
  private final List<AutoCloseable> open = new ArrayList<>();
  private RouteServer routing;

  /** A PBX that has the printed files loaded. */
  private class Connected extends PolitePbx {
    String asks() {
      return "agi://127.0.0.1:" + routing.port() + "/route/main";
    }

    @Override
    protected void ping(ScriptedAmi.Line line, String id) throws IOException, InterruptedException {
      success(line, id, "Ping: Pong", "Timestamp: " + Instant.now().getEpochSecond() + ".000000");
    }

    @Override
    protected void other(ScriptedAmi.Line line, String id, Map<String, String> action) throws IOException {
      switch (action.get("action").toLowerCase(Locale.ROOT)) {
        case "getvar" -> success(line, id, "Variable: " + action.get("variable"),
            "Value: " + (action.get("variable").equals("SCOUTLINE_AGI") ? asks() : queue()));
        case "showdialplan" -> context(line, id, action.get("context"));
        default -> super.other(line, id, action);
      }
    }

    String queue() {
      return "1";
    }

    void context(ScriptedAmi.Line line, String id, String context) throws IOException {
      success(line, id, "EventList: start", "Message: DialPlan list will follow");
      line.message("Event: ListDialplan", "ActionID: " + id, "Context: " + context);
      line.message("Event: ShowDialPlanComplete", "ActionID: " + id);
    }
  }

  @BeforeEach
  void answerRoutes() throws IOException {
    routing = new RouteServer(new RouteServer.Settings(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        Map.of(MAIN, Set.of(InetAddress.getLoopbackAddress())), Duration.ofSeconds(5)), _ -> Optional.empty(),
        Clock.systemUTC(), new SimpleMeterRegistry());
    routing.start();
    open.add(routing);
  }

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
  }

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
  void an_address_where_nobody_answers_is_said_first() throws Exception {
    var server = new ScriptedAmi(new Connected());
    int port = server.port();
    server.close();
    var found = check(connected(port));
    assertEquals("unreachable", found.get(Piece.ADDRESS).code());
    assertFalse(found.get(Piece.ADDRESS).remedy().isEmpty());
    assertEquals("not_reached", found.get(Piece.LOGIN).code());
    assertEquals(Set.of(Piece.values()), found.keySet());
  }

  @Test
  void a_wrong_password_is_told_from_a_wrong_port() throws Exception {
    var found = check(new Connected() {
      @Override
      protected void login(ScriptedAmi.Line line, String id) throws IOException {
        line.message("Response: Error", "ActionID: " + id, "Message: Authentication failed");
      }
    });
    assertEquals("wrong_password", found.get(Piece.LOGIN).code());
    var other = check(connected((ScriptedAmi.Script) line -> line.say("SSH-2.0-OpenSSH_9.2\r\n")));
    assertEquals("no_manager_interface", other.get(Piece.LOGIN).code());
  }

  @Test
  @DisplayName("P16.3: rights that are not needed are named")
  void rights_that_are_not_needed_are_named() throws Exception {
    var found = check(new Connected() {
      @Override
      protected List<String> commands() {
        return List.of("CoreShowChannels", "StopMixMonitor", "MixMonitorMute", "Command", "Originate");
      }
    });
    var rights = found.get(Piece.RIGHTS);
    assertEquals("too_many_rights", rights.code());
    assertTrue(rights.detail().contains("command, originate"), rights::detail);
    assertTrue(rights.remedy().contains("write = call,reporting"));
  }

  @Test
  void rights_that_are_missing_are_named() throws Exception {
    var found = check(new Connected() {
      @Override
      protected List<String> commands() {
        return List.of("Ping");
      }
    });
    assertEquals("too_few_rights", found.get(Piece.RIGHTS).code());
    assertEquals(Outcome.OK, found.get(Piece.LOGIN).outcome());
  }

  @Test
  void an_old_release_is_a_fault_or_a_warning() throws Exception {
    assertEquals("too_old", check(new Connected() {
      @Override
      protected String version() {
        return "16.28.0";
      }
    }).get(Piece.VERSION).code());
    assertEquals("outdated", check(new Connected() {
      @Override
      protected String version() {
        return "22.5.0";
      }
    }).get(Piece.VERSION).code());
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
  void a_dialplan_that_is_missing_or_asks_elsewhere_is_said_so() throws Exception {
    assertEquals("dialplan_missing", dialplan("").code());
    var elsewhere = dialplan("agi://10.9.9.9:4573/route");
    assertEquals("dialplan_asks_elsewhere", elsewhere.code());
    assertTrue(elsewhere.detail().contains("10.9.9.9"));
  }

  private PbxCheck dialplan(String asks) throws Exception {
    return check(new Connected() {
      @Override
      String asks() {
        return asks;
      }
    }).get(Piece.DIALPLAN);
  }

  @Test
  void a_context_and_a_queue_that_are_missing_are_said_so() throws Exception {
    var found = check(new Connected() {
      @Override
      String queue() {
        return "0";
      }

      @Override
      void context(ScriptedAmi.Line line, String id, String context) throws IOException {
        line.message("Response: Error", "ActionID: " + id, "Message: Did not find context " + context);
      }
    });
    assertEquals("context_missing", found.get(Piece.DIALPLAN).code());
    assertEquals("queue_missing", found.get(Piece.QUEUE).code());
  }

  @Test
  void a_pbx_that_does_not_tell_is_unknown_not_wrong() throws Exception {
    var found = check(new PolitePbx());
    assertEquals(Outcome.UNKNOWN, found.get(Piece.DIALPLAN).outcome());
    assertEquals(Outcome.UNKNOWN, found.get(Piece.QUEUE).outcome());
  }

  @Test
  void a_folder_that_is_missing_is_said_so() throws Exception {
    Files.delete(folder);
    assertEquals("folder_missing", check(new Connected()).get(Piece.RECORDINGS).code());
    Files.createDirectory(folder);
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
      assertEquals(3, new JsonObject(setup).getJsonArray("files").size());
      String checks = send.apply("ADMIN POST /api/pbx/main/check").body();
      assertEquals(Piece.values().length, new JsonObject(checks).getJsonArray("checks").size());
      assertFalse((list + setup + checks).contains("very secret"));
      return null;
    });
  }

  /** Serves the routes and hands over a sender of "ROLE METHOD /path". */
  private void serving(ConnectedPbx pbx, Function<Function<String, HttpResponse<String>>, Void> use)
      throws Exception {
    Vertx vertx = Vertx.vertx();
    var routes = new PbxRoutes(List.of(pbx), _ -> List.of(new PbxPlan.Phone("PJSIP/101", "101")),
        new PbxChecks(QUICK, routing, Clock.systemUTC()), Clock.systemUTC());
    try (var server = ApiServer.serve(vertx, PbxChecksTest::session, routes::register);
        var client = HttpClient.newHttpClient()) {
      use.apply(line -> {
        String[] words = line.split(" ");
        var request = HttpRequest.newBuilder(server.uri().resolve(words[2]))
            .header("Cookie", "scoutline=" + words[0]).header("X-CSRF-Token", "csrf")
            .method(words[1], BodyPublishers.noBody()).build();
        try {
          return client.send(request, BodyHandlers.ofString());
        } catch (IOException | InterruptedException fault) {
          throw new IllegalStateException(fault);
        }
      });
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private static Optional<SignedIn> session(String role) {
    return Optional.of(new SignedIn(role, new Actor(new PersonId(1), Set.of(Role.valueOf(role)), 0, Set.of()), "csrf"));
  }

  private Map<Piece, PbxCheck> check(ScriptedAmi.Script script) throws Exception {
    return check(connected(script));
  }

  private Map<Piece, PbxCheck> check(ConnectedPbx pbx) {
    return byPiece(new PbxChecks(QUICK, routing, Clock.systemUTC()).run(pbx));
  }

  private static Map<Piece, PbxCheck> byPiece(List<PbxCheck> checks) {
    return checks.stream().collect(Collectors.toMap(PbxCheck::piece, Function.identity()));
  }

  private ConnectedPbx connected(ScriptedAmi.Script script) {
    var pbx = new ScriptedAmi(script);
    open.add(pbx);
    return connected(pbx.port());
  }

  private ConnectedPbx connected(int port) {
    var account = new AmiAccount(MAIN, "127.0.0.1", port, "scoutline", "very secret");
    var link = new AsteriskLink(account, QUICK, heard, Clock.systemUTC(), new Random(7), new SimpleMeterRegistry());
    open.add(link);
    link.start();
    return new ConnectedPbx(link, new PbxPlan(account, "127.0.0.1", new InetSocketAddress("127.0.0.1", routing.port()),
        "PJSIP/trunk", "scoutline-incoming", "scoutline", Optional.of(folder)));
  }
}
