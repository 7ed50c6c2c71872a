package io.scoutline.pbx.simulator.switchboard;

import io.scoutline.pbx.simulator.scenario.HangupCause;
import java.util.Comparator;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Who talks to whom: channels enter bridges and leave them. On the timeline's thread. */
public final class Bridges {
  private final Events events;
  private final DeviceStates devices;
  private final String trunk;
  private final RandomGenerator random;

  /** @param trunk the endpoint that leads outside */
  Bridges(Events events, DeviceStates devices, String trunk, RandomGenerator random) {
    this.events = events;
    this.devices = devices;
    this.trunk = trunk;
    this.random = random;
  }

  /** Connects a caller with the leg that answered: the leg enters first, as after Dial. */
  public void connect(Channel caller, Channel leg) {
    var bridge = new Bridge(nextBridgeId());
    events.bridge("BridgeCreate", bridge);
    enter(bridge, leg, "");
    enter(bridge, caller, "");
    if (!caller.endpoint.equals(trunk) && !leg.endpoint.equals(trunk)) {
      bridge.technology = "native_rtp";
    }
    caller.farEnd.bridged(caller, leg);
    leg.farEnd.bridged(leg, caller);
  }

  private String nextBridgeId() {
    long high = random.nextLong() & ~0xF000L | 0x4000L;
    long low = random.nextLong() & 0x3FFFFFFFFFFFFFFFL | Long.MIN_VALUE;
    return new UUID(high, low).toString();
  }

  /** @param swapped uniqueid of the channel whose place this one takes, empty if it takes none */
  public void enter(Bridge bridge, Channel channel, String swapped) {
    bridge.channels.add(channel);
    channel.bridge = bridge;
    channel.activity = Talk.INSTANCE;
    adoptOldestLinkedid(bridge);
    events.recordBridge("BRIDGE_ENTER", channel, bridge);
    events.bridge("BridgeEnter", bridge, channel, frame -> {
      if (!swapped.isEmpty()) {
        frame.add("SwapUniqueid", swapped);
      }
    });
    if (bridge.channels.size() > 1) {
      channel.run.talkChanged(bridge);
    }
  }

  /** In a bridge the oldest linkedid wins, silently: the next event of each channel shows it. */
  private static void adoptOldestLinkedid(Bridge bridge) {
    var oldest = bridge.channels.stream().min(Comparator.comparing(channel -> channel.createdAt)).orElseThrow();
    var linkedid = bridge.channels.stream().map(channel -> channel.linkedid)
        .min(Comparator.comparing(Bridges::age)).filter(id -> age(id) < Double.MAX_VALUE)
        .orElse(oldest.linkedid);
    bridge.channels.forEach(channel -> channel.linkedid = linkedid);
  }

  private static double age(String linkedid) {
    try {
      return Double.parseDouble(linkedid.substring(linkedid.lastIndexOf('-') + 1));
    } catch (NumberFormatException assigned) {
      return Double.MAX_VALUE;
    }
  }

  /** The bridge ends with its last channel. */
  public void leave(Channel channel) {
    var bridge = channel.bridge;
    if (bridge == null) {
      return;
    }
    channel.run.talkEnds(channel);
    if (channel.cause == HangupCause.NOT_DEFINED) {
      channel.cause = HangupCause.NORMAL_CLEARING;
    }
    var other = bridge.other(channel);
    bridge.channels.remove(channel);
    channel.bridge = null;
    channel.activity = Activity.IDLE;
    events.recordBridge("BRIDGE_EXIT", channel, bridge);
    events.bridge("BridgeLeave", bridge, channel, frame -> {});
    if (other != null && (other.holds || channel.holds)) {
      devices.changed(channel.endpoint);
      devices.changed(other.endpoint);
    }
    if (bridge.channels.isEmpty()) {
      events.bridge("BridgeDestroy", bridge);
    }
  }
}
