package io.scoutline.pbx.simulator.switchboard;

import io.scoutline.pbx.simulator.recording.CallRecords;
import io.scoutline.pbx.simulator.scenario.HangupCause;
import io.scoutline.pbx.simulator.setup.EventClass;
import io.scoutline.pbx.simulator.time.Timeline;
import io.scoutline.pbx.simulator.wire.Frame;
import io.scoutline.pbx.simulator.wire.ManagerServer;
import java.util.function.Consumer;

/** Writes the events of channels and bridges as Asterisk 22 writes them. Touched on the timeline's thread only. */
public final class Events {
  private final ManagerServer manager;
  private final Timeline timeline;
  private final String systemName;
  private final CallRecords records;

  /** @param records where the PBX writes its calls down by itself */
  public Events(ManagerServer manager, Timeline timeline, String systemName, CallRecords records) {
    this.manager = manager;
    this.timeline = timeline;
    this.systemName = systemName;
    this.records = records;
  }

  /** Writes down, whether or not anybody is told over AMI. */
  public void record(String type, Channel channel, String extra) {
    records.write(new CallRecords.Entry(type, timeline.now(), channel.uniqueid, channel.linkedid, channel.name,
        channel.context, channel.exten, extra, channel.caller.number(), channel.caller.name()));
  }

  void recordBridge(String type, Channel channel, Bridge bridge) {
    record(type, channel, "{\"bridge_id\":\"" + bridge.uniqueid + "\",\"bridge_technology\":\"" + bridge.technology
        + "\"}");
  }

  /** An event without a channel, or with keys of its own. */
  public void publish(EventClass eventClass, String name, Consumer<Frame> keys) {
    if (manager.wanted(eventClass, name)) {
      manager.publish(eventClass, name, write(eventClass, name, keys));
    }
  }

  /** Writes an event now, to be published when the result is run. */
  public Runnable prepare(EventClass eventClass, String name, Consumer<Frame> keys) {
    var message = write(eventClass, name, keys);
    return () -> manager.publish(eventClass, name, message);
  }

  private byte[] write(EventClass eventClass, String name, Consumer<Frame> keys) {
    var frame = new Frame().add("Event", name).add("Privilege", eventClass.privilege())
        .add("Timestamp", Frame.timestamp(timeline.now()));
    if (!systemName.isEmpty()) {
      frame.add("SystemName", systemName);
    }
    keys.accept(frame);
    return frame.bytes();
  }

  /** An event of class {@code call} that tells nothing but the channel. */
  public void channel(String name, Channel channel) {
    publish(EventClass.CALL, name, frame -> channel(frame, "", channel));
  }

  public void channel(String name, Channel channel, Consumer<Frame> more) {
    publish(EventClass.CALL, name, frame -> {
      channel(frame, "", channel);
      more.accept(frame);
    });
  }

  void newExten(Channel channel) {
    publish(EventClass.DIALPLAN, "Newexten", frame -> {
      channel(frame, "", channel);
      frame.add("Extension", channel.exten).add("Application", channel.application)
          .add("AppData", channel.applicationData);
    });
  }

  void hangup(Channel channel) {
    record("HANGUP", channel, "{\"hangupcause\":" + channel.cause.code()
        + ",\"hangupsource\":\"\",\"dialstatus\":\"\"}");
    record("CHAN_END", channel, "");
    channel("Hangup", channel, frame -> {
      frame.add("Cause", channel.cause.code()).add("Cause-txt", channel.cause.text());
      techCause(frame, channel);
    });
  }

  void hangupRequest(Channel channel) {
    channel("HangupRequest", channel, frame -> {
      if (channel.cause != HangupCause.NOT_DEFINED) {
        frame.add("Cause", channel.cause.code());
        techCause(frame, channel);
      }
    });
  }

  void softHangupRequest(Channel channel) {
    channel("SoftHangupRequest", channel, frame -> frame.add("Cause", channel.cause.code()));
  }

  private static void techCause(Frame frame, Channel channel) {
    if (channel.techCause != 0) {
      frame.add("TechCause", channel.techCause);
    }
  }

  public void dialBegin(Channel caller, Channel leg, String dialString) {
    publish(EventClass.CALL, "DialBegin", frame -> {
      dial(frame, caller, leg);
      frame.add("DialString", dialString);
    });
  }

  public void dialState(Channel caller, Channel leg, String status) {
    publish(EventClass.CALL, "DialState", frame -> {
      dial(frame, caller, leg);
      frame.add("DialStatus", status);
    });
  }

  public void dialEnd(Channel caller, Channel leg, String status) {
    publish(EventClass.CALL, "DialEnd", frame -> {
      dial(frame, caller, leg);
      frame.add("DialStatus", status);
    });
  }

  private static void dial(Frame frame, Channel caller, Channel leg) {
    if (caller != null) {
      channel(frame, "", caller);
    }
    channel(frame, "Dest", leg);
  }

  void bridge(String name, Bridge bridge) {
    publish(EventClass.CALL, name, frame -> bridge(frame, "", bridge));
  }

  void bridge(String name, Bridge bridge, Channel channel, Consumer<Frame> more) {
    publish(EventClass.CALL, name, frame -> {
      bridge(frame, "", bridge);
      channel(frame, "", channel);
      more.accept(frame);
    });
  }

  /** An event of a queue: class {@code agent}, the caller, then the member's leg if there is one. */
  public void queue(String name, Channel caller, Channel leg, Consumer<Frame> more) {
    publish(EventClass.AGENT, name, frame -> {
      channel(frame, "", caller);
      if (leg != null) {
        channel(frame, "Dest", leg);
      }
      more.accept(frame);
    });
  }

  public static void channel(Frame frame, String prefix, Channel channel) {
    frame.add(prefix + "Channel", channel.name)
        .add(prefix + "ChannelState", channel.state.code)
        .add(prefix + "ChannelStateDesc", channel.state.text);
    party(frame, prefix + "CallerID", channel.caller);
    party(frame, prefix + "ConnectedLine", channel.connected);
    frame.add(prefix + "Language", "en")
        .add(prefix + "AccountCode", "")
        .add(prefix + "Context", channel.context)
        .add(prefix + "Exten", channel.exten)
        .add(prefix + "Priority", channel.priority)
        .add(prefix + "Uniqueid", channel.uniqueid)
        .add(prefix + "Linkedid", channel.linkedid);
  }

  private static void party(Frame frame, String prefix, Party party) {
    frame.add(prefix + "Num", party.number().isEmpty() ? "<unknown>" : party.number());
    frame.addEscaped(prefix + "Name", party.name().isEmpty() ? "<unknown>" : party.name());
  }

  public static void bridge(Frame frame, String prefix, Bridge bridge) {
    frame.add(prefix + "BridgeUniqueid", bridge.uniqueid)
        .add(prefix + "BridgeType", "basic")
        .add(prefix + "BridgeTechnology", bridge.technology)
        .add(prefix + "BridgeCreator", "<unknown>")
        .add(prefix + "BridgeName", "<unknown>")
        .add(prefix + "BridgeNumChannels", bridge.channels.size())
        .add(prefix + "BridgeVideoSourceMode", "none");
  }
}
