package io.scoutline.pbx.simulator.dialplan;

import io.scoutline.pbx.simulator.scenario.Behaviour;
import io.scoutline.pbx.simulator.scenario.HangupCause;
import io.scoutline.pbx.simulator.setup.SimulatorConfig;
import io.scoutline.pbx.simulator.switchboard.Activity;
import io.scoutline.pbx.simulator.switchboard.Channel;
import io.scoutline.pbx.simulator.switchboard.ChannelState;
import io.scoutline.pbx.simulator.switchboard.Party;
import io.scoutline.pbx.simulator.switchboard.Switchboard;
import io.scoutline.pbx.simulator.time.Timeline;
import io.scoutline.pbx.simulator.wire.Frame;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The common queue, as Queue() runs it with the settings in {@code config/asterisk}: all free members ring at
 * once, callers are served in turn, a member in a call is left alone. Touched on the timeline's thread only.
 */
public final class CallQueue {
  private static final Duration MEMBER_RINGS = Duration.ofSeconds(15);
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final Switchboard switchboard;
  private final SimulatorConfig config;
  private final Phones phones;
  private final List<Waiting> waiting = new ArrayList<>();
  private final Map<String, Member> members = new LinkedHashMap<>();

  /** What the queue counts for a member. */
  public static final class Member {
    final String extension;
    public int callsTaken;
    public Instant lastCall = Instant.EPOCH;
    public boolean inCall;

    private Member(String extension) {
      this.extension = extension;
    }

    public String device() {
      return "PJSIP/" + extension;
    }
  }

  public CallQueue(Switchboard switchboard, SimulatorConfig config, Phones phones) {
    this.switchboard = switchboard;
    this.config = config;
    this.phones = phones;
    config.queueMembers().forEach(extension -> members.put(extension, new Member(extension)));
    switchboard.devices.watch(device -> {
      if (members.values().stream().anyMatch(member -> member.device().equals(device))) {
        tellWhetherAnybodyIsFree();
      }
    });
  }

  /** @param otherwise what follows when nobody took the call, told the queue's status */
  void join(Channel caller, Consumer<String> otherwise) {
    if (members.values().stream().noneMatch(this::registered)) {
      caller.activity = Activity.IDLE;
      otherwise.accept("JOINEMPTY");
      return;
    }
    var entry = new Waiting(caller, otherwise);
    waiting.add(entry);
    caller.activity = entry;
    tellState();
    switchboard.events.queue("QueueCallerJoin", caller, null, frame -> frame.add("Queue", config.queue())
        .add("Position", waiting.size()).add("Count", waiting.size()));
    switchboard.alert(caller);
    entry.timeout = switchboard.timeline.after(config.queueTime(), entry::timeUp);
    entry.ringFreeMembers();
  }

  private boolean registered(Member member) {
    return !(phones.habit(member.extension) instanceof Behaviour.Unreachable);
  }

  public boolean free(Member member) {
    return registered(member) && phones.free(member.extension);
  }

  public List<Member> members() {
    return List.copyOf(members.values());
  }

  /** Who waits, in order, and since when. */
  public Map<Channel, Instant> callers() {
    var callers = new LinkedHashMap<Channel, Instant>();
    waiting.forEach(entry -> callers.put(entry.caller, entry.since));
    return callers;
  }

  private void tellState() {
    switchboard.devices.tell("Queue:" + config.queue(), waiting.isEmpty() ? "NOT_INUSE" : "RINGING");
  }

  private void tellWhetherAnybodyIsFree() {
    boolean somebody = members.values().stream()
        .anyMatch(member -> registered(member) && switchboard.devices.idle(member.device()));
    switchboard.devices.tell("Queue:" + config.queue() + "_avail", somebody ? "NOT_INUSE" : "INUSE");
  }

  public void loseEverything() {
    waiting.clear();
    members.values().forEach(member -> member.inCall = false);
  }

  private void member(Frame frame, Member member) {
    frame.add("Queue", config.queue()).add("Interface", member.device()).add("MemberName", member.device());
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

    private void ringFreeMembers() {
      if (over || caller.dead || !legs.isEmpty()) {
        return;
      }
      ringingSince = switchboard.timeline.now();
      members.values().stream().filter(CallQueue.this::free)
          .forEach(member -> phones.targets(member.extension, caller.run).stream().limit(1)
              .forEach(target -> ring(target, member)));
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

    private void connect(Channel leg, Member member) {
      long hold = seconds(since);
      long ring = seconds(ringingSince);
      member.inCall = true;
      switchboard.events.queue("AgentConnect", caller, leg, frame -> {
        member(frame, member);
        frame.add("HoldTime", hold).add("RingTime", ring);
      });
      switchboard.answer(caller);
      var talkSince = switchboard.timeline.now();
      leg.whenEnded = reason -> complete(leg, member, hold, talkSince, reason);
      switchboard.connect(caller, leg);
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

    private void ringNoAnswer(Channel leg, Member member) {
      switchboard.events.queue("AgentRingNoAnswer", caller, leg, frame -> {
        member(frame, member);
        frame.add("RingTime", 1000 * seconds(ringingSince));
      });
    }

    private void abandoned() {
      tellLegsEnd("CANCEL");
      endLegs(HangupCause.NOT_DEFINED);
      int position = position();
      switchboard.events.queue("QueueCallerAbandon", caller, null, frame -> frame.add("Queue", config.queue())
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

    private int position() {
      return waiting.indexOf(this) + 1;
    }

    private void leave() {
      int position = position();
      over = true;
      timeout.cancel();
      ringTimeout.cancel();
      waiting.remove(this);
      tellState();
      switchboard.events.queue("QueueCallerLeave", caller, null, frame -> frame.add("Queue", config.queue())
          .add("Position", position).add("Count", waiting.size()));
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
}
