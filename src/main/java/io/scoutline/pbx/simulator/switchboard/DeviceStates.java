package io.scoutline.pbx.simulator.switchboard;

import io.scoutline.pbx.simulator.setup.EventClass;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** The state of every phone and of the trunk, told when it changes. Touched on the timeline's thread only. */
public final class DeviceStates {
  private static final String IDLE = "NOT_INUSE";

  private final Events events;
  private final Function<String, Collection<Channel>> channelsOf;
  private final Map<String, String> states = new TreeMap<>();
  private Set<String> pending;
  private Consumer<String> watcher = _ -> {};

  DeviceStates(Events events, Function<String, Collection<Channel>> channelsOf) {
    this.events = events;
    this.channelsOf = channelsOf;
  }

  /** Something happened on a channel of this endpoint. */
  public void changed(String endpoint) {
    if (pending != null) {
      pending.add(endpoint);
      return;
    }
    tell("PJSIP/" + endpoint, state(channelsOf.apply(endpoint)));
  }

  /** Runs something that changes much at once; of each endpoint only the state at its end is told. */
  public void together(Runnable changes) {
    pending = new LinkedHashSet<>();
    try {
      changes.run();
    } finally {
      var changed = pending;
      pending = null;
      changed.forEach(this::changed);
    }
  }

  /** Sets the state of a device, or of something that is no phone, such as a queue. */
  public void tell(String device, String state) {
    var before = states.put(device, state);
    if (!state.equals(before == null ? IDLE : before)) {
      events.publish(EventClass.CALL, "DeviceStateChange",
          frame -> frame.add("Device", device).add("State", state));
      watcher.accept(device);
    }
  }

  /** Told every device whose state has changed. */
  public void watch(Consumer<String> watcher) {
    this.watcher = watcher;
  }

  public boolean idle(String device) {
    return states.getOrDefault(device, IDLE).equals(IDLE);
  }

  private static String state(Collection<Channel> channels) {
    boolean talking = false;
    boolean ringing = false;
    boolean held = false;
    for (var channel : channels) {
      ringing |= channel.state == ChannelState.RINGING;
      held |= channel.onHold();
      talking |= channel.up() && !channel.onHold() || channel.state == ChannelState.RING && channel.alerting;
    }
    if (ringing) {
      return talking || held ? "RINGINUSE" : "RINGING";
    }
    if (talking) {
      return "INUSE";
    }
    return held ? "ONHOLD" : IDLE;
  }

  /** Every device that has had a state so far. */
  public Map<String, String> all() {
    return new LinkedHashMap<>(states);
  }

  void forgetEverything() {
    states.clear();
  }
}
