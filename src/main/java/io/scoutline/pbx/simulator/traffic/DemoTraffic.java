package io.scoutline.pbx.simulator.traffic;

import io.scoutline.pbx.simulator.dialplan.Phones;
import io.scoutline.pbx.simulator.scenario.Behaviour;
import io.scoutline.pbx.simulator.switchboard.Switchboard;
import io.scoutline.pbx.simulator.time.Timeline;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Simulated people on a working day: clients call in, and those who call out dial one number after another, each
 * with pauses. A phone that is {@link Behaviour.Manual} is left to whoever sits there and never dials by itself.
 */
public final class DemoTraffic implements AutoCloseable {
  private final Plan plan;
  private final Parts parts;
  private final DemoPeople people;
  private volatile boolean stopped;

  /**
   * Who calls whom. The functions are called on the simulator's thread and must be quick.
   *
   * @param clients gives a client who calls in now, and the number dialled
   * @param betweenClients mean distance between two clients calling in
   * @param callers extensions that call out
   * @param nextNumber what an extension dials next; empty if there is nothing to dial just now
   * @param colleagues extensions to which calls are sometimes transferred
   */
  public record Plan(Supplier<Client> clients, Duration betweenClients, List<String> callers,
      Function<String, Optional<String>> nextNumber, List<String> colleagues) {}

  /** A client who calls in: number and name as the trunk brings them, and the number dialled. */
  public record Client(String number, String name, String dialled) {}

  public record Parts(Calls calls, Phones phones, Switchboard switchboard, Timeline timeline,
      RandomGenerator random) {}

  public DemoTraffic(Plan plan, Parts parts) {
    this.plan = plan;
    this.parts = parts;
    this.people = new DemoPeople(parts.random, plan.colleagues);
  }

  public void start() {
    parts.timeline.after(people.soon(plan.betweenClients), this::clientCalls);
    plan.callers.forEach(extension ->
        parts.timeline.after(people.between(Duration.ZERO, Duration.ofSeconds(30)), () -> dialNext(extension)));
  }

  private void clientCalls() {
    if (stopped) {
      return;
    }
    // first, so that one client who cannot be had is not the last who ever calls
    parts.timeline.after(people.soon(plan.betweenClients), this::clientCalls);
    parts.calls.play(people.callsIn(plan.clients.get()));
  }

  private void dialNext(String extension) {
    if (stopped) {
      return;
    }
    boolean free = !parts.switchboard.inUse(extension)
        && !(parts.phones.habit(extension) instanceof Behaviour.Manual);
    var number = free ? plan.nextNumber.apply(extension) : Optional.<String>empty();
    number.map(to -> parts.calls.play(people.callsOut(extension, to))).ifPresentOrElse(
        handle -> handle.completion().thenRun(() -> later(extension, people.pauseAfterCall())),
        () -> later(extension, Duration.ofSeconds(10)));
  }

  private void later(String extension, Duration pause) {
    parts.timeline.after(pause, () -> dialNext(extension));
  }

  /** Nobody begins another call; those under way go on. */
  @Override
  public void close() {
    stopped = true;
  }
}
