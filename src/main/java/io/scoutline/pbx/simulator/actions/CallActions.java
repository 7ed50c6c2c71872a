package io.scoutline.pbx.simulator.actions;

import io.scoutline.pbx.simulator.dialplan.InternalDialplan;
import io.scoutline.pbx.simulator.dialplan.Transfers;
import io.scoutline.pbx.simulator.scenario.HangupCause;
import io.scoutline.pbx.simulator.setup.EventClass;
import io.scoutline.pbx.simulator.setup.SimulatorConfig;
import io.scoutline.pbx.simulator.switchboard.Channel;
import io.scoutline.pbx.simulator.switchboard.Events;
import io.scoutline.pbx.simulator.switchboard.Switchboard;
import io.scoutline.pbx.simulator.wire.ManagerActions;
import io.scoutline.pbx.simulator.wire.ManagerRequest;
import io.scoutline.pbx.simulator.wire.ManagerSession;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/** The AMI actions that look at calls or end them. Runs on the timeline's thread. */
public final class CallActions {
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

  private final Switchboard switchboard;
  private final Transfers transfers;
  private final SimulatorConfig config;
  private final Instant bootedAt;

  public CallActions(Switchboard switchboard, Transfers transfers, SimulatorConfig config) {
    this.switchboard = switchboard;
    this.transfers = transfers;
    this.config = config;
    this.bootedAt = switchboard.timeline.now();
  }

  public void registerAt(ManagerActions actions) {
    var look = Set.of(EventClass.SYSTEM, EventClass.REPORTING);
    actions.registerOnTimeline("CoreShowChannels", look, this::showChannels);
    actions.registerOnTimeline("CoreSettings", look, this::settings);
    actions.registerOnTimeline("CoreStatus", look, this::status);
    actions.registerOnTimeline("Hangup", Set.of(EventClass.SYSTEM, EventClass.CALL), this::hangup);
    var change = Set.of(EventClass.CALL);
    actions.registerOnTimeline("StopMixMonitor", Set.of(EventClass.SYSTEM, EventClass.CALL), this::stopRecording);
    actions.registerOnTimeline("MixMonitorMute", Set.of(EventClass.SYSTEM, EventClass.CALL), this::muteRecording);
    actions.registerOnTimeline("Redirect", change, this::redirect);
    actions.registerOnTimeline("BlindTransfer", change, this::blindTransfer);
    actions.registerOnTimeline("Command", Set.of(EventClass.COMMAND), (session, request) ->
        ManagerActions.error(session, request, "No such command '" + request.get("Command") + "'"));
  }

  private void showChannels(ManagerSession session, ManagerRequest request) {
    ManagerActions.listBegins(session, request, "Channels will follow");
    var channels = switchboard.channels();
    for (var channel : channels) {
      var frame = ManagerActions.listEntry(request, "CoreShowChannel");
      Events.channel(frame, "", channel);
      frame.add("Application", channel.application).add("ApplicationData", channel.applicationData)
          .add("Duration", clock(Duration.between(channel.createdAt, switchboard.timeline.now())))
          .add("BridgeId", channel.bridge == null ? "" : channel.bridge.uniqueid);
      session.send(frame);
    }
    ManagerActions.listComplete(session, request, "CoreShowChannelsComplete", channels.size());
  }

  private static String clock(Duration duration) {
    return "%02d:%02d:%02d".formatted(duration.toHours(), duration.toMinutesPart(), duration.toSecondsPart());
  }

  private void settings(ManagerSession session, ManagerRequest request) {
    session.send(ManagerActions.response(request, "Success").add("AMIversion", "11.0.0")
        .add("AsteriskVersion", config.version()).add("SystemName", config.systemName()).add("CoreMaxCalls", 0)
        .add("CoreMaxLoadAvg", "0.000000").add("CoreRunUser", "").add("CoreRunGroup", "")
        .add("CoreMaxFilehandles", 0).add("CoreRealTimeEnabled", "No").add("CoreCDRenabled", "Yes")
        .add("CoreHTTPenabled", "No").add("SoundsSearchCustomDir", "No"));
  }

