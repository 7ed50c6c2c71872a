package io.scoutline.pbx.simulator;

/** Hold and transfer, as a phone asks for them over SIP. Touched on the timeline's thread only. */
final class Transfers {
  private final Switchboard switchboard;
  private final InternalDialplan dialplan;

  Transfers(Switchboard switchboard, InternalDialplan dialplan) {
    this.switchboard = switchboard;
    this.dialplan = dialplan;
  }

  /** The phone holds whoever it talks to: they hear music. */
  void hold(Channel ours) {
    if (ours.dead || ours.held || ours.bridge == null) {
      return;
    }
    ours.held = true;
    ours.run.heldChanged(ours);
    switchboard.events.channel("Hold", ours);
    var other = ours.bridge.other(ours);
    if (other != null) {
      switchboard.events.channel("MusicOnHoldStart", other, frame -> frame.add("Class", "default"));
    }
  }

  void unhold(Channel ours) {
    if (ours.dead || !ours.held) {
      return;
    }
    ours.held = false;
    ours.run.heldChanged(ours);
    switchboard.events.channel("Unhold", ours);
    var other = ours.bridge == null ? null : ours.bridge.other(ours);
    if (other != null) {
      switchboard.events.channel("MusicOnHoldStop", other);
    }
  }

  /** REFER without Replaces: the other party goes to the extension, the phone is out. False if refused. */
  boolean blind(Channel ours, String exten) {
    var bridge = ours.bridge;
    var other = bridge == null ? null : bridge.other(ours);
    if (ours.dead || other == null || !dialplan.knows(exten)) {
      return false;
    }
    switchboard.events.publish(EventClass.CALL, "BlindTransfer", frame -> {
      frame.add("Result", "Success");
      Events.channel(frame, "Transferer", ours);
      Events.channel(frame, "Transferee", other);
      Events.bridge(frame, "", bridge);
      frame.add("IsExternal", "Yes").add("Context", InternalDialplan.CONTEXT).add("Extension", exten);
    });
    TalkActivity.tellQueue(ours, "transfer");
    TalkActivity.tellQueue(other, "transfer");
    switchboard.leave(other);
    switchboard.leave(ours);
    switchboard.dissolve(bridge);
    switchboard.end(ours, HangupCause.NORMAL_CLEARING);
    dialplan.run(other, exten);
    return true;
  }
}
