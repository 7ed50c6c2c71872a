package io.scoutline.pbx.simulator.dialplan;

import io.scoutline.pbx.simulator.scenario.HangupCause;
import io.scoutline.pbx.simulator.switchboard.Activity;
import io.scoutline.pbx.simulator.switchboard.Channel;
import io.scoutline.pbx.simulator.switchboard.ChannelState;
import io.scoutline.pbx.simulator.switchboard.Party;
import io.scoutline.pbx.simulator.switchboard.Switchboard;
import io.scoutline.pbx.simulator.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** One caller in the queue, and the phones that ring for them. */
final class QueuedCall implements Activity {
  private static final Duration MEMBER_RINGS = Duration.ofSeconds(15);
  private static final Duration RETRY = Duration.ofSeconds(1);

  final Channel caller;
  final Instant since;
  private final CallQueue queue;
  private final Switchboard switchboard;
  private final Consumer<String> otherwise;
  private final Map<Channel, CallQueue.Member> legs = new LinkedHashMap<>();
  private Instant ringingSince;
  private Timeline.Timer timeout = Timeline.Timer.NONE;
  private Timeline.Timer ringTimeout = Timeline.Timer.NONE;
  private boolean over;

  QueuedCall(CallQueue queue, Switchboard switchboard, Channel caller, Consumer<String> otherwise) {
    this.queue = queue;
    this.switchboard = switchboard;
    this.caller = caller;
    this.otherwise = otherwise;
    since = switchboard.timeline.now();
    ringingSince = since;
  }

  /** Rings at once, and for so long that nobody waits for ever. */
  void begin(Duration longest) {
    timeout = switchboard.timeline.after(longest, this::timeUp);
    ringFreeMembers();
  }

  private void ringFreeMembers() {
    if (over || caller.dead || !legs.isEmpty()) {
      return;
    }
    ringingSince = switchboard.timeline.now();
    queue.freeMembers().forEach(member -> queue.phone(member, caller).ifPresent(target -> ring(target, member)));
    if (legs.isEmpty()) {
      retry();
    } else {
      ringTimeout = switchboard.timeline.after(MEMBER_RINGS, this::nobodyPickedUp);
    }
  }

  private void retry() {
    if (!over) {
      switchboard.timeline.after(RETRY, this::ringFreeMembers);
    }
  }

  private void ring(Dial.Target target, CallQueue.Member member) {
    var leg = Dial.openLeg(switchboard, caller, target, this);
    legs.put(leg, member);
    switchboard.events.queue("AgentCalled", caller, leg, frame -> queue.member(frame, member));
    // Here Asterisk tells a state of the leg from before it knew the caller.
    var connected = leg.connected;
    leg.connected = Party.UNKNOWN;
    switchboard.events.dialBegin(caller, leg, member.device());
    leg.connected = connected;
    leg.farEnd.invited(leg);
  }

  @Override
  public void farEndRings(Switchboard board, Channel leg) {
    if (leg.state == ChannelState.DOWN) {
      board.state(leg, ChannelState.RINGING);
      board.events.dialState(caller, leg, "RINGING");
    }
  }

  @Override
  public void farEndAnswered(Switchboard board, Channel leg) {
    var member = legs.remove(leg);
    if (over || member == null) {
      return;
    }
    board.state(leg, ChannelState.UP);
    board.events.dialEnd(caller, leg, "ANSWER");
    tellLegsEnd("CANCEL");
    board.connectedLine(caller, leg.caller);
    endLegs(HangupCause.ANSWERED_ELSEWHERE);
    leave();
    connect(leg, member);
  }

  private void connect(Channel leg, CallQueue.Member member) {
    long hold = seconds(since);
    long ring = seconds(ringingSince);
    member.inCall = true;
    switchboard.events.queue("AgentConnect", caller, leg, frame -> {
      queue.member(frame, member);
      frame.add("HoldTime", hold).add("RingTime", ring);
    });
    switchboard.answer(caller);
    var talkSince = switchboard.timeline.now();
    leg.whenEnded = reason -> complete(leg, member, hold, talkSince, reason);
    switchboard.bridges.connect(caller, leg);
  }

  private void complete(Channel leg, CallQueue.Member member, long hold, Instant talkSince, String reason) {
    member.inCall = false;
    member.callsTaken++;
    member.lastCall = switchboard.timeline.now();
    switchboard.events.queue("AgentComplete", caller, leg, frame -> {
      queue.member(frame, member);
      frame.add("HoldTime", hold).add("TalkTime", seconds(talkSince)).add("Reason", reason);
    });
  }

  @Override
  public void farEndHungUp(Switchboard board, Channel channel) {
    if (channel == caller) {
      abandoned();
      return;
    }
    var member = legs.remove(channel);
    if (member != null) {
      board.events.dialEnd(caller, channel, "NOANSWER");
      ringNoAnswer(channel, member);
      board.end(channel);
      if (legs.isEmpty()) {
        ringTimeout.cancel();
        retry();
      }
    }
  }

  private void nobodyPickedUp() {
    if (!over && !caller.dead) {
      legs.forEach(this::ringNoAnswer);
      tellLegsEnd("NOANSWER");
      endLegs(HangupCause.NOT_DEFINED);
      retry();
    }
  }

  private void ringNoAnswer(Channel leg, CallQueue.Member member) {
    switchboard.events.queue("AgentRingNoAnswer", caller, leg, frame -> {
      queue.member(frame, member);
      frame.add("RingTime", 1000 * seconds(ringingSince));
    });
  }

  private void abandoned() {
    tellLegsEnd("CANCEL");
    endLegs(HangupCause.NOT_DEFINED);
    int position = queue.position(this);
    switchboard.events.queue("QueueCallerAbandon", caller, null, frame -> frame.add("Queue", queue.name())
        .add("Position", position).add("OriginalPosition", position).add("HoldTime", seconds(since)));
    leave();
    switchboard.end(caller);
  }

  private void timeUp() {
    if (!over && !caller.dead) {
      legs.forEach(this::ringNoAnswer);
      tellLegsEnd("NOANSWER");
      endLegs(HangupCause.NOT_DEFINED);
      leave();
      caller.activity = Activity.IDLE;
      otherwise.accept("TIMEOUT");
    }
  }

  private void leave() {
    int position = queue.position(this);
    over = true;
    timeout.cancel();
    ringTimeout.cancel();
    queue.remove(this);
    switchboard.events.queue("QueueCallerLeave", caller, null, frame -> frame.add("Queue", queue.name())
        .add("Position", position).add("Count", queue.length()));
  }

  private void tellLegsEnd(String status) {
    legs.keySet().forEach(leg -> switchboard.events.dialEnd(caller, leg, status));
  }

  /** A queue says once more that it stops ringing a member, then hangs up. */
  private void endLegs(HangupCause cause) {
    legs.keySet().forEach(leg -> {
      switchboard.events.dialEnd(caller, leg, "CANCEL");
      switchboard.end(leg, cause);
    });
    legs.clear();
  }

  private long seconds(Instant from) {
    return Duration.between(from, switchboard.timeline.now()).toSeconds();
  }
}
