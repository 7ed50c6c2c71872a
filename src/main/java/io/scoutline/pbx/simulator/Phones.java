package io.scoutline.pbx.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The phones at the PBX, and what ringing one of them means. Touched on the timeline's thread only. */
final class Phones {
  private final SimulatorConfig config;
  private final Switchboard switchboard;
  private final Lines lines;

  Phones(SimulatorConfig config, Switchboard switchboard, Lines lines) {
    this.config = config;
    this.switchboard = switchboard;
    this.lines = lines;
  }

  Optional<SimulatorConfig.Phone> find(String extension) {
    return Optional.ofNullable(config.phones().get(extension));
  }

  Party party(String extension) {
    return find(extension).map(SimulatorConfig.Phone::party).orElse(Party.ofNumber(extension));
  }

  /** The legs that ringing an extension opens, one a registered device. */
  List<Dial.Target> targets(String extension, CallRun run) {
    var targets = new ArrayList<Dial.Target>();
    find(extension).ifPresent(phone -> {
      for (int device = 1; device <= phone.devices(); device++) {
        var name = name(extension, device);
        var behaviour = run.behaviour(name).orElse(device == 1 ? phone.behaviour() : Behaviour.ringsOnly());
        if (!(behaviour instanceof Behaviour.Unreachable)) {
          targets.add(target(phone, device, behaviour));
        }
      }
    });
    return targets;
  }

  private static String name(String extension, int device) {
    return device == 1 ? extension : extension + "/" + device;
  }

  private Dial.Target target(SimulatorConfig.Phone phone, int device, Behaviour behaviour) {
    var extension = phone.extension();
    var contact = extension + "/sip:" + extension + "@127.0.0.1:" + (5060 + device);
    return new Dial.Target(extension, contact, phone.party(), null, InternalDialplan.CONTEXT,
        Dial.Predial.PHONE, lines.device(behaviour));
  }

  boolean free(String extension) {
    return !switchboard.inUse(extension);
  }
}
