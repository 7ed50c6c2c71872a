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
  /** Whether the one who calls hears ringing. */
  boolean alerting;
  boolean dead;
  /** Whether this phone holds the other party. */
  boolean holds;
  /** The dialplan's own variables: how often the routing server was asked, and whether the queue was tried. */
  int routeAttempt = 1;
  boolean wasQueued;
  /** Told once who ended the talk: caller, agent or transfer, as the queue says it. */
  Consumer<String> whenEnded;

  Channel(Switchboard.Opening opening, String name, String uniqueid, Instant createdAt) {
    endpoint = opening.endpoint();
    this.name = name;
    this.uniqueid = uniqueid;
    linkedid = opening.requestor() == null ? uniqueid : opening.requestor().linkedid;
    state = opening.state();
    caller = opening.caller();
    context = opening.context();
    exten = opening.exten();
    this.createdAt = createdAt;
    run = opening.run();
    farEnd = opening.farEnd();
  }

  /** Where the dialplan is. */
  void at(String context, String exten, int priority) {
    this.context = context;
    this.exten = exten;
    this.priority = priority;
  }

  void application(String name, String data) {
    application = name;
    applicationData = data;
  }

  boolean up() {
    return state == ChannelState.UP;
  }

  /** Whether the other party of its bridge has put it on hold. */
  boolean onHold() {
    var other = bridge == null ? null : bridge.other(this);
    return other != null && other.holds;
  }

  @Override
  public String toString() {
    return name;
  }
}
