package io.scoutline.pbx.simulator.traffic;

import io.scoutline.pbx.simulator.scenario.Behaviour;
import io.scoutline.pbx.simulator.scenario.Scenario;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/** How simulated people behave: how long they talk, wait and pause, and what becomes of a call. */
final class DemoPeople {
  private static final Duration SHORTEST_TALK = Duration.ofSeconds(20);
  private static final Duration LONGEST_TALK = Duration.ofSeconds(240);

  private final RandomGenerator random;
  private final List<String> colleagues;

  DemoPeople(RandomGenerator random, List<String> colleagues) {
    this.random = random;
    this.colleagues = colleagues;
  }

  Scenario callsIn(DemoTraffic.Client client) {
    var call = Scenario.inbound(client.number(), client.dialled()).named(client.name())
        .givesUpAfter(between(Duration.ofSeconds(25), Duration.ofSeconds(70)))
        .leavesMessage(between(Duration.ofSeconds(10), Duration.ofSeconds(35)));
    int kind = random.nextInt(100);
    if (kind < 8) {
      call.talk(talk().dividedBy(2)).hold(between(Duration.ofSeconds(5), Duration.ofSeconds(40))).talk(talk());
    } else if (kind < 12 && !colleagues.isEmpty()) {
      call.talk(talk().dividedBy(3)).blindTransfer(colleague()).talk(talk());
    } else if (kind < 16 && !colleagues.isEmpty()) {
      call.talk(talk().dividedBy(3)).attendedTransfer(colleague(), Duration.ofSeconds(12)).talk(talk());
    } else {
      call.talk(talk());
    }
    return random.nextInt(100) < 60 ? call.clientHangsUp() : call.weHangUp();
  }

  Scenario callsOut(String extension, String number) {
    var call = Scenario.outbound(extension, number)
        .givesUpAfter(between(Duration.ofSeconds(20), Duration.ofSeconds(32)));
    int outcome = random.nextInt(100);
    if (outcome < 48) {
      call.client(Behaviour.answersBetween(Duration.ofSeconds(4), Duration.ofSeconds(16)));
    } else if (outcome < 78) {
      call.client(Behaviour.ringsOnly());
    } else if (outcome < 89) {
      call.client(Behaviour.busy());
    } else if (outcome < 96) {
      call.client(Behaviour.rejectsAfter(between(Duration.ofSeconds(3), Duration.ofSeconds(10))));
    } else {
      call.client(Behaviour.unreachable());
    }
    // Many conversations end at the gatekeeper.
    call.talk(random.nextInt(100) < 45 ? between(Duration.ofSeconds(8), Duration.ofSeconds(40)) : talk());
    return random.nextInt(100) < 40 ? call.clientHangsUp() : call.weHangUp();
  }

  /** Short talks are more frequent than long ones. */
  private Duration talk() {
    double share = random.nextDouble() * random.nextDouble();
    return SHORTEST_TALK.plusMillis((long) (LONGEST_TALK.minus(SHORTEST_TALK).toMillis() * share));
  }

  private String colleague() {
    return colleagues.get(random.nextInt(colleagues.size()));
  }

  /** Writing up the call and looking at the next one; now and then a break. */
  Duration pauseAfterCall() {
    return random.nextInt(100) < 5 ? between(Duration.ofMinutes(1), Duration.ofMinutes(5))
        : between(Duration.ofSeconds(6), Duration.ofSeconds(45));
  }

  /** A time drawn around a mean, as independent events come. */
  Duration soon(Duration mean) {
    return Duration.ofMillis((long) (-Math.log(1 - random.nextDouble()) * mean.toMillis()));
  }

  Duration between(Duration atLeast, Duration atMost) {
    return atLeast.plusMillis(random.nextLong(Math.max(1, atMost.minus(atLeast).toMillis())));
  }
}
