package io.scoutline.pbx.asterisk.ami;

import java.util.regex.Pattern;
import org.asteriskjava.manager.action.CoreSettingsAction;
import org.asteriskjava.manager.action.CoreShowChannelsAction;
import org.asteriskjava.manager.action.GetVarAction;
import org.asteriskjava.manager.action.ListCommandsAction;
import org.asteriskjava.manager.action.LogoffAction;
import org.asteriskjava.manager.action.MixMonitorMuteAction;
import org.asteriskjava.manager.action.PingAction;
import org.asteriskjava.manager.action.ShowDialplanAction;
import org.asteriskjava.manager.action.StopMixMonitorAction;

/**
 * The only place where actions for the PBX are made (P16.2). Asterisk-Java writes their values as they are, and a
 * line break in one would begin a header of its own; so each value is checked against the characters that its kind
 * can have, and refused otherwise.
 */
public final class SafeActions {

  /** Technology, slash, endpoint, hyphen, suffix; a Local channel's context and half. */
  private static final Pattern CHANNEL = Pattern.compile(
      "[A-Za-z][A-Za-z0-9_]{0,31}/[A-Za-z0-9_.@+:/~-]{1,160}(;[12])?");
  private static final Pattern EXTENSION = Pattern.compile("[0-9*#]{1,24}");
  private static final Pattern VARIABLE = Pattern.compile(
      "SCOUTLINE_[A-Z_]{1,40}|QUEUE_EXISTS\\([A-Za-z0-9_-]{1,64}\\)");
  private static final Pattern CONTEXT = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final Pattern ENDPOINT = Pattern.compile("[A-Za-z0-9_.-]{1,80}");

  public static PingAction ping() {
    return new PingAction();
  }

  static CoreSettingsAction settings() {
    return new CoreSettingsAction();
  }

  static ListCommandsAction listCommands() {
    return new ListCommandsAction();
  }

  static LogoffAction logoff() {
    return new LogoffAction();
  }

  /** {@code id} comes back with each channel listed, and tells one listing from another. */
  static CoreShowChannelsAction listChannels(long id) {
    var action = new CoreShowChannelsAction();
    action.setActionId(Long.toString(id));
    return action;
  }

  /** @throws IllegalArgumentException when it is not the name of a channel */
  public static StopMixMonitorAction stopRecording(String channelName) {
    return new StopMixMonitorAction(channel(channelName));
  }

  /** @throws IllegalArgumentException when it is not the name of a channel */
  public static MixMonitorMuteAction muteRecording(String channelName, boolean muted) {
    return new MixMonitorMuteAction(channel(channelName), "both", muted ? 1 : 0);
  }

  /** Reads a global of the dialplan, or asks whether a queue exists; nothing else, for functions can do things. */
  public static GetVarAction readVariable(String name) {
    return new GetVarAction(matching("variable", name, VARIABLE));
  }

  /** Asks for one context of the dialplan; of the answer only its first message is read. */
  public static ShowDialplanAction showContext(String context) {
    return new ContextAction(matching("context", context, CONTEXT));
  }

  /** The name, when it can be that of a channel. */
  static String channel(String name) {
    return matching("channel", name, CHANNEL);
  }

  /** The digits, when a phone can dial them. */
  public static String extension(String digits) {
    return matching("extension", digits, EXTENSION);
  }

  /** The name, when it can be that of an endpoint. */
  static String endpoint(String name) {
    return matching("endpoint", name, ENDPOINT);
  }

  /** Refuses whatever could end a line. */
  static String requirePlain(String what, String value) {
    if (value == null || value.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(what + " is missing or holds a control character");
    }
    return value;
  }

  private static String matching(String what, String value, Pattern pattern) {
    if (value == null || !pattern.matcher(value).matches()) {
      throw new IllegalArgumentException("not the name of a " + what);
    }
    return value;
  }

  /** The library's action, which has no field for the context. */
  static final class ContextAction extends ShowDialplanAction {
    private static final long serialVersionUID = 1L;
    private final String context;

    ContextAction(String context) {
      this.context = context;
    }

    public String getContext() {
      return context;
    }
  }

  private SafeActions() {}
}
