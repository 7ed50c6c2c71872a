package io.scoutline.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.lab.AmiTap.Frame;
import io.scoutline.lab.LabRouting.Answer;
import io.scoutline.lab.LabRouting.Question;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The dialplan and whoever decides where calls go: asked, late, gone, or talking nonsense. */
class RoutingLabTest extends LabCallTest {

  /** From the call's arrival to the queue, by the PBX's clock. */
  private Duration toQueue() {
    Frame arrived = first("Newchannel", "Channel", "PJSIP/trunk-");
    return between(arrived, first("QueueCallerJoin", "Queue", "scoutline"));
  }

  private static void assertWithin(Duration limit, Duration measured) {
    assertTrue(measured.compareTo(limit) <= 0, "took " + measured + ", allowed are " + limit);
  }

  @Test
  void the_server_is_told_who_calls_whom_and_on_which_channel() {
    calls.ring("101");
    SipCall client = calls.fromClient();
    calls.owner().awaitRing();
    client.hangUp();

    Question question = calls.routing().questions().getFirst();

    assertEquals("1", question.attempt());
    assertEquals("NONE", question.last());
    assertEquals(LabScenarios.CLIENT, question.agi().get("agi_callerid"));
    assertEquals(LabAsterisk.OUR_NUMBER, question.agi().get("agi_dnid"));
    assertEquals(client(), question.agi().get("agi_uniqueid"));
  }

