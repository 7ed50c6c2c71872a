package io.scoutline.pbx.simulator;

import java.time.Instant;
import java.util.function.Consumer;

/** A channel of the simulated PBX. Touched on the timeline's thread only. */
final class Channel {
  final String endpoint;
  final String name;
  final String uniqueid;
  final Instant createdAt;
  final CallRun run;
  final FarEnd farEnd;
  String linkedid;
  ChannelState state;
  Party caller;
  Party connected = Party.UNKNOWN;
  String context;
  String exten;
  int priority = 1;
  String application = "";
  String applicationData = "";
  Activity activity = Activity.IDLE;
  Bridge bridge;
  HangupCause cause = HangupCause.NOT_DEFINED;
  int techCause;
  /** Whether a dialplan runs on this channel: it called in, or was sent on by a transfer. */
  boolean runsDialplan;
  boolean dead;
  boolean held;
  /** Told once who ended the talk: caller, agent or transfer, as the queue says it. */
  Consumer<String> whenEnded;

  Channel(String endpoint, String name, String uniqueid, String linkedid, ChannelState state, Party caller,
      String context, String exten, Instant createdAt, CallRun run, FarEnd farEnd) {
    this.endpoint = endpoint;
    this.name = name;
    this.uniqueid = uniqueid;
    this.linkedid = linkedid;
    this.state = state;
    this.caller = caller;
    this.context = context;
    this.exten = exten;
    this.createdAt = createdAt;
    this.run = run;
    this.farEnd = farEnd;
  }

  void application(String name, String data) {
    application = name;
    applicationData = data;
  }

  /** The interface that was dialled, as queues and dial strings name it. */
  String technologyAndEndpoint() {
    return "PJSIP/" + endpoint;
  }

  boolean up() {
    return state == ChannelState.UP;
  }

  @Override
  public String toString() {
    return name;
  }
}
