package io.scoutline.pbx.simulator.switchboard;

import io.scoutline.pbx.simulator.scenario.HangupCause;
import io.scoutline.pbx.simulator.setup.SimulatorConfig;
import io.scoutline.pbx.simulator.time.Timeline;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The heart of the simulated PBX: its channels and what can happen to them. Every method runs on the
 * timeline's thread.
 */
public final class Switchboard {
  public final Timeline timeline;
  public final Events events;
  final SimulatorConfig config;
  public final DeviceStates devices;
  public final Bridges bridges;
  public final RandomGenerator random;
  private final Map<String, Channel> channels = new LinkedHashMap<>();
  private final Map<String, Set<Channel>> byEndpoint = new HashMap<>();
  private int channelIndex;
  private long uniqueIndex;
  private int processedCalls;

  public Switchboard(SimulatorConfig config, Timeline timeline, Events events, RandomGenerator random) {
    this.config = config;
    this.timeline = timeline;
    this.events = events;
    this.random = random;
    this.devices = new DeviceStates(events, this::ofEndpoint);
    this.bridges = new Bridges(events, devices, config.trunk(), random);
  }

  /** A channel to be opened; {@code requestor} is the channel it is dialled for, null when it begins a call. */
  public record Opening(String endpoint, ChannelState state, Party caller, String context, String exten,
      Channel requestor, String assignedId, CallRun run, FarEnd farEnd) {}

  public Channel open(Opening opening) {
    var uniqueid = opening.assignedId.isEmpty() ? nextUniqueid() : opening.assignedId;
    var name = "PJSIP/%s-%08x".formatted(opening.endpoint, channelIndex++);
    var channel = new Channel(opening, name, uniqueid, timeline.now());
    channels.put(uniqueid, channel);
    byEndpoint.computeIfAbsent(opening.endpoint, _ -> new LinkedHashSet<>()).add(channel);
    channel.run.opened(channel);
    if (opening.requestor == null) {
      processedCalls++;
    }
    events.channel("Newchannel", channel);
    events.record("CHAN_START", channel, "");
    return channel;
  }

  private String nextUniqueid() {
    var name = config.systemName().isEmpty() ? "" : config.systemName() + "-";
    return name + timeline.now().getEpochSecond() + "." + uniqueIndex++;
  }

  public void state(Channel channel, ChannelState state) {
    if (channel.state != state) {
      channel.state = state;
      events.channel("Newstate", channel);
      if (state == ChannelState.UP) {
        events.record("ANSWER", channel, "");
      }
      devices.changed(channel.endpoint);
    }
  }

  public void connectedLine(Channel channel, Party party) {
    if (!channel.connected.equals(party)) {
      channel.connected = party;
      events.channel("NewConnectedLine", channel);
    }
  }

  public void callerId(Channel channel, Party party) {
    if (!channel.caller.equals(party)) {
      channel.caller = party;
      events.channel("NewCallerid", channel,
          frame -> frame.add("CID-CallingPres", "0 (Presentation Allowed, Not Screened)"));
    }
  }

  /** The one who calls is told that it rings. */
  public void alert(Channel caller) {
    if (!caller.alerting) {
      caller.alerting = true;
      devices.changed(caller.endpoint);
    }
  }

  /** The PBX answers a call that came in. */
  public void answer(Channel channel) {
    if (channel.state == ChannelState.RING) {
      state(channel, ChannelState.UP);
      channel.run.up(channel);
      channel.farEnd.answered(channel);
    }
  }

  /** The dialplan's MixMonitor() on the channel to the outside. */
  public void record(Channel channel) {
    channel.run.startRecording(channel);
    events.channel("MixMonitorStart", channel);
  }

  /** The dialplan is here and runs this application. */
  public void at(Channel channel, String context, String exten, int priority, String application,
      String data) {
    channel.at(context, exten, priority);
    channel.application(application, data);
    events.newExten(channel);
  }

  // ---- signals of the far end

  public void ringing(Channel leg) {
    if (!leg.dead) {
      leg.activity.farEndRings(this, leg);
    }
  }

  public void answered(Channel leg) {
    if (!leg.dead) {
      leg.run.up(leg);
      leg.activity.farEndAnswered(this, leg);
    }
  }

  /** The far end says BYE, or CANCEL if it has not been answered yet. */
  public void hungUp(Channel channel) {
    if (channel.state == ChannelState.RING) {
      refused(channel, HangupCause.INTERWORKING, 487);
    } else {
      farEndGone(channel);
    }
  }

  /** The far end of a dialled leg refuses, or cannot be reached. */
  public void refused(Channel leg, HangupCause cause, int sipStatus) {
    if (!leg.dead) {
      leg.cause = cause;
      leg.techCause = sipStatus;
      farEndGone(leg);
    }
  }

  private void farEndGone(Channel channel) {
    if (!channel.dead) {
      events.hangupRequest(channel);
      channel.activity.farEndHungUp(this, channel);
    }
  }

  // ---- ending

  /** The channel is gone, with the cause it has. */
  public void end(Channel channel) {
    if (channel.dead) {
      return;
    }
    if (channel.techCause == 0) {
      channel.techCause = channel.cause.sipStatus();
    }
    if (channel.runsDialplan) {
      events.softHangupRequest(channel);
    }
    channel.dead = true;
    channels.remove(channel.uniqueid);
    byEndpoint.getOrDefault(channel.endpoint, Set.of()).remove(channel);
    events.hangup(channel);
    devices.changed(channel.endpoint);
    channel.farEnd.ended(channel);
    channel.run.closed(channel);
  }

  public void end(Channel channel, HangupCause cause) {
    channel.cause = cause;
    end(channel);
  }

  /** The dialplan's {@code Hangup(n)} or an AMI {@code Hangup}: whatever runs on the channel is stopped. */
  public void hangUpByPbx(Channel channel, HangupCause cause) {
    if (!channel.dead) {
      channel.cause = cause;
      channel.techCause = 0;
      channel.activity.farEndHungUp(this, channel);
    }
  }

  // ---- what is there

  public List<Channel> channels() {
    return List.copyOf(channels.values());
  }

  public Optional<Channel> find(String nameOrUniqueid) {
    var direct = channels.get(nameOrUniqueid);
    if (direct != null) {
      return Optional.of(direct);
    }
    return channels.values().stream().filter(channel -> channel.name.equalsIgnoreCase(nameOrUniqueid)).findFirst();
  }

  public boolean inUse(String endpoint) {
    return !ofEndpoint(endpoint).isEmpty();
  }

  public boolean talking(String endpoint) {
    return ofEndpoint(endpoint).stream().anyMatch(channel -> channel.up() || channel.state == ChannelState.RING);
  }

  private Collection<Channel> ofEndpoint(String endpoint) {
    return byEndpoint.getOrDefault(endpoint, Set.of());
  }

  public int processedCalls() {
    return processedCalls;
  }

  /** Power failure: every channel is gone and nobody is told, neither over AMI nor over SIP. */
  public void loseEverything() {
    var lost = new ArrayList<>(channels.values());
    channels.clear();
    byEndpoint.clear();
    devices.forgetEverything();
    lost.forEach(channel -> channel.dead = true);
    lost.forEach(channel -> channel.run.lost(channel));
    channelIndex = 0;
  }
}
