package io.scoutline.pbx.asterisk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.scoutline.Await;
import io.scoutline.kernel.PbxName;
import io.scoutline.lab.LabAsterisk;
import io.scoutline.lab.SharedLab;
import io.scoutline.lab.SipCall;
import io.scoutline.lab.SipPhone;
import io.scoutline.lab.Voice;
import io.scoutline.pbx.LinkFault;
import io.scoutline.pbx.LinkState;
import io.scoutline.pbx.LiveChannel;
import io.scoutline.pbx.PbxEvent;
import io.scoutline.pbx.RouteReply;
import io.scoutline.pbx.RouteRequest;
import io.scoutline.pbx.asterisk.agi.RouteServer;
import io.scoutline.pbx.asterisk.ami.AmiAccount;
import io.scoutline.pbx.asterisk.ami.LinkTiming;
import io.scoutline.pbx.asterisk.setup.AccountChecks;
import io.scoutline.pbx.asterisk.setup.ConnectedPbx;
import io.scoutline.pbx.asterisk.setup.PbxCheck;
import io.scoutline.pbx.asterisk.setup.PbxCheck.Outcome;
import io.scoutline.pbx.asterisk.setup.PbxCheck.Piece;
import io.scoutline.pbx.asterisk.setup.PbxChecks;
import io.scoutline.pbx.asterisk.setup.PbxPlan;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Link, routing and checks against a real Asterisk with the printed files. */
@ExtendWith(SharedLab.class)
class AsteriskLinkLabTest {
  private static final PbxName LAB = new PbxName("lab");

  private final Heard heard = new Heard();
  private final BlockingQueue<RouteRequest> asked = new LinkedBlockingQueue<>();
  private final List<AutoCloseable> open = new ArrayList<>();
  private LabAsterisk lab;
  private RouteServer routing;
  private AsteriskLink link;

  @BeforeEach
  void connect(LabAsterisk shared) throws Exception {
    lab = shared;
    var settings = new RouteServer.Settings(lab.agi(), Map.of(LAB, Set.of(lab.agi().getAddress())),
        Duration.ofSeconds(5));
    routing = new RouteServer(settings, request -> {
      asked.add(request);
      return Optional.of(new RouteReply.Ring(List.of("101"), Duration.ofSeconds(20)));
    }, Clock.systemUTC(), new SimpleMeterRegistry());
    routing.start();
    open.add(routing);
    link = link(lab.account().secret());
    heard.await(PbxEvent.Resynced.class);
  }

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
  }

  @Test
  @DisplayName("P16.3: the printed account has the rights that the link needs, and no others")
  void the_printed_account_has_the_rights_that_are_needed_and_no_others() {
    var up = assertInstanceOf(LinkState.Up.class, link.linkState());
    assertEquals(Set.of(), up.warnings());
    assertTrue(link.rights().known());
    assertEquals(Set.of(), link.rights().needless());
  }

  @Test
  @DisplayName("P16.3: an account that may do everything is found out")
  void an_account_that_may_do_everything_is_found_out() {
    var full = lab.fullAccount();
    var account = new AmiAccount(LAB, "127.0.0.1", full.address().getPort(), full.user(), full.secret());
    var checks = new AccountChecks(plan(account), LinkTiming.USUAL, Clock.systemUTC()).run();
    var rights = checks.stream().filter(check -> check.piece() == Piece.RIGHTS).findFirst().orElseThrow();
    assertEquals("too_many_rights", rights.code());
    for (String right : List.of("command", "config", "originate", "system")) {
      assertTrue(rights.detail().contains(right), rights::detail);
    }
  }

  @Test
  void a_wrong_password_is_told_as_such() {
    var wrong = link("wrong");
    Await.until(() -> wrong.linkState() instanceof LinkState.Down down && down.fault() == LinkFault.WRONG_PASSWORD,
        () -> "still " + wrong.linkState());
  }

  @Test
  @DisplayName("P4.1, P6.1: a call asks, rings, is answered, its recording is muted, and each piece is found sound")
  void a_call_from_outside_is_routed_seen_and_muted() throws Exception {
    SipPhone owner = lab.phone("101", Voice.OWNER);
    open.add(owner);
    var outside = lab.trunk();
    open.add(outside);
    SipCall client = outside.callFrom("+74950000001", "ООО \"Ромашка\"");
    SipCall phone = owner.awaitRing().answer();
    phone.awaitHeard(Voice.CLIENT);

    var request = asked.poll(20, TimeUnit.SECONDS);
    assertEquals("+74950000001", request.callerSaid());
    assertEquals(1, request.attempt());
    var entered = heard.await(PbxEvent.BridgeEntered.class);
    assertTrue(heard.of(PbxEvent.ChannelCreated.class).stream()
        .anyMatch(created -> created.channel().uniqueid().equals(request.uniqueid())));

    var channels = link.snapshot().toCompletableFuture().get(20, TimeUnit.SECONDS);
    LiveChannel trunk = channels.stream().filter(channel -> channel.channel().name().startsWith("PJSIP/trunk"))
        .findFirst().orElseThrow();
    assertEquals(Optional.of(entered.bridge()), trunk.bridge());
    link.muteRecording(trunk.channel().name(), true).toCompletableFuture().get(20, TimeUnit.SECONDS);
    link.muteRecording(trunk.channel().name(), false).toCompletableFuture().get(20, TimeUnit.SECONDS);
    link.stopRecording(trunk.channel().name()).toCompletableFuture().get(20, TimeUnit.SECONDS);

    phone.hangUp();
    client.awaitEnded();
    heard.await(event -> event instanceof PbxEvent.ChannelEnded ended
        && ended.channel().uniqueid().equals(request.uniqueid()), "the caller's end");

    var found = new PbxChecks(LinkTiming.USUAL, routing, Clock.systemUTC())
        .run(new ConnectedPbx(link, plan(account(lab.account().secret())))).stream()
        .collect(Collectors.toMap(PbxCheck::piece, check -> check));
    found.values().forEach(check -> assertEquals(Outcome.OK, check.outcome(), check::toString));
    assertEquals(Set.of(Piece.values()), found.keySet());
  }

  @Test
  void a_recording_of_a_channel_that_is_gone_cannot_be_muted() {
    assertThrows(CompletionException.class,
        () -> link.muteRecording("PJSIP/trunk-ffffffff", true).toCompletableFuture().join());
  }

  private AsteriskLink link(String secret) {
    var made = new AsteriskLink(account(secret), LinkTiming.USUAL, heard, Clock.systemUTC(), new Random(7),
        new SimpleMeterRegistry());
    open.add(made);
    made.start();
    return made;
  }

  private AmiAccount account(String secret) {
    return new AmiAccount(LAB, "127.0.0.1", lab.account().address().getPort(), lab.account().user(), secret);
  }

  private PbxPlan plan(AmiAccount account) {
    return new PbxPlan(account, "127.0.0.1", new InetSocketAddress("127.0.0.1", lab.agi().getPort()), "PJSIP/trunk",
        "scoutline-incoming", "scoutline", Optional.of(lab.done()));
  }
}
