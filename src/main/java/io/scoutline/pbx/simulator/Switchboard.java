package io.scoutline.pbx.simulator;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The heart of the simulated PBX: its channels and bridges and what can happen to them. Every method runs on the
 * timeline's thread.
 */
final class Switchboard {
  final Timeline timeline;
  final Events events;
  final SimulatorConfig config;
  private final RandomGenerator random;
  private final Map<String, Channel> channels = new LinkedHashMap<>();
  private int channelIndex;
  private long uniqueIndex;
  private int processedCalls;

  Switchboard(SimulatorConfig config, Timeline timeline, Events events, RandomGenerator random) {
    this.config = config;
    this.timeline = timeline;
    this.events = events;
    this.random = random;
  }

  /** A channel to be opened; {@code requestor} is the channel it is dialled for, null when it calls in. */
  record Opening(String endpoint, ChannelState state, Party caller, String context, String exten,
      Channel requestor, String assignedId, CallRun run, FarEnd farEnd) {}

  Channel open(Opening opening) {
    var uniqueid = opening.assignedId.isEmpty() ? nextUniqueid() : opening.assignedId;
    var name = "PJSIP/%s-%08x".formatted(opening.endpoint, channelIndex++);
    var linkedid = opening.requestor == null ? uniqueid : opening.requestor.linkedid;
    var channel = new Channel(opening.endpoint, name, uniqueid, linkedid, opening.state, opening.caller,
        opening.context, opening.exten, timeline.now(), opening.run, opening.farEnd);
    channels.put(uniqueid, channel);
    opening.run.opened(channel);
    if (opening.requestor == null) {
      processedCalls++;
    }
    events.channel("Newchannel", channel);
    return channel;
  }

  private String nextUniqueid() {
    var name = config.systemName().isEmpty() ? "" : config.systemName() + "-";
    return name + timeline.now().getEpochSecond() + "." + uniqueIndex++;
  }

  /** A random identifier for bridges, from the injected randomness. */
  String nextBridgeId() {
    return new java.util.UUID(random.nextLong() & ~0xF000L | 0x4000L,
        random.nextLong() & 0x3FFFFFFFFFFFFFFFL | Long.MIN_VALUE).toString();
  }

  void state(Channel channel, ChannelState state) {
    if (channel.state != state) {
      channel.state = state;
      events.channel("Newstate", channel);
    }
  }

  void connectedLine(Channel channel, Party party) {
    if (!channel.connected.equals(party)) {
      channel.connected = party;
      events.channel("NewConnectedLine", channel);
    }
  }

  void callerId(Channel channel, Party party) {
    if (!channel.caller.equals(party)) {
      channel.caller = party;
      events.channel("NewCallerid", channel, frame -> frame.add("CID-CallingPres",
          "0 (Presentation Allowed, Not Screened)"));
    }
  }

  /** The PBX answers a call that came in. */
  void answer(Channel channel) {
    if (channel.state == ChannelState.RING) {
      state(channel, ChannelState.UP);
      channel.run.recording(channel).ifPresent(recording -> recording.begin(timeline.now()));
      channel.farEnd.answered(channel);
    }
  }

  /** The dialplan's MixMonitor() on the channel to the outside. */
  void record(Channel channel) {
    channel.run.startRecording(channel);
    events.channel("MixMonitorStart", channel);
  }

  /** Where the dialplan is on this channel. */
  void at(Channel channel, String context, String exten, int priority, String application, String data) {
    channel.context = context;
    channel.exten = exten;
    channel.priority = priority;
    channel.application(application, data);
    events.newExten(channel);
  }

  // ---- signals of the far end

  void ringing(Channel leg) {
    if (!leg.dead) {
      leg.activity.farEndRings(this, leg);
    }
  }

  void answered(Channel leg) {
    if (!leg.dead) {
      leg.activity.farEndAnswered(this, leg);
    }
  }

  /** The far end says BYE, CANCEL or a final error. */
  void hungUp(Channel channel, HangupCause cause, int techCause) {
    if (channel.dead) {
      return;
    }
    channel.cause = cause;
    channel.techCause = techCause;
    events.hangupRequest(channel);
    channel.activity.farEndHungUp(this, channel);
  }

