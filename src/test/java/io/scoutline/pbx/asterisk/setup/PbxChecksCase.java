package io.scoutline.pbx.asterisk.setup;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.scoutline.kernel.Actor;
import io.scoutline.kernel.PbxName;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.Role;
import io.scoutline.pbx.asterisk.AsteriskLink;
import io.scoutline.pbx.asterisk.Heard;
import io.scoutline.pbx.asterisk.PolitePbx;
import io.scoutline.pbx.asterisk.ScriptedAmi;
import io.scoutline.pbx.asterisk.agi.RouteServer;
import io.scoutline.pbx.asterisk.ami.AmiAccount;
import io.scoutline.pbx.asterisk.ami.LinkTiming;
import io.scoutline.pbx.asterisk.setup.PbxCheck.Piece;
import io.scoutline.platform.ApiServer;
import io.scoutline.platform.api.SignedIn;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
import org.junit.jupiter.api.io.TempDir;

/** A PBX with what a check finds there, and the checks of it. */
abstract class PbxChecksCase {

  static final PbxName MAIN = new PbxName("main");
  static final LinkTiming QUICK = new LinkTiming(Duration.ofSeconds(2), Duration.ofSeconds(2),
      Duration.ofMillis(300), Duration.ofSeconds(10), Duration.ofMinutes(5), Duration.ofMillis(20),
      Duration.ofMillis(100));

  @TempDir
  Path folder;
  final Heard heard = new Heard();
  final List<AutoCloseable> open = new ArrayList<>();
  RouteServer routing;

  /** A PBX that has the printed files loaded. */
  class Connected extends PolitePbx {
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

  PbxCheck dialplan(String asks) throws Exception {
    return check(new Connected() {
      @Override
      String asks() {
        return asks;
      }
    }).get(Piece.DIALPLAN);
  }

  /** Serves the routes and hands over a sender of "ROLE METHOD /path". */
  void serving(ConnectedPbx pbx, Function<Function<String, HttpResponse<String>>, Void> use)
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

  static Optional<SignedIn> session(String role) {
    return Optional.of(new SignedIn(role, new Actor(new PersonId(1), Set.of(Role.valueOf(role)), 0, Set.of()), "csrf"));
  }

  Map<Piece, PbxCheck> check(ScriptedAmi.Script script) throws Exception {
    return check(connected(script));
  }

  Map<Piece, PbxCheck> check(ConnectedPbx pbx) {
    return byPiece(new PbxChecks(QUICK, routing, Clock.systemUTC()).run(pbx));
  }

  static Map<Piece, PbxCheck> byPiece(List<PbxCheck> checks) {
    return checks.stream().collect(Collectors.toMap(PbxCheck::piece, Function.identity()));
  }

  ConnectedPbx connected(ScriptedAmi.Script script) {
    var pbx = new ScriptedAmi(script);
    open.add(pbx);
    return connected(pbx.port());
  }

  ConnectedPbx connected(int port) {
    var account = new AmiAccount(MAIN, "127.0.0.1", port, "scoutline", "very secret");
    var link = new AsteriskLink(account, QUICK, heard, Clock.systemUTC(), new Random(7), new SimpleMeterRegistry());
    open.add(link);
    link.start();
    return new ConnectedPbx(link, new PbxPlan(account, "127.0.0.1", new InetSocketAddress("127.0.0.1", routing.port()),
        "PJSIP/trunk", "scoutline-incoming", "scoutline", Optional.of(folder)));
  }
}
