package io.scoutline.pbx.simulator.dialplan;

import io.scoutline.pbx.simulator.scenario.HangupCause;
import io.scoutline.pbx.simulator.setup.EventClass;
import io.scoutline.pbx.simulator.switchboard.Activity;
import io.scoutline.pbx.simulator.switchboard.Channel;
import io.scoutline.pbx.simulator.switchboard.ChannelState;
import io.scoutline.pbx.simulator.switchboard.Events;
import io.scoutline.pbx.simulator.switchboard.FarEnd;
import io.scoutline.pbx.simulator.switchboard.Switchboard;
import io.scoutline.pbx.simulator.switchboard.Talk;
import io.scoutline.pbx.simulator.wire.Frame;

/** Hold, consultation and transfer, as a phone asks for them over SIP. Touched on the timeline's thread only. */
public final class Transfers {
  private final Switchboard switchboard;
  private final InternalDialplan dialplan;
  private final Phones phones;

  public Transfers(Switchboard switchboard, InternalDialplan dialplan, Phones phones) {
    this.switchboard = switchboard;
    this.dialplan = dialplan;
    this.phones = phones;
  }

  /** The phone holds whoever it talks to: they hear music. */
  public void hold(Channel ours) {
    if (ours.dead || ours.holds || ours.bridge == null) {
      return;
    }
    ours.holds = true;
    ours.run.heldChanged(ours);
    switchboard.events.channel("Hold", ours, frame -> frame.add("MusicClass", "default"));
    var other = ours.bridge.other(ours);
    if (other != null) {
      switchboard.events.channel("MusicOnHoldStart", other, frame -> frame.add("Class", "default"));
      switchboard.devices.changed(other.endpoint);
    }
  }

  public void unhold(Channel ours) {
    if (!ours.dead && ours.holds) {
      switchboard.events.channel("Unhold", ours);
      heardAgain(ours);
    }
  }

  private void heardAgain(Channel ours) {
    if (!ours.holds) {
      return;
    }
    ours.holds = false;
    ours.run.heldChanged(ours);
    var other = ours.bridge == null ? null : ours.bridge.other(ours);
    if (other != null) {
      switchboard.events.channel("MusicOnHoldStop", other);
      switchboard.devices.changed(other.endpoint);
    }
  }

  /** REFER without Replaces: the other party goes to the extension, the phone is out. False if it is refused. */
  public boolean blind(Channel ours, String exten) {
    var bridge = ours.bridge;
    var other = bridge == null ? null : bridge.other(ours);
    if (other == null || !dialplan.knows(exten)) {
      return false;
    }
    // A phone that transfers is taken off hold first, held or not.
    switchboard.events.channel("Unhold", ours);
    heardAgain(ours);
    switchboard.events.publish(EventClass.CALL, "BlindTransfer", frame -> {
      frame.add("Result", "Success");
      Events.channel(frame, "Transferer", ours);
      Events.channel(frame, "Transferee", other);
      Events.bridge(frame, "", bridge);
      frame.add("IsExternal", "Yes").add("Context", InternalDialplan.CONTEXT).add("Extension", exten);
    });
    switchboard.events.record("BLINDTRANSFER", ours, "{\"extension\":\"" + exten + "\",\"context\":\""
        + InternalDialplan.CONTEXT + "\",\"transferee_channel_name\":\"" + other.name
        + "\",\"transferee_channel_uniqueid\":\"" + other.uniqueid + "\"}");
    Talk.tellQueue(ours, "transfer");
    other.at(InternalDialplan.CONTEXT, exten, 1);
    // On a real PBX each channel has its thread, so which leaves first is chance.
    boolean oursFirst = switchboard.random.nextBoolean();
    switchboard.bridges.leave(oursFirst ? ours : other);
    switchboard.bridges.leave(oursFirst ? other : ours);
    switchboard.end(ours);
    dialplan.run(other, exten);
    return true;
  }

  /** AMI's Redirect: this channel goes on in the dialplan, whom it talked to is let go. False if it talks to nobody. */
  public boolean redirect(Channel channel, String exten) {
    var other = channel.bridge == null ? null : channel.bridge.other(channel);
    if (other == null || !dialplan.knows(exten)) {
      return false;
    }
    Talk.tellQueue(other, "caller");
    channel.at(InternalDialplan.CONTEXT, exten, 1);
    switchboard.bridges.leave(channel);
    switchboard.bridges.leave(other);
    switchboard.end(other);
    dialplan.run(channel, exten);
    return true;
  }

