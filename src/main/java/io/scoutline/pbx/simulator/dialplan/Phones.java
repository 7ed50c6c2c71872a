package io.scoutline.pbx.simulator.dialplan;

import io.scoutline.pbx.simulator.scenario.Behaviour;
import io.scoutline.pbx.simulator.setup.SimulatorConfig;
import io.scoutline.pbx.simulator.switchboard.CallRun;
import io.scoutline.pbx.simulator.switchboard.FarEnd;
import io.scoutline.pbx.simulator.switchboard.Party;
import io.scoutline.pbx.simulator.switchboard.Switchboard;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The phones at the PBX, and what ringing one of them means. Touched on the timeline's thread only. */
public final class Phones {
  private final SimulatorConfig config;
  private final Switchboard switchboard;
  private final Lines lines;
  private final Map<String, Behaviour> habits = new HashMap<>();

  public Phones(SimulatorConfig config, Switchboard switchboard, Lines lines) {
    this.config = config;
    this.switchboard = switchboard;
    this.lines = lines;
  }

  public Optional<SimulatorConfig.Phone> find(String extension) {
    return Optional.ofNullable(config.phones().get(extension));
  }

  public Party party(String extension) {
    return find(extension).map(Phones::party).orElse(Party.ofNumber(extension));
  }

  private static Party party(SimulatorConfig.Phone phone) {
    return new Party(phone.extension(), phone.name());
  }

  /** What the extension's first device does from now on when a scenario does not say. */
  public void habit(String extension, Behaviour behaviour) {
    habits.put(extension, behaviour);
  }

  public Behaviour habit(String extension) {
    return habits.getOrDefault(extension,
        find(extension).map(SimulatorConfig.Phone::behaviour).orElse(Behaviour.unreachable()));
  }

  /** The legs that ringing an extension opens, one a registered device. */
  public List<Dial.Target> targets(String extension, CallRun run) {
    var targets = new ArrayList<Dial.Target>();
    find(extension).ifPresent(phone -> {
      for (int device = 1; device <= phone.devices(); device++) {
        var told = run.behaviour(device == 1 ? extension : extension + "/" + device);
        var habit = device == 1 ? habit(extension) : Behaviour.ringsOnly();
        if (!(told.orElse(habit) instanceof Behaviour.Unreachable)) {
          targets.add(target(phone, device, told.map(lines::device)
              .orElseGet(() -> lines.device(habit, () -> switchboard.talking(extension)))));
        }
      }
    });
    return targets;
  }

  private static Dial.Target target(SimulatorConfig.Phone phone, int device, FarEnd farEnd) {
    var extension = phone.extension();
    var contact = extension + "/sip:" + extension + "@127.0.0.1:" + (5060 + device);
    return new Dial.Target(extension, contact, party(phone), null, InternalDialplan.CONTEXT,
        Dial.Predial.PHONE, farEnd);
  }

  boolean free(String extension) {
    return !switchboard.inUse(extension);
  }
}
