package io.scoutline.pbx.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The common queue, as Queue() runs it with the settings in {@code config/asterisk}: all free members ring at
 * once, callers ring in turn, a member in a call is left alone. Touched on the timeline's thread only.
 */
final class CallQueue {
  private static final Duration MEMBER_RINGS = Duration.ofSeconds(15);
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final Switchboard switchboard;
  private final SimulatorConfig config;
  private final Phones phones;
  private final List<Waiting> waiting = new ArrayList<>();
  private final Map<String, Member> members = new LinkedHashMap<>();

  /** What the queue counts for a member. */
  static final class Member {
    final String extension;
    int callsTaken;
    Instant lastCall = Instant.EPOCH;
    boolean inCall;

    private Member(String extension) {
      this.extension = extension;
    }

    String device() {
      return "PJSIP/" + extension;
    }
  }

  CallQueue(Switchboard switchboard, SimulatorConfig config, Phones phones) {
    this.switchboard = switchboard;
    this.config = config;
    this.phones = phones;
    config.queueMembers().forEach(extension -> members.put(extension, new Member(extension)));
  }

  /** @param otherwise what follows when nobody took the call, told the queue's status */
  void join(Channel caller, Consumer<String> otherwise) {
    if (members.keySet().stream().noneMatch(this::reachable)) {
      otherwise.accept("JOINEMPTY");
      return;
    }
    var entry = new Waiting(caller, otherwise);
    waiting.add(entry);
    caller.activity = entry;
    switchboard.events.queue("QueueCallerJoin", caller, null, frame -> frame.add("Queue", config.queue())
        .add("Position", waiting.size()).add("Count", waiting.size()));
    entry.timeout = switchboard.timeline.after(config.queueTime(), entry::timeUp);
    entry.ringFreeMembers();
  }

  private boolean reachable(String extension) {
    return phones.find(extension).filter(phone -> !(phone.behaviour() instanceof Behaviour.Unreachable))
        .isPresent();
  }

  List<Member> members() {
    return List.copyOf(members.values());
  }

  List<Channel> callers() {
    return waiting.stream().map(entry -> entry.caller).toList();
  }

  void loseEverything() {
    waiting.clear();
    members.values().forEach(member -> member.inCall = false);
  }

  /** One caller in the queue, and the phones that ring for them. */
  private final class Waiting implements Activity {
    private final Channel caller;
    private final Consumer<String> otherwise;
    private final Instant since = switchboard.timeline.now();
    private final Map<Channel, Member> legs = new LinkedHashMap<>();
    private Instant ringingSince = since;
    private Timeline.Timer timeout = Timeline.Timer.NONE;
    private Timeline.Timer ringTimeout = Timeline.Timer.NONE;
    private boolean over;

    Waiting(Channel caller, Consumer<String> otherwise) {
      this.caller = caller;
      this.otherwise = otherwise;
    }

    private int position() {
      return waiting.indexOf(this) + 1;
    }

    private void ringFreeMembers() {
      if (over || caller.dead || !legs.isEmpty()) {
        return;
      }
      ringingSince = switchboard.timeline.now();
      for (var member : members.values()) {
        if (phones.free(member.extension)) {
          phones.targets(member.extension).stream().limit(1).forEach(target -> ring(target, member));
        }
      }
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

    private void ring(Dial.Target target, Member member) {
      var leg = Dial.openLeg(switchboard, caller, target, this);
      legs.put(leg, member);
      switchboard.events.queue("AgentCalled", caller, leg, frame -> member(frame, member));
      switchboard.events.dialBegin(caller, leg, member.extension);
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
      leg.cause = HangupCause.NORMAL_CLEARING;
      caller.cause = HangupCause.NORMAL_CLEARING;
      board.events.dialEnd(caller, leg, "ANSWER");
      endLegs("CANCEL", HangupCause.ANSWERED_ELSEWHERE);
      leave();
      long hold = seconds(since);
      long ring = seconds(ringingSince);
      member.inCall = true;
      board.events.queue("AgentConnect", caller, leg, frame -> {
        member(frame, member);
        frame.add("HoldTime", hold).add("RingTime", ring);
      });
      board.answer(caller);
      var talkSince = board.timeline.now();
      board.connect(caller, leg);
      leg.whenEnded = reason -> complete(leg, member, hold, talkSince, reason);
    }

    private void complete(Channel leg, Member member, long hold, Instant talkSince, String reason) {
      member.inCall = false;
      member.callsTaken++;
      member.lastCall = switchboard.timeline.now();
      switchboard.events.queue("AgentComplete", caller, leg, frame -> {
        member(frame, member);
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
        board.events.dialEnd(caller, channel, channel.cause == HangupCause.USER_BUSY
            || channel.cause == HangupCause.CALL_REJECTED ? "BUSY" : "CONGESTION");
        ringNoAnswer(channel, member);
        board.end(channel);
        if (legs.isEmpty()) {
          ringTimeout.cancel();
          retry();
        }
      }
    }

    private void nobodyPickedUp() {
      if (over || caller.dead) {
        return;
      }
      legs.forEach(this::ringNoAnswer);
      endLegs("NOANSWER", HangupCause.NOT_DEFINED);
      retry();
    }

    private void ringNoAnswer(Channel leg, Member member) {
      switchboard.events.queue("AgentRingNoAnswer", caller, leg, frame -> {
        member(frame, member);
        frame.add("RingTime", 1000 * seconds(ringingSince));
      });
    }

    private void abandoned() {
      endLegs("CANCEL", HangupCause.NOT_DEFINED);
      int position = position();
      switchboard.events.queue("QueueCallerAbandon", caller, null, frame -> frame.add("Queue", config.queue())
          .add("Position", position).add("OriginalPosition", position).add("HoldTime", seconds(since)));
      leave();
      switchboard.end(caller);
    }

    private void timeUp() {
      if (!over && !caller.dead) {
        legs.forEach(this::ringNoAnswer);
        endLegs("NOANSWER", HangupCause.NOT_DEFINED);
        leave();
        caller.activity = Activity.IDLE;
        otherwise.accept("TIMEOUT");
      }
    }

    private void leave() {
      int position = position();
      over = true;
      timeout.cancel();
      ringTimeout.cancel();
      waiting.remove(this);
      switchboard.events.queue("QueueCallerLeave", caller, null, frame -> frame.add("Queue", config.queue())
          .add("Position", position).add("Count", waiting.size()));
    }

    private void endLegs(String status, HangupCause cause) {
      legs.keySet().forEach(leg -> switchboard.events.dialEnd(caller, leg, status));
      List.copyOf(legs.keySet()).forEach(leg -> switchboard.end(leg, cause));
      legs.clear();
    }

    private long seconds(Instant from) {
      return Duration.between(from, switchboard.timeline.now()).toSeconds();
    }
  }

  private void member(Frame frame, Member member) {
    frame.add("Queue", config.queue()).add("Interface", member.device()).add("MemberName", member.device());
  }
}