  // ---- ending

  /** Hangs the channel up from the PBX's side, with the cause it has. */
  void end(Channel channel) {
    if (channel.dead) {
      return;
    }
    if (channel.runsDialplan) {
      if (channel.cause == HangupCause.NOT_DEFINED) {
        channel.cause = HangupCause.NORMAL_CLEARING;
      }
      events.softHangupRequest(channel);
    }
    channel.dead = true;
    channels.remove(channel.uniqueid);
    events.hangup(channel);
    channel.farEnd.ended(channel);
    channel.run.closed(channel);
  }

  void end(Channel channel, HangupCause cause) {
    channel.cause = cause;
    end(channel);
  }

  /** The dialplan's {@code Hangup(n)} or an AMI {@code Hangup}: whatever runs on the channel is stopped. */
  void hangUpByPbx(Channel channel, HangupCause cause) {
    if (channel.dead) {
      return;
    }
    channel.cause = cause;
    channel.activity.farEndHungUp(this, channel);
  }

  // ---- bridges

  /** Connects a caller with the leg that answered: the leg enters first, as after Dial. */
  Bridge connect(Channel caller, Channel leg) {
    var bridge = new Bridge(nextBridgeId());
    events.bridge("BridgeCreate", bridge);
    enter(bridge, leg);
    enter(bridge, caller);
    caller.farEnd.bridged(caller, leg);
    leg.farEnd.bridged(leg, caller);
    return bridge;
  }

  void enter(Bridge bridge, Channel channel) {
    bridge.channels.add(channel);
    channel.bridge = bridge;
    channel.activity = TalkActivity.INSTANCE;
    adoptOldestLinkedid(bridge);
    events.bridge("BridgeEnter", bridge, channel, frame -> {});
    if (bridge.channels.size() > 1) {
      channel.run.talkChanged(bridge);
    }
  }

  /** In a bridge the oldest linkedid wins, silently: the next event of each channel shows it. */
  private static void adoptOldestLinkedid(Bridge bridge) {
    var oldest = bridge.channels.stream().map(channel -> channel.linkedid)
        .min(java.util.Comparator.comparing(Switchboard::age)).orElseThrow();
    bridge.channels.forEach(channel -> channel.linkedid = oldest);
  }

  private static double age(String linkedid) {
    try {
      return Double.parseDouble(linkedid.substring(linkedid.lastIndexOf('-') + 1));
    } catch (NumberFormatException assigned) {
      return Double.MAX_VALUE;
    }
  }

  void leave(Channel channel) {
    var bridge = channel.bridge;
    if (bridge == null) {
      return;
    }
    channel.run.talkEnds(channel);
    bridge.channels.remove(channel);
    channel.bridge = null;
    channel.activity = Activity.IDLE;
    events.bridge("BridgeLeave", bridge, channel, frame -> {});
  }

  void dissolve(Bridge bridge) {
    if (!bridge.dissolved && bridge.channels.isEmpty()) {
      bridge.dissolved = true;
      events.bridge("BridgeDestroy", bridge);
    }
  }

  // ---- what is there

  Collection<Channel> channels() {
    return List.copyOf(channels.values());
  }

  Optional<Channel> find(String nameOrUniqueid) {
    var direct = channels.get(nameOrUniqueid);
    if (direct != null) {
      return Optional.of(direct);
    }
    return channels.values().stream().filter(channel -> channel.name.equals(nameOrUniqueid)).findFirst();
  }

  List<Channel> ofEndpoint(String endpoint) {
    var found = new ArrayList<Channel>();
    for (var channel : channels.values()) {
      if (channel.endpoint.equals(endpoint)) {
        found.add(channel);
      }
    }
    return found;
  }

  boolean inUse(String endpoint) {
    return channels.values().stream().anyMatch(channel -> channel.endpoint.equals(endpoint));
  }

  int processedCalls() {
    return processedCalls;
  }

  /** Power failure: every channel is gone and nobody is told, neither over AMI nor over SIP. */
  void loseEverything() {
    var lost = channels();
    channels.clear();
    for (var channel : lost) {
      channel.dead = true;
      channel.run.lost(channel);
    }
  }
}
