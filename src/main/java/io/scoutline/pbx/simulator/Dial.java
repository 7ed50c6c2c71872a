package io.scoutline.pbx.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Dial(): rings several legs for one caller until one answers, all refuse, the time is up or the caller goes. */
final class Dial implements Activity {
  /** One leg to ring. */
  record Target(String endpoint, String dialString, Party self, String context, FarEnd farEnd,
      boolean recorded) {}

  private final Switchboard switchboard;
  private final Channel caller;
  private final Consumer<String> otherwise;
  private final List<Channel> legs = new ArrayList<>();
  private Timeline.Timer timeout = Timeline.Timer.NONE;
  private String worst = "CHANUNAVAIL";
  private boolean over;

  /**
   * @param otherwise what the dialplan does when nobody answered, told Dial's status; not called when the caller
   *     hung up
   */
  Dial(Switchboard switchboard, Channel caller, Consumer<String> otherwise) {
    this.switchboard = switchboard;
    this.caller = caller;
    this.otherwise = otherwise;
  }

  void start(List<Target> targets, Duration seconds) {
    caller.activity = this;
    var fresh = new ArrayList<Channel>();
    for (var target : targets) {
      fresh.add(openLeg(switchboard, caller, target, this));
    }
    for (int i = 0; i < fresh.size(); i++) {
      var leg = fresh.get(i);
      legs.add(leg);
      switchboard.events.dialBegin(caller, leg, targets.get(i).dialString());
    }
    timeout = switchboard.timeline.after(seconds, () -> giveUp("NOANSWER", HangupCause.NOT_DEFINED));
    fresh.forEach(leg -> leg.farEnd.invited(leg));
    if (targets.isEmpty()) {
      finish("CHANUNAVAIL");
    }
  }

  /** Opens the channel of one leg, with what it inherits from the caller. */
  static Channel openLeg(Switchboard switchboard, Channel caller, Target target, Activity activity) {
    var leg = switchboard.open(new Switchboard.Opening(target.endpoint, ChannelState.DOWN, target.self,
        target.context, "s", caller, "", caller.run, target.farEnd));
    leg.activity = activity;
    leg.exten = caller.exten;
    leg.application("AppDial", "(Outgoing Line)");
    if (leg.caller.number().isEmpty()) {
      switchboard.callerId(leg, Party.ofNumber(caller.exten));
    }
    switchboard.connectedLine(leg, caller.caller);
    if (target.recorded) {
      switchboard.record(leg);
    }
    return leg;
  }

  @Override
  public void farEndRings(Switchboard board, Channel leg) {
    if (!over && leg.state == ChannelState.DOWN) {
      board.state(leg, ChannelState.RINGING);
      board.events.dialState(caller, leg, "RINGING");
    }
  }

  @Override
  public void farEndAnswered(Switchboard board, Channel leg) {
    if (over || !legs.contains(leg)) {
      return;
    }
    over = true;
    timeout.cancel();
    board.state(leg, ChannelState.UP);
    leg.run.recording(leg).ifPresent(recording -> recording.begin(board.timeline.now()));
    leg.exten = "";
    leg.cause = HangupCause.NORMAL_CLEARING;
    caller.cause = HangupCause.NORMAL_CLEARING;
    var others = legs.stream().filter(other -> other != leg).toList();
    others.forEach(other -> board.events.dialEnd(caller, other, "CANCEL"));
    others.forEach(other -> board.end(other, HangupCause.ANSWERED_ELSEWHERE));
    board.events.dialEnd(caller, leg, "ANSWER");
    board.answer(caller);
    board.connect(caller, leg);
  }

  @Override
  public void farEndHungUp(Switchboard board, Channel channel) {
    if (channel == caller) {
      callerGone();
      return;
    }
    if (over || !legs.remove(channel)) {
      return;
    }
    var status = status(channel.cause);
    board.events.dialEnd(caller, channel, status);
    caller.cause = channel.cause;
    board.end(channel);
    worst = worse(worst, status);
    if (legs.isEmpty()) {
      finish(worst);
    }
  }

  private void callerGone() {
    giveUpLegs("CANCEL", HangupCause.NOT_DEFINED);
    over = true;
    timeout.cancel();
    switchboard.end(caller);
  }

  private void giveUp(String status, HangupCause cause) {
    if (!over && !caller.dead) {
      giveUpLegs(status, cause);
      finish(status);
    }
  }

  private void giveUpLegs(String status, HangupCause cause) {
    legs.forEach(leg -> switchboard.events.dialEnd(caller, leg, status));
    List.copyOf(legs).forEach(leg -> switchboard.end(leg, cause));
    legs.clear();
  }

  private void finish(String status) {
    if (!over) {
      over = true;
      timeout.cancel();
      caller.activity = Activity.IDLE;
      otherwise.accept(status);
    }
  }

  private static String status(HangupCause cause) {
    return switch (cause) {
      case USER_BUSY, CALL_REJECTED -> "BUSY";
      case CONGESTION -> "CONGESTION";
      case NO_ANSWER, NO_USER_RESPONSE -> "NOANSWER";
      case NOT_DEFINED, UNALLOCATED, NORMAL_CLEARING, SUBSCRIBER_ABSENT, ANSWERED_ELSEWHERE, INTERWORKING ->
        "CHANUNAVAIL";
    };
  }

  /** Dial reports busy before congestion before unavailable. */
  private static String worse(String one, String other) {
    for (var status : List.of("BUSY", "CONGESTION", "NOANSWER")) {
      if (one.equals(status) || other.equals(status)) {
        return status;
      }
    }
    return other;
  }
}
