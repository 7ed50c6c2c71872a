package io.scoutline.pbx.simulator.traffic;

import io.scoutline.pbx.simulator.dialplan.IncomingDialplan;
import io.scoutline.pbx.simulator.dialplan.InternalDialplan;
import io.scoutline.pbx.simulator.dialplan.Lines;
import io.scoutline.pbx.simulator.dialplan.Phones;
import io.scoutline.pbx.simulator.dialplan.Transfers;
import io.scoutline.pbx.simulator.recording.Recordings;
import io.scoutline.pbx.simulator.scenario.Behaviour;
import io.scoutline.pbx.simulator.scenario.CallHandle;
import io.scoutline.pbx.simulator.scenario.Scenario;
import io.scoutline.pbx.simulator.scenario.Truth;
import io.scoutline.pbx.simulator.setup.SimulatorConfig;
import io.scoutline.pbx.simulator.switchboard.CallRun;
import io.scoutline.pbx.simulator.switchboard.Channel;
import io.scoutline.pbx.simulator.switchboard.ChannelState;
import io.scoutline.pbx.simulator.switchboard.FarEnd;
import io.scoutline.pbx.simulator.switchboard.Party;
import io.scoutline.pbx.simulator.switchboard.Switchboard;
import io.scoutline.pbx.simulator.time.Timeline;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Begins calls: from outside, from a phone, between phones. Runs are made on any thread, the rest on the timeline. */
public final class Calls {
  private final SimulatorConfig config;
  private final Timeline timeline;
  private final Switchboard switchboard;
  private final Phones phones;
  private final Lines lines;
  private final Transfers transfers;
  private final IncomingDialplan incoming;
  private final InternalDialplan internal;
  private final Recordings recordings;
  private final List<Consumer<Truth>> listeners = new CopyOnWriteArrayList<>();

  /** What the PBX consists of, as far as beginning a call needs it. */
  public record Parts(Switchboard switchboard, Phones phones, Lines lines, Transfers transfers,
      IncomingDialplan incoming, InternalDialplan internal, Recordings recordings) {}

  public Calls(SimulatorConfig config, Parts parts) {
    this.config = config;
    switchboard = parts.switchboard;
    timeline = switchboard.timeline;
    phones = parts.phones;
    lines = parts.lines;
    transfers = parts.transfers;
    incoming = parts.incoming;
    internal = parts.internal;
    recordings = parts.recordings;
  }

  public void onEnd(Consumer<Truth> listener) {
    listeners.add(listener);
  }

  /** Plays a scenario, from now on. Any thread. */
  public CallHandle play(Scenario scenario) {
    var player = new ScenarioPlayer(switchboard, transfers, phones, scenario);
    return switch (scenario) {
      case Scenario.Inbound inbound -> comeIn(inbound, player);
      case Scenario.Outbound outbound -> {
        var client = player.clientEnd(dialled(outbound.client()));
        var run = run(new CallRun.Beginning(Truth.Direction.OUTBOUND, outbound.number(), outbound.number(),
            outbound.phones(), number -> number.equals(outbound.number()) ? client : somebodyOutside(number)));
        var phone = lines.device(Behaviour.busy());
        timeline.execute(() -> dial(run, outbound.extension(), outbound.number(), phone, outbound.patience()));
        yield run.handle();
      }
      case Scenario.Internal inside -> {
        var run = run(new CallRun.Beginning(Truth.Direction.INTERNAL, "", inside.called(), inside.phones(),
            this::somebodyOutside));
        var phone = player.callingPhone(lines.device(Behaviour.busy()));
        timeline.execute(() -> dial(run, inside.extension(), inside.called(), phone, inside.patience()));
        yield run.handle();
      }
    };
  }

  private CallHandle comeIn(Scenario.Inbound scenario, ScenarioPlayer player) {
    var client = player.clientEnd(FarEnd.SILENT);
    var run = run(new CallRun.Beginning(Truth.Direction.INBOUND, scenario.callerNumber(), scenario.dialled(),
        scenario.phones(), this::somebodyOutside));
    timeline.execute(() -> {
      var channel = switchboard.open(new Switchboard.Opening(config.trunk(), ChannelState.RING,
          new Party(scenario.callerNumber(), scenario.callerName()), "scoutline-incoming", scenario.dialled(), null,
          "", run, client));
      losesPatience(channel, scenario.patience());
      incoming.run(channel);
    });
    return run.handle();
  }

  /** Somebody at a phone dials; empty if the dialplan has nothing for those digits. On the timeline. */
  Optional<CallHandle> dial(String extension, String digits) {
    if (!internal.knows(digits)) {
      return Optional.empty();
    }
    var run = runFromPhone(digits);
    dial(run, extension, digits, lines.device(Behaviour.busy()), Optional.empty());
    return Optional.of(run.handle());
  }

  /** A call of somebody who follows no scenario. */
  public CallRun runFromPhone(String digits) {
    boolean inside = phones.find(digits).isPresent();
    return run(new CallRun.Beginning(inside ? Truth.Direction.INTERNAL : Truth.Direction.OUTBOUND,
        inside ? "" : digits, digits, Map.of(), this::somebodyOutside));
  }

  private void dial(CallRun run, String extension, String digits, FarEnd phone, Optional<Duration> patience) {
    var channel = switchboard.open(new Switchboard.Opening(extension, ChannelState.RING, phones.party(extension),
        InternalDialplan.CONTEXT, digits, null, "", run, phone));
    losesPatience(channel, patience);
    internal.run(channel, digits);
  }

  private FarEnd somebodyOutside(String number) {
    return dialled(config.outside().apply(number));
  }

  private FarEnd dialled(Behaviour behaviour) {
    return new FarEnd() {
      @Override
      public void invited(Channel leg) {
        lines.behave(leg, behaviour);
      }
    };
  }

  private void losesPatience(Channel channel, Optional<Duration> patience) {
    patience.ifPresent(waiting -> timeline.after(waiting, () -> {
      if (!channel.up()) {
        switchboard.hungUp(channel);
      }
    }));
  }

  private CallRun run(CallRun.Beginning beginning) {
    return new CallRun(beginning, config, timeline, recordings,
        truth -> listeners.forEach(listener -> listener.accept(truth)));
  }
}