  private void status(ManagerSession session, ManagerRequest request) {
    session.send(ManagerActions.response(request, "Success").add("CoreStartupDate", DATE.format(bootedAt))
        .add("CoreStartupTime", TIME.format(bootedAt)).add("CoreReloadDate", DATE.format(bootedAt))
        .add("CoreReloadTime", TIME.format(bootedAt)).add("CoreCurrentCalls", switchboard.channels().size())
        .add("CoreProcessedCalls", switchboard.processedCalls()));
  }

  private void hangup(ManagerSession session, ManagerRequest request) {
    on(session, request, "No channel specified", "No such channel", channel -> {
      ManagerActions.success(session, request, "Channel Hungup");
      var cause = request.get("Cause");
      switchboard.hangUpByPbx(channel,
          cause.matches("\\d{1,3}") ? HangupCause.of(Integer.parseInt(cause)) : channel.cause);
    });
  }

  private void stopRecording(ManagerSession session, ManagerRequest request) {
    on(session, request, "No channel specified", "No such channel", channel -> {
      var recording = channel.run.recording(channel).filter(running -> !running.finished());
      if (recording.isEmpty()) {
        ManagerActions.error(session, request, "Could not stop monitoring channel");
        return;
      }
      recording.get().finish(switchboard.timeline.now());
      switchboard.events.channel("MixMonitorStop", channel);
      session.send(ManagerActions.response(request, "Success"));
    });
  }

  private void muteRecording(ManagerSession session, ManagerRequest request) {
    var direction = request.get("Direction").toLowerCase(Locale.ROOT);
    if (!Set.of("read", "write", "both").contains(direction)) {
      ManagerActions.error(session, request, "No direction specified. Must be read, write or both");
      return;
    }
    if (request.get("State").isEmpty()) {
      ManagerActions.error(session, request, "No state specified");
      return;
    }
    on(session, request, "No channel specified", "No such channel", channel -> {
      var recording = channel.run.recording(channel).filter(running -> !running.finished());
      if (recording.isEmpty()) {
        ManagerActions.error(session, request, "Cannot set mute flag");
        return;
      }
      boolean muted = !request.get("State").equals("0");
      recording.get().mute(switchboard.timeline.now(), muted);
      switchboard.events.channel("MixMonitorMute", channel,
          frame -> frame.add("Direction", direction).add("State", muted ? 1 : 0));
      session.send(ManagerActions.response(request, "Success"));
    });
  }

  private void redirect(ManagerSession session, ManagerRequest request) {
    on(session, request, "Channel not specified", "Channel does not exist: " + request.get("Channel"), channel -> {
      if (!request.get("Context").equals(InternalDialplan.CONTEXT)
          || !transfers.redirect(channel, request.get("Exten"))) {
        ManagerActions.error(session, request, "Redirect failed");
      } else {
        ManagerActions.success(session, request, "Redirect successful");
      }
    });
  }

  private void blindTransfer(ManagerSession session, ManagerRequest request) {
    on(session, request, "No channel specified", "Channel specified does not exist", channel -> {
      if (transfers.blind(channel, request.get("Exten"))) {
        ManagerActions.success(session, request, "Transfer succeeded");
      } else {
        ManagerActions.error(session, request, "Transfer failed");
      }
    });
  }

  private void on(ManagerSession session, ManagerRequest request, String noName, String noChannel,
      Consumer<Channel> action) {
    var name = request.get("Channel");
    if (name.isEmpty()) {
      ManagerActions.error(session, request, noName);
      return;
    }
    switchboard.find(name).ifPresentOrElse(action, () -> ManagerActions.error(session, request, noChannel));
  }
}
