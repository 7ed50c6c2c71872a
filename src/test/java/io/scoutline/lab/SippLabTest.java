package io.scoutline.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.lab.AmiTap.Frame;
import io.scoutline.lab.LabRouting.Answer;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Many calls at once, by a SIP stack that is not ours. */
class SippLabTest extends LabCallTest {

  private static final int CALLS = 30;

  @Test
  @DisplayName("P6.1: of thirty calls at ten a second each is answered and recorded on two channels")
  void many_calls_at_once_are_all_answered_and_recorded() {
    calls.routing().answer(question -> Answer.ring("105", 20));
    List<String> numbers = IntStream.range(0, CALLS).mapToObj(i -> "+7495000%04d".formatted(i)).toList();
    try (Sipp phone = Sipp.phone(lab, "105", CALLS, Voice.COLLEAGUE);
        Sipp clients = Sipp.clients(lab, numbers, 10, Duration.ofSeconds(2))) {
      clients.awaitSuccess(Duration.ofSeconds(60));
      phone.awaitSuccess(Duration.ofSeconds(20));
    }
    lab.settle(ami);

    List<Frame> arrived = all("Newchannel").stream()
        .filter(f -> f.get("Channel").startsWith("PJSIP/trunk-")).toList();
    assertEquals(numbers, arrived.stream().map(f -> f.get("CallerIDNum")).sorted().toList());
    for (Frame call : arrived) {
      StereoFile recording = StereoFile.await(lab, call.get("Uniqueid"));
      assertTrue(recording.hasLeft(Voice.CLIENT), recording + " has the client");
      assertTrue(recording.hasRight(Voice.COLLEAGUE), recording + " has us");
    }
  }
}
