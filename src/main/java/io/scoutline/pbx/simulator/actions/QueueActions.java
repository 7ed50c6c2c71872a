package io.scoutline.pbx.simulator.actions;

import io.scoutline.pbx.simulator.dialplan.CallQueue;
import io.scoutline.pbx.simulator.setup.EventClass;
import io.scoutline.pbx.simulator.setup.SimulatorConfig;
import io.scoutline.pbx.simulator.switchboard.Switchboard;
import io.scoutline.pbx.simulator.wire.Frame;
import io.scoutline.pbx.simulator.wire.ManagerActions;
import io.scoutline.pbx.simulator.wire.ManagerRequest;
import io.scoutline.pbx.simulator.wire.ManagerSession;
import java.time.Duration;
import java.util.Set;

/** The AMI actions that list the queue and the devices. Runs on the timeline's thread. */
public final class QueueActions {
  private final Switchboard switchboard;
  private final CallQueue queue;
  private final SimulatorConfig config;

  public QueueActions(Switchboard switchboard, CallQueue queue, SimulatorConfig config) {
    this.switchboard = switchboard;
    this.queue = queue;
    this.config = config;
  }

  public void registerAt(ManagerActions actions) {
    actions.registerOnTimeline("QueueStatus", Set.of(), this::status);
    actions.registerOnTimeline("DeviceStateList", Set.of(EventClass.CALL, EventClass.REPORTING), this::devices);
  }

  private void status(ManagerSession session, ManagerRequest request) {
    ManagerActions.listBegins(session, request, "Queue status will follow");
    int items = 0;
    if (request.get("Queue").isEmpty() || request.get("Queue").equalsIgnoreCase(config.queue())) {
      items = 1 + queue.members().size() + queue.callers().size();
      session.send(queueParams(request));
      queue.members().forEach(member -> session.send(member(request, member)));
      entries(session, request);
    }
    ManagerActions.listComplete(session, request, "QueueStatusComplete", items);
  }

  private Frame queueParams(ManagerRequest request) {
    int taken = queue.members().stream().mapToInt(member -> member.callsTaken).sum();
    var frame = new Frame().add("Event", "QueueParams").add("Queue", config.queue()).add("Max", 0)
        .add("Strategy", "ringall").add("Calls", queue.callers().size()).add("Holdtime", 0).add("TalkTime", 0)
        .add("Completed", taken).add("Abandoned", 0).add("ServiceLevel", 0).add("ServicelevelPerf", "0.0")
        .add("ServicelevelPerf2", "0.0").add("Weight", 0);
    return withId(frame, request);
  }

  private Frame member(ManagerRequest request, CallQueue.Member member) {
    var frame = new Frame().add("Event", "QueueMember").add("Queue", config.queue()).add("Name", member.device())
        .add("Location", member.device()).add("StateInterface", member.device()).add("Membership", "static")
        .add("Penalty", 0).add("CallsTaken", member.callsTaken).add("LastCall", member.lastCall.getEpochSecond())
        .add("LastPause", 0).add("LoginTime", 0).add("InCall", member.inCall ? 1 : 0)
        .add("Status", queue.free(member) ? 1 : 2).add("Paused", 0).add("PausedReason", "").add("Wrapuptime", 0);
    return withId(frame, request);
  }

  private void entries(ManagerSession session, ManagerRequest request) {
    int position = 0;
    for (var entry : queue.callers().entrySet()) {
      var channel = entry.getKey();
      var wait = Duration.between(entry.getValue(), switchboard.timeline.now()).toSeconds();
      var frame = new Frame().add("Event", "QueueEntry").add("Queue", config.queue()).add("Position", ++position)
          .add("Channel", channel.name).add("Uniqueid", channel.uniqueid)
          .add("CallerIDNum", orUnknown(channel.caller.number()))
          .add("CallerIDName", orUnknown(channel.caller.name()))
          .add("ConnectedLineNum", orUnknown(channel.connected.number()))
          .add("ConnectedLineName", orUnknown(channel.connected.name())).add("Wait", wait).add("Priority", 0);
      session.send(withId(frame, request));
    }
  }

  private static String orUnknown(String value) {
    return value.isEmpty() ? "unknown" : value;
  }

  private static Frame withId(Frame frame, ManagerRequest request) {
    return request.actionId().isEmpty() ? frame : frame.add("ActionID", request.actionId());
  }

  private void devices(ManagerSession session, ManagerRequest request) {
    ManagerActions.listBegins(session, request, "Device State Changes will follow");
    var devices = switchboard.devices.all();
    devices.forEach((device, state) -> session.send(ManagerActions.listEntry(request, "DeviceStateChange")
        .add("Device", device).add("State", state)));
    ManagerActions.listComplete(session, request, "DeviceStateListComplete", devices.size());
  }
}
