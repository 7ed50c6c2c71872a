package io.scoutline.pbx.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The phones at the PBX and what they do when they are called. Touched on the timeline's thread only. */
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

  /** The legs that ringing an extension opens, one a device; none if there is no such phone. */
  List<Dial.Target> targets(String extension) {
    var targets = new ArrayList<Dial.Target>();
    find(extension).ifPresent(phone -> {
      for (int device = 1; device <= phone.devices(); device++) {
        targets.add(target(phone, device));
      }
    });
    return targets;
  }

  private Dial.Target target(SimulatorConfig.Phone phone, int device) {
    var name = device == 1 ? phone.extension() : phone.extension() + "/" + device;
    var fallback = device == 1 ? phone.behaviour() : Behaviour.ringsOnly();
    var contact = phone.extension() + "/sip:" + phone.extension() + "@127.0.0.1:" + (5060 + device);
    return new Dial.Target(phone.extension(), contact, Party.UNKNOWN, "scoutline-internal",
        lines.device(name, fallback), false);
  }

  boolean free(String extension) {
    return !switchboard.inUse(extension);
  }
}
