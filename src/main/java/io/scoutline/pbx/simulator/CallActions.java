package io.scoutline.pbx.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;

/** The AMI actions that look at calls or end them. Runs on the timeline's thread. */
final class CallActions {
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

  private final Switchboard switchboard;
  private final SimulatorConfig config;
  private final Instant bootedAt;

  CallActions(Switchboard switchboard, SimulatorConfig config) {
    this.switchboard = switchboard;
    this.config = config;
    this.bootedAt = switchboard.timeline.now();
  }

  void registerAt(ManagerActions actions) {
    var look = Set.of(EventClass.SYSTEM, EventClass.REPORTING);
    actions.registerOnTimeline("CoreShowChannels", look, this::showChannels);
    actions.registerOnTimeline("CoreSettings", look, this::settings);
    actions.registerOnTimeline("CoreStatus", look, this::status);
    actions.registerOnTimeline("Hangup", Set.of(EventClass.SYSTEM, EventClass.CALL), this::hangup);
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
    var name = request.get("Channel");
    if (name.isEmpty()) {
      ManagerActions.error(session, request, "No channel specified");
      return;
    }
    switchboard.find(name).ifPresentOrElse(channel -> {
      ManagerActions.success(session, request, "Channel Hungup");
      var cause = request.get("Cause");
      switchboard.hangUpByPbx(channel, cause.matches("\\d{1,3}")
          ? HangupCause.of(Integer.parseInt(cause)) : HangupCause.NORMAL_CLEARING);
    }, () -> ManagerActions.error(session, request, "No such channel"));
  }
}