  @Test
  void a_call_goes_to_the_queue_while_the_server_hangs() {
    CountDownLatch never = new CountDownLatch(1);
    calls.routing().answer(question -> {
      try {
        never.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return Answer.nothing();
    });
    SipCall client = calls.fromClient();

    calls.owner().awaitRing();

    assertWithin(Duration.ofMillis(1500), toQueue()); // 0.7 s and what a busy machine adds
    client.hangUp();
    never.countDown();
  }

  @Test
  void a_call_goes_to_the_queue_at_once_when_nothing_listens() {
    calls.routing().close();
    SipCall client = calls.fromClient();

    calls.owner().awaitRing();

    assertWithin(Duration.ofSeconds(1), toQueue());
    client.hangUp();
  }

  @Test
  void a_call_goes_to_the_queue_when_the_server_dies_in_the_middle() {
    calls.routing().answer(question -> Answer.nothing());
    SipCall client = calls.fromClient();

    calls.owner().awaitRing();

    assertWithin(Duration.ofSeconds(1), toQueue());
    client.hangUp();
  }

  @Test
  void an_address_that_never_answers_is_not_asked_again_for_ten_seconds() throws IOException {
    try (Unreachable nowhere = new Unreachable()) {
      lab.global("SCOUTLINE_AGI", "agi://127.0.0.1:" + nowhere.port() + "/route");
      SipCall slow = calls.fromClient();
      calls.owner().awaitRing();
      assertWithin(Duration.ofMillis(3500), toQueue());
      slow.hangUp();
      lab.settle(ami);
      int second = ami.mark();

      SipCall quick = calls.fromClient();
      calls.owner().awaitRing();

      Frame arrived = ami.await(second, f -> f.is("Newchannel", "Channel", "PJSIP/trunk-"), SOON, "the call");
      Frame queued = ami.await(second, f -> f.event().equals("QueueCallerJoin"), SOON, "the queue");
      assertWithin(Duration.ofSeconds(1), between(arrived, queued));
      quick.hangUp();
    } finally {
      lab.global("SCOUTLINE_AGI", lab.value("agi"));
      lab.global("SCOUTLINE_SKIP_UNTIL", "0");
    }
  }

  @Test
  void a_busy_phone_means_a_second_question() {
    calls.routing().answer(question -> Answer.ring(question.attempt().equals("1") ? "101" : "102", 20));
    SipCall client = calls.fromClient();
    calls.owner().awaitRing().busy();

    calls.colleague().awaitRing().answer().awaitHeard(Voice.CLIENT).hangUp();

    client.awaitEnded();
    assertEquals(List.of("1 NONE", "2 BUSY"), asked());
  }

  @Test
  void nobody_answering_means_a_second_question() {
    calls.routing().answer(question -> Answer.ring(question.attempt().equals("1") ? "101" : "102", 1));
    SipCall client = calls.fromClient();

    calls.colleague().awaitRing().answer().awaitHeard(Voice.CLIENT).hangUp();

    client.awaitEnded();
    assertEquals(List.of("1 NONE", "2 NOANSWER"), asked());
  }

  @Test
  void a_phone_that_is_not_there_means_a_second_question_at_once() {
    calls.routing().answer(question -> Answer.ring(question.attempt().equals("1") ? "109" : "102", 20));
    SipCall client = calls.fromClient();

    calls.colleague().awaitRing().answer().awaitHeard(Voice.CLIENT).hangUp();

    client.awaitEnded();
    assertEquals(List.of("1 NONE", "2 CHANUNAVAIL"), asked());
  }

  @Test
  void the_server_is_asked_four_times_and_then_the_queue_takes_the_call() {
    calls.routing().answer(question -> Answer.ring("101", 20));
    calls.owner().always(SipCall::busy);
    SipCall client = calls.fromClient();

    calls.colleague().awaitRing().answer().awaitHeard(Voice.CLIENT).hangUp();

    client.awaitEnded();
    assertEquals(List.of("1 NONE", "2 BUSY", "3 BUSY", "4 BUSY"), asked());
    first("AgentConnect", "Queue", "scoutline");
  }

  private List<String> asked() {
    return calls.routing().questions().stream().map(q -> q.attempt() + " " + q.last()).toList();
  }

  @Test
  @DisplayName("A message for us is in the call's own recording, and AMI shows where the call went")
  void a_message_is_recorded() {
    calls.routing().answer(question -> Answer.of("voicemail"));
    SipCall client = calls.fromClient().awaitUp();
    client.awaitSound(Duration.ofSeconds(1)).hangUp();

    StereoFile recording = StereoFile.await(lab, client());

    assertTrue(recording.hasLeft(Voice.CLIENT));
    assertEquals("scoutline-voicemail", first("Hangup", "Channel", "PJSIP/trunk-").get("Context"));
  }

  @Test
  void without_any_phone_the_server_is_asked_once_more_and_may_say_voicemail() {
    calls.routing().answer(question -> Answer.of(question.attempt().equals("1") ? "queue" : "voicemail"));
    calls.hangUpPhones();
    SipCall client = calls.fromClient().awaitUp();
    client.awaitSound(Duration.ofMillis(300)).hangUp();

    assertEquals("scoutline-voicemail", first("Hangup", "Channel", "PJSIP/trunk-").get("Context"));
    assertEquals(List.of("1 NONE", "2 QUEUEJOINEMPTY"), asked());
  }

  @Test
  void without_any_phone_and_without_a_server_the_caller_can_leave_a_message() {
    calls.routing().close();
    calls.hangUpPhones();

    calls.fromClient().awaitUp().awaitSound(Duration.ofMillis(300)).hangUp();

    assertEquals("scoutline-voicemail", first("Hangup", "Channel", "PJSIP/trunk-").get("Context"));
  }

  @Test
  @DisplayName("P4: a refused caller is not answered and rings nowhere")
  void a_refused_caller_is_not_answered() {
    calls.routing().answer(question -> Answer.of("refuse"));

    SipCall client = calls.fromClient().awaitEnded();

    assertTrue(client.status() >= 400, "status " + client.status());
    lab.settle(ami);
    assertEquals(List.of(), all("DialBegin"));
    assertFalse(calls.owner().hasRung());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "-", "---", "${SHELL(touch /lab/harm)}", "../..", "Local/s@scoutline-refuse",
      "101,1,G(scoutline-voicemail^s^1)"})
  void targets_that_are_no_extensions_mean_the_queue(String targets) {
    calls.routing().answer(question -> new Answer(List.of("ROUTE_TO " + targets, "ROUTE_KIND ring")));
    SipCall client = calls.fromClient();

    calls.owner().awaitRing();

    client.hangUp();
    first("QueueCallerJoin", "Queue", "scoutline");
    assertFalse(Files.exists(lab.folder().resolve("harm")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"101&Local/s@scoutline-voicemail", "--101--", "'101'"})
  void only_the_digits_of_a_target_are_dialled(String targets) {
    calls.routing().answer(question -> new Answer(List.of("ROUTE_TO " + targets, "ROUTE_KIND ring")));
    SipCall client = calls.fromClient();

    calls.owner().awaitRing();

    client.hangUp();
    lab.settle(ami);
    assertTrue(all("DialBegin").stream().allMatch(f -> f.get("DestChannel").startsWith("PJSIP/101-")));
    assertFalse(all("Hangup").stream().anyMatch(f -> f.get("Context").equals("scoutline-voicemail")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-5", "999999", "soon", "", "1; rm"})
  void a_nonsense_time_means_the_usual_one(String seconds) {
    calls.routing().answer(question -> new Answer(
        List.of("ROUTE_TO 101", "ROUTE_SECONDS " + seconds, "ROUTE_KIND ring")));
    SipCall client = calls.fromClient();

    calls.owner().awaitRing().answer().awaitHeard(Voice.CLIENT).hangUp();

    client.awaitEnded();
  }

  @ParameterizedTest
  @ValueSource(strings = {"RING", "System", "${GLOBAL(x)}", "1"})
  void an_unknown_decision_means_the_queue(String kind) {
    calls.routing().answer(question -> new Answer(List.of("ROUTE_TO 101", "ROUTE_KIND " + kind)));
    SipCall client = calls.fromClient();

    first("QueueCallerJoin", "Queue", "scoutline");

    client.hangUp();
  }

  /** An address that takes no connection and refuses none: its backlog is full. */
  private static final class Unreachable implements AutoCloseable {

    private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
    private final List<Socket> filling = new ArrayList<>();

    Unreachable() throws IOException {
      try {
        while (true) {
          Socket socket = new Socket();
          filling.add(socket);
          socket.connect(new InetSocketAddress("127.0.0.1", port()), 200);
        }
      } catch (SocketTimeoutException full) {
        // Now it answers nobody.
      }
    }

    int port() {
      return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
      server.close();
      for (Socket socket : filling) {
        socket.close();
      }
    }
  }
}