  /**
   * The phone holds its party and calls a colleague on a second channel of its own.
   *
   * @return the second channel, null if there is nothing to hold or no such extension
   */
  public Channel consult(Channel ours, String exten, FarEnd farEnd) {
    if (ours.bridge == null || !dialplan.knows(exten)) {
      return null;
    }
    hold(ours);
    var consultation = switchboard.open(new Switchboard.Opening(ours.endpoint, ChannelState.RING,
        phones.party(ours.endpoint), InternalDialplan.CONTEXT, exten, null, "", ours.run, farEnd));
    dialplan.run(consultation, exten);
    return consultation;
  }

  /**
   * REFER with Replaces: the phone's two parties are joined and it is out; a colleague who still rings goes on
   * ringing for the other party. False if that cannot be.
   */
  public boolean attended(Channel ours, Channel consultation) {
    var client = ours.bridge == null ? null : ours.bridge.other(ours);
    if (client == null) {
      return false;
    }
    if (consultation.activity instanceof Dial ringing) {
      joinRinging(ours, consultation, client, ringing);
      return true;
    }
    var colleague = consultation.bridge == null ? null : consultation.bridge.other(consultation);
    if (colleague != null) {
      join(ours, consultation, client, colleague);
    }
    return colleague != null;
  }

  private void join(Channel ours, Channel consultation, Channel client, Channel colleague) {
    var second = consultation.bridge;
    switchboard.events.channel("Unhold", ours);
    heardAgain(ours);
    switchboard.events.channel("Unhold", consultation);
    var told = switchboard.events.prepare(EventClass.CALL, "AttendedTransfer",
        frame -> describe(frame, ours, consultation, client, colleague));
    Talk.tellQueue(ours, "transfer");
    switchboard.bridges.leave(client);
    switchboard.bridges.leave(consultation);
    switchboard.bridges.enter(second, client, consultation.uniqueid);
    second.technology = "simple_bridge";
    told.run();
    recordAttended(ours, consultation, client, colleague.name, colleague.uniqueid);
    switchboard.connectedLine(client, colleague.caller);
    switchboard.connectedLine(colleague, client.caller);
    switchboard.bridges.leave(ours);
    switchboard.end(ours);
    switchboard.end(consultation);
    client.farEnd.bridged(client, colleague);
    colleague.farEnd.bridged(colleague, client);
  }

  /** The client steps into the place of the consulting channel, in the middle of its Dial. */
  private void joinRinging(Channel ours, Channel consultation, Channel client, Dial ringing) {
    switchboard.events.channel("Unhold", ours);
    heardAgain(ours);
    switchboard.events.publish(EventClass.CALL, "AttendedTransfer", frame -> {
      frame.add("Result", "Success");
      Events.channel(frame, "OrigTransferer", ours);
      Events.bridge(frame, "Orig", ours.bridge);
      Events.channel(frame, "SecondTransferer", consultation);
      Events.channel(frame, "Transferee", client);
      frame.add("IsExternal", "No").add("DestType", "App").add("DestApp", "Dial");
    });
    recordAttended(ours, consultation, client, "N/A", "N/A");
    Talk.tellQueue(ours, "transfer");
    switchboard.bridges.leave(ours);
    switchboard.end(ours);
    switchboard.bridges.leave(client);
    var context = client.context;
    var exten = client.exten;
    int priority = client.priority;
    client.at(consultation.context, consultation.exten, consultation.priority);
    consultation.at(context, exten, priority);
    client.runsDialplan = true;
    consultation.activity = Activity.IDLE;
    ringing.replaceCaller(client);
    switchboard.end(consultation, HangupCause.NORMAL_CLEARING);
  }

  private void recordAttended(Channel ours, Channel consultation, Channel client, String target, String targetId) {
    switchboard.events.record("ATTENDEDTRANSFER", ours, "{\"channel2_name\":\"" + consultation.name
        + "\",\"channel2_uniqueid\":\"" + consultation.uniqueid + "\",\"transferee_channel_name\":\"" + client.name
        + "\",\"transferee_channel_uniqueid\":\"" + client.uniqueid + "\",\"transfer_target_channel_name\":\"" + target
        + "\",\"transfer_target_channel_uniqueid\":\"" + targetId + "\"}");
  }

  private static void describe(Frame frame, Channel ours, Channel consultation, Channel client,
      Channel colleague) {
    frame.add("Result", "Success");
    Events.channel(frame, "OrigTransferer", ours);
    Events.bridge(frame, "Orig", ours.bridge);
    Events.channel(frame, "SecondTransferer", consultation);
    Events.bridge(frame, "Second", consultation.bridge);
    Events.channel(frame, "Transferee", client);
    Events.channel(frame, "TransferTarget", colleague);
    frame.add("IsExternal", "No").add("DestType", "Bridge")
        .add("DestBridgeUniqueid", consultation.bridge.uniqueid);
  }
}
