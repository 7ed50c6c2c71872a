package io.scoutline.pbx.asterisk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How a healthy Asterisk answers what a link asks; a test overrides the one answer it is about. */
public class PolitePbx implements ScriptedAmi.Script {

  @Override
  public void play(ScriptedAmi.Line line) throws IOException, InterruptedException {
    line.banner();
    for (var action = line.action(); action != null; action = line.action()) {
      answer(line, action);
    }
  }

  protected void answer(ScriptedAmi.Line line, Map<String, String> action) throws IOException, InterruptedException {
    String id = action.get("actionid");
    switch (action.get("action")) {
      case "Challenge" -> success(line, id, "Challenge: 840415273");
      case "Login" -> login(line, id);
      case "CoreSettings" ->
          success(line, id, "AMIversion: 11.0.0", "AsteriskVersion: " + version(), "SystemName: lab");
      case "ListCommands" -> listCommands(line, id);
      case "CoreShowChannels" -> showChannels(line, id);
      case "Ping" -> ping(line, id);
      case "Logoff" -> line.message("Response: Goodbye", "ActionID: " + id);
      default -> other(line, id, action);
    }
  }

  protected String version() {
    return "22.10.1~dfsg+~cs6.16.60671434-1";
  }

  protected void login(ScriptedAmi.Line line, String id) throws IOException, InterruptedException {
    success(line, id, "Message: Authentication accepted");
    loggedIn(line);
  }

  protected void loggedIn(ScriptedAmi.Line line) throws IOException, InterruptedException {}

  protected List<String> commands() {
    return List.of("Ping", "CoreSettings", "CoreShowChannels", "ListCommands", "StopMixMonitor", "MixMonitorMute",
        "Events", "Redirect");
  }

  protected void listCommands(ScriptedAmi.Line line, String id) throws IOException {
    success(line, id, commands().stream().map(name -> name + ": does what it says  (Priv: call,all)")
        .toArray(String[]::new));
  }

  protected void showChannels(ScriptedAmi.Line line, String id) throws IOException, InterruptedException {
    success(line, id, "EventList: start", "Message: Channels will follow");
    line.message("Event: CoreShowChannelsComplete", "ActionID: " + id, "EventList: Complete", "ListItems: 0");
  }

  protected void ping(ScriptedAmi.Line line, String id) throws IOException, InterruptedException {
    success(line, id, "Ping: Pong", "Timestamp: 1795294000.767545");
  }

  protected void other(ScriptedAmi.Line line, String id, Map<String, String> action) throws IOException {
    line.message("Response: Error", "ActionID: " + id, "Message: Invalid/unknown command");
  }

  protected static void success(ScriptedAmi.Line line, String id, String... more) throws IOException {
    var lines = new ArrayList<>(List.of("Response: Success", "ActionID: " + id));
    lines.addAll(List.of(more));
    line.message(lines.toArray(String[]::new));
  }

  protected static String[] channelListed(String id, String uniqueid) {
    return new String[] {"Event: CoreShowChannel", "ActionID: " + id, "Channel: PJSIP/101-" + uniqueid,
        "ChannelState: 6", "ChannelStateDesc: Up", "CallerIDNum: 101", "CallerIDName: Anna", "Context: internal",
        "Exten: 102", "Uniqueid: " + uniqueid, "Linkedid: " + uniqueid, "Duration: 00:01:07", "BridgeId: b-1"};
  }

  protected static String[] newChannel(String uniqueid, String callerName) {
    return new String[] {"Event: Newchannel", "Privilege: call,all", "Channel: PJSIP/trunk-" + uniqueid,
        "ChannelState: 4", "ChannelStateDesc: Ring", "CallerIDNum: +74950000001", "CallerIDName: " + callerName,
        "Context: scoutline-incoming", "Exten: 74950000000", "Uniqueid: " + uniqueid, "Linkedid: " + uniqueid};
  }
}
