package io.scoutline.pbx.simulator.dialplan;

import io.scoutline.pbx.simulator.scenario.HangupCause;
import io.scoutline.pbx.simulator.switchboard.Activity;
import io.scoutline.pbx.simulator.switchboard.Channel;
import io.scoutline.pbx.simulator.switchboard.ChannelState;
import io.scoutline.pbx.simulator.switchboard.FarEnd;
import io.scoutline.pbx.simulator.switchboard.Party;
import io.scoutline.pbx.simulator.switchboard.Switchboard;
import io.scoutline.pbx.simulator.time.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Dial(): rings several legs for one caller until one answers, all refuse, the time is up or the caller goes. */
public final class Dial implements Activity {
  /**
   * One leg to ring.
   *
   * @param self the endpoint's own caller id, if it has one
   * @param shown what the other side is shown as the caller, null for the caller's own number
   * @param predial the subroutine that Dial's option {@code b} runs on the leg
   */
  public record Target(String endpoint, String dialString, Party self, Party shown, String context,
      Predial predial, FarEnd farEnd) {}

  /** What the dialplan does when nobody answered. */
  @FunctionalInterface
  interface Otherwise {
    /** @param status as Dial's DIALSTATUS says it */
    void unanswered(Channel caller, String status);
  }

  /** A subroutine of the dialplan, and its last priority. */
  enum Predial {
    PHONE("scoutline-phone", 4), OUTSIDE("scoutline-outside", 5);

    private final String context;
    private final int last;

    Predial(String context, int last) {
      this.context = context;
      this.last = last;
    }
  }

  private final Switchboard switchboard;
  private final Otherwise otherwise;
  private final List<Channel> legs = new ArrayList<>();
  private Timeline.Timer timeout = Timeline.Timer.NONE;
  private final List<HangupCause> refusals = new ArrayList<>();
  private Channel caller;
  private boolean over;

  /** @param otherwise not called when the caller hung up */
  Dial(Switchboard switchboard, Channel caller, Otherwise otherwise) {
    this.switchboard = switchboard;
    this.caller = caller;
    this.otherwise = otherwise;
  }

  void start(List<Target> targets, Duration seconds) {
    caller.activity = this;
    Map<Channel, Target> fresh = new LinkedHashMap<>();
    targets.forEach(target -> fresh.put(openLeg(switchboard, caller, target, this), target));
    fresh.forEach(this::begin);
    if (legs.size() == 1 && !legs.getFirst().caller.number().isEmpty()) {
      switchboard.connectedLine(caller, legs.getFirst().caller);
    }
    timeout = switchboard.timeline.after(seconds, this::timeUp);
    List.copyOf(legs).forEach(leg -> leg.farEnd.invited(leg));
    if (targets.isEmpty()) {
      caller.cause = HangupCause.SUBSCRIBER_ABSENT;
      finish("CHANUNAVAIL");
    }
  }

  /** Opens the channel of one leg, with what it inherits from the caller. */
  static Channel openLeg(Switchboard switchboard, Channel caller, Target target, Activity activity) {
    var leg = switchboard.open(new Switchboard.Opening(target.endpoint, ChannelState.DOWN, target.self,
        target.context, "s", caller, "", caller.run, target.farEnd));
    leg.activity = activity;
    leg.application("AppDial", "(Outgoing Line)");
    if (leg.caller.number().isEmpty()) {
      switchboard.callerId(leg, new Party(caller.exten, caller.connected.name()));
    }
    switchboard.connectedLine(leg, target.shown == null ? caller.caller : target.shown);
    return leg;
  }

  private void begin(Channel leg, Target target) {
    // Option b: the event shows the leg at the end of its subroutine, then it is back where it was.
    leg.at(target.predial.context, "s", 4);
    if (target.predial == Predial.OUTSIDE) {
      switchboard.record(leg);
    }
    leg.priority = target.predial.last;
    legs.add(leg);
    switchboard.events.dialBegin(caller, leg, target.dialString);
    leg.at(target.context, caller.exten, 1);
  }

  /** Another channel takes the caller's place while it still rings. */
  void replaceCaller(Channel next) {
    caller = next;
    next.activity = this;
    legs.forEach(leg -> switchboard.connectedLine(leg, next.caller));
  }

  @Override
  public void farEndRings(Switchboard board, Channel leg) {
    if (!over && leg.state == ChannelState.DOWN) {
      board.state(leg, ChannelState.RINGING);
      board.events.dialState(caller, leg, "RINGING");
      board.alert(caller);
    }
  }

  @Override
  public void farEndAnswered(Switchboard board, Channel leg) {
    if (!over && legs.remove(leg)) {
      over = true;
      timeout.cancel();
      board.devices.together(() -> connect(board, leg));
    }
  }

  private void connect(Switchboard board, Channel leg) {
    board.state(leg, ChannelState.UP);
    board.connectedLine(caller, leg.caller);
    leg.exten = "";
    leg.cause = HangupCause.NORMAL_CLEARING;
    caller.cause = HangupCause.NORMAL_CLEARING;
    legs.forEach(other -> board.events.dialEnd(caller, other, "CANCEL"));
    board.events.dialEnd(caller, leg, "ANSWER");
    board.answer(caller);
    legs.forEach(other -> board.end(other, HangupCause.ANSWERED_ELSEWHERE));
    board.bridges.connect(caller, leg);
  }

  @Override
  public void farEndHungUp(Switchboard board, Channel channel) {
    if (channel == caller) {
      over = true;
      timeout.cancel();
      legs.forEach(leg -> leg.cause = caller.cause);
      giveUpLegs("CANCEL");
      board.end(caller);
    } else if (!over && legs.remove(channel)) {
      board.events.dialEnd(caller, channel, status(channel.cause));
      caller.cause = channel.cause;
      refusals.add(channel.cause);
      board.end(channel);
      if (legs.isEmpty()) {
        finish(dialStatus(refusals));
      }
    }
  }

  private void timeUp() {
    if (!over && !caller.dead) {
      giveUpLegs("NOANSWER");
      finish("NOANSWER");
    }
  }

  private void giveUpLegs(String status) {
    legs.forEach(leg -> switchboard.events.dialEnd(caller, leg, status));
    legs.forEach(switchboard::end);
    legs.clear();
  }

  private void finish(String status) {
    over = true;
    timeout.cancel();
    caller.activity = Activity.IDLE;
    otherwise.unanswered(caller, status);
  }

  /** What DialEnd says of a leg that ended by itself. */
  public static String status(HangupCause cause) {
    return switch (cause) {
      case USER_BUSY -> "BUSY";
      case CONGESTION -> "CONGESTION";
      case SUBSCRIBER_ABSENT -> "CHANUNAVAIL";
      case NOT_DEFINED, UNALLOCATED, NORMAL_CLEARING, NO_USER_RESPONSE, NO_ANSWER, CALL_REJECTED,
          ANSWERED_ELSEWHERE, INTERWORKING -> "NOANSWER";
    };
  }

  /** What DIALSTATUS says when every leg has ended by itself: busy counts before congestion before no such phone. */
  private static String dialStatus(List<HangupCause> causes) {
    if (causes.contains(HangupCause.NO_ANSWER) || causes.contains(HangupCause.NORMAL_CLEARING)) {
      return "NOANSWER";
    }
    for (var decisive : List.of(HangupCause.USER_BUSY, HangupCause.CONGESTION)) {
      if (causes.contains(decisive)) {
        return status(decisive);
      }
    }
    return "CHANUNAVAIL";
  }
}
