package io.scoutline.pbx.simulator.actions;

import io.scoutline.pbx.simulator.dialplan.Dial;
import io.scoutline.pbx.simulator.dialplan.InternalDialplan;
import io.scoutline.pbx.simulator.dialplan.Phones;
import io.scoutline.pbx.simulator.scenario.HangupCause;
import io.scoutline.pbx.simulator.setup.EventClass;
import io.scoutline.pbx.simulator.switchboard.Activity;
import io.scoutline.pbx.simulator.switchboard.Channel;
import io.scoutline.pbx.simulator.switchboard.ChannelState;
import io.scoutline.pbx.simulator.switchboard.Party;
import io.scoutline.pbx.simulator.switchboard.Switchboard;
import io.scoutline.pbx.simulator.time.Timeline;
import io.scoutline.pbx.simulator.traffic.Calls;
import io.scoutline.pbx.simulator.wire.ManagerActions;
import io.scoutline.pbx.simulator.wire.ManagerRequest;
import io.scoutline.pbx.simulator.wire.ManagerSession;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The AMI action Originate as click-to-call uses it: rings one of our phones, and when it answers runs the internal
 * dialplan for the wanted extension on it. Runs on the timeline's thread.
 */
public final class OriginateAction {
  private static final Pattern CALLER_ID = Pattern.compile("(?:\"?(.*?)\"?\\s*)<([^>]*)>|([+\\d]*)");
  private static final int REASON_FAILED = 0;
  private static final int REASON_NO_ANSWER = 3;
  private static final int REASON_ANSWERED = 4;
  private static final int REASON_BUSY = 5;

  private final Switchboard switchboard;
  private final Phones phones;
  private final InternalDialplan internal;
  private final Calls calls;

  public OriginateAction(Switchboard switchboard, Phones phones, InternalDialplan internal, Calls calls) {
    this.switchboard = switchboard;
    this.phones = phones;
    this.internal = internal;
    this.calls = calls;
  }

  public void registerAt(ManagerActions actions) {
    actions.registerOnTimeline("Originate", Set.of(EventClass.ORIGINATE), this::originate);
  }

  private void originate(ManagerSession session, ManagerRequest request) {
    var channel = request.get("Channel");
    var exten = request.get("Exten");
    if (channel.isEmpty()) {
      ManagerActions.error(session, request, "Channel not specified");
    } else if (channel.indexOf('/') < 0) {
      ManagerActions.error(session, request, "Invalid channel");
    } else if (!request.get("Context").equals(InternalDialplan.CONTEXT) || !internal.knows(exten)) {
      ManagerActions.error(session, request, "Extension does not exist.");
    } else {
      new Attempt(session, request, channel.substring(channel.indexOf('/') + 1), exten).start();
    }
  }

  /** One Originate under way. */
  private final class Attempt implements Activity {
    private final ManagerSession session;
    private final ManagerRequest request;
    private final String extension;
    private final String exten;
    private final boolean async;
    private final Party callerId;
    private Channel leg;
    private Timeline.Timer timeout = Timeline.Timer.NONE;

    Attempt(ManagerSession session, ManagerRequest request, String extension, String exten) {
      this.session = session;
      this.request = request;
      this.extension = extension;
      this.exten = exten;
      this.async = Set.of("true", "yes", "1", "on", "t", "y").contains(request.get("Async").toLowerCase(Locale.ROOT));
      this.callerId = parse(request.get("CallerID"));
    }

    void start() {
      if (async) {
        ManagerActions.success(session, request, "Originate successfully queued");
      }
      var run = calls.runFromPhone(exten);
      var assigned = request.get("ChannelId");
      var target = phones.targets(extension, run).stream().findFirst();
      if (target.isEmpty() || !assigned.isEmpty() && switchboard.find(assigned).isPresent()) {
        failed(REASON_FAILED);
        return;
      }
      leg = switchboard.open(new Switchboard.Opening(extension, ChannelState.DOWN, target.get().self(),
          InternalDialplan.CONTEXT, "s", null, assigned, run, target.get().farEnd()));
      leg.activity = this;
      if (!callerId.number().isEmpty()) {
        // A number alone leaves the phone its own name.
        var name = callerId.name().isEmpty() ? leg.caller.name() : callerId.name();
        switchboard.callerId(leg, new Party(callerId.number(), name));
        switchboard.connectedLine(leg, callerId);
      }
      leg.application("AppDial2", "(Outgoing Line)");
      switchboard.events.dialBegin(null, leg, extension);
      timeout = switchboard.timeline.after(patience(), this::nobodyAnswers);
      leg.farEnd.invited(leg);
    }

    private Duration patience() {
      var millis = request.get("Timeout");
      return Duration.ofMillis(millis.matches("\\d{1,9}") ? Long.parseLong(millis) : 30_000);
    }

    @Override
    public void farEndRings(Switchboard board, Channel ringing) {
      board.state(leg, ChannelState.RINGING);
      board.events.dialState(null, leg, "RINGING");
    }

    @Override
    public void farEndAnswered(Switchboard board, Channel answered) {
      timeout.cancel();
      board.state(leg, ChannelState.UP);
      leg.cause = HangupCause.NORMAL_CLEARING;
      respond("Success", leg.name, REASON_ANSWERED);
      board.events.dialEnd(null, leg, "ANSWER");
      leg.at(InternalDialplan.CONTEXT, exten, 1);
      internal.run(leg, exten);
    }

    @Override
    public void farEndHungUp(Switchboard board, Channel gone) {
      timeout.cancel();
      failed(leg.cause == HangupCause.USER_BUSY ? REASON_BUSY : REASON_FAILED);
      board.events.dialEnd(null, leg, Dial.status(leg.cause));
      board.end(leg);
    }

    private void nobodyAnswers() {
      if (!leg.dead && !leg.up()) {
        failed(REASON_NO_ANSWER);
        switchboard.end(leg, HangupCause.NO_ANSWER);
      }
    }

    private void failed(int reason) {
      respond("Failure", request.get("Channel"), reason);
    }

    private void respond(String response, String channel, int reason) {
      if (!async) {
        if (response.equals("Success")) {
          ManagerActions.success(session, request, "Originate successfully queued");
        } else {
          ManagerActions.error(session, request, "Originate failed");
        }
        return;
      }
      switchboard.events.publish(EventClass.CALL, "OriginateResponse", frame -> {
        if (!request.actionId().isEmpty()) {
          frame.add("ActionID", request.actionId());
        }
        frame.add("Response", response)
            .add("Channel", channel)
            .add("Context", InternalDialplan.CONTEXT).add("Exten", exten).add("Reason", reason)
            .add("Uniqueid", leg == null ? orUnknown(request.get("ChannelId")) : leg.uniqueid)
            .add("CallerIDNum", orUnknown(callerId.number())).add("CallerIDName", orUnknown(callerId.name()));
      });
    }
  }

  private static String orUnknown(String value) {
    return value.isEmpty() ? "<unknown>" : value;
  }

  private static Party parse(String callerId) {
    var parts = CALLER_ID.matcher(callerId.strip());
    if (!parts.matches()) {
      return new Party("", callerId.strip());
    }
    return parts.group(2) == null ? Party.ofNumber(parts.group(3)) : new Party(parts.group(2), parts.group(1));
  }
}
