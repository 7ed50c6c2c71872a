package io.scoutline.pbx.simulator.switchboard;

import io.scoutline.pbx.simulator.scenario.HangupCause;
import java.time.Instant;
import java.util.function.Consumer;

/** A channel of the simulated PBX. Touched on the timeline's thread only. */
public final class Channel {
  public final String endpoint;
  public final String name;
  public final String uniqueid;
  public final Instant createdAt;
  public final CallRun run;
  public final FarEnd farEnd;
  String linkedid;
  public ChannelState state;
  public Party caller;
  public Party connected = Party.UNKNOWN;
  public String context;
  public String exten;
  public int priority = 1;
  public String application = "";
  public String applicationData = "";
  public Activity activity = Activity.IDLE;
  public Bridge bridge;
  public HangupCause cause = HangupCause.NOT_DEFINED;
  int techCause;
  /** Whether a dialplan runs on this channel: it called in, or was sent on by a transfer. */
  public boolean runsDialplan;
  /** Whether the one who calls hears ringing. */
  boolean alerting;
  public boolean dead;
  /** Whether this phone holds the other party. */
  public boolean holds;
  /** The dialplan's own variables: how often the routing server was asked, and whether the queue was tried. */
  public int routeAttempt = 1;
  public boolean wasQueued;
  /** Told once who ended the talk: caller, agent or transfer, as the queue says it. */
  public Consumer<String> whenEnded;

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
  public void at(String context, String exten, int priority) {
    this.context = context;
    this.exten = exten;
    this.priority = priority;
  }

  public void application(String name, String data) {
    application = name;
    applicationData = data;
  }

  public boolean up() {
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
