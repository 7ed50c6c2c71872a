package io.scoutline.pbx.simulator;

import io.scoutline.Await;
import io.scoutline.pbx.simulator.scenario.Behaviour;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A recorded Originate and how to play it again: 101 rings first, then the number outside, which does what the
 * simulator's settings say. The simulator has the account {@code scoutline-originate}.
 *
 * @param name among the scenarios of the lab, and of its recording in src/test/resources/ami-states
 */
public record ClickToCall(String name, String id, Behaviour phone, Duration timeout) {
  private static final Duration A_MOMENT = Duration.ofMillis(300);

  public static Stream<ClickToCall> all() {
    return Stream.of(
        new ClickToCall("originate", "our-id-1", Behaviour.answersAfter(A_MOMENT), Duration.ofSeconds(20)),
        new ClickToCall("originate-refused", "our-id-2", Behaviour.rejectsAfter(A_MOMENT), Duration.ofSeconds(20)),
        new ClickToCall("originate-unanswered", "our-id-3", Behaviour.ringsOnly(), Duration.ofSeconds(1)));
  }

  /** Plays it to the end. */
  public void play(SimulatedPbx pbx) throws Exception {
    pbx.habit("101", phone);
    try (var control = new AmiProbe(pbx.amiPort())) {
      control.ask("login", "Action: Login", "Username: scoutline-originate", "Secret: scoutline-originate");
      control.ask("call", "Action: Originate", "Channel: PJSIP/101", "Context: scoutline-internal",
          "Exten: 84950000002", "Priority: 1", "CallerID: 84950000002", "Timeout: " + timeout.toMillis(),
          "Async: true", "ChannelId: " + id);
      Await.until(() -> pbx.channels().get(20, TimeUnit.SECONDS) == 0, "the call does not end");
    } finally {
      pbx.habit("101", Behaviour.ringsOnly());
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
