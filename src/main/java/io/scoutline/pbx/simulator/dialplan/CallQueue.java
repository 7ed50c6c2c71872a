package io.scoutline.pbx.simulator.dialplan;

import io.scoutline.pbx.simulator.scenario.Behaviour;
import io.scoutline.pbx.simulator.setup.SimulatorConfig;
import io.scoutline.pbx.simulator.switchboard.Activity;
import io.scoutline.pbx.simulator.switchboard.Channel;
import io.scoutline.pbx.simulator.switchboard.Switchboard;
import io.scoutline.pbx.simulator.wire.Frame;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The common queue, as Queue() runs it with the settings in {@code config/asterisk}: all free members ring at
 * once, callers are served in turn, a member in a call is left alone. Touched on the timeline's thread only.
 */
public final class CallQueue {
  private final Switchboard switchboard;
  private final SimulatorConfig config;
  private final Phones phones;
  private final List<QueuedCall> waiting = new ArrayList<>();
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
    var entry = new QueuedCall(this, switchboard, caller, otherwise);
    waiting.add(entry);
    caller.activity = entry;
    tellState();
    switchboard.events.queue("QueueCallerJoin", caller, null, frame -> frame.add("Queue", config.queue())
        .add("Position", waiting.size()).add("Count", waiting.size()));
    switchboard.alert(caller);
    entry.begin(config.queueTime());
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

  /** Counted from one; none for whoever is not here. */
  int position(QueuedCall entry) {
    return waiting.indexOf(entry) + 1;
  }

  void remove(QueuedCall entry) {
    waiting.remove(entry);
    tellState();
  }

  List<Member> freeMembers() {
    return members.values().stream().filter(this::free).toList();
  }

  /** What to ring for a member: one of their phones. */
  Optional<Dial.Target> phone(Member member, Channel caller) {
    return phones.targets(member.extension, caller.run).stream().findFirst();
  }

  /** How many wait. */
  int length() {
    return waiting.size();
  }

  String name() {
    return config.queue();
  }

  void member(Frame frame, Member member) {
    frame.add("Queue", config.queue()).add("Interface", member.device()).add("MemberName", member.device());
  }
}
