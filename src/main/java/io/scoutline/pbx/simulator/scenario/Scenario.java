package io.scoutline.pbx.simulator.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One call as people make it: who calls whom, what each phone does when it rings, and what is done once they
 * talk. Where the call is sent is not the scenario's: the routing server and the dialplan decide that.
 *
 * <pre>{@code
 * Scenario.inbound("+74951234567", "+74957654321").named("Жук, ООО")
 *     .phone("101", Behaviour.ringsOnly())
 *     .phone("102", Behaviour.answersAfter(Duration.ofSeconds(3)))
 *     .talk(Duration.ofMinutes(2)).hold(Duration.ofSeconds(20)).blindTransfer("103")
 *     .talk(Duration.ofMinutes(1)).clientHangsUp();
 * Scenario.outbound("101", "+74951234567").client(Behaviour.busy()).weHangUp();
 * }</pre>
 *
 * All durations are simulated ones. Device two of an extension is named {@code "101/2"}.
 */
public sealed interface Scenario {
  /** What the phones do in this call; a phone not named here follows the simulator's settings. */
  Map<String, Behaviour> phones();

  /** What happens from the moment the client and one of us hear each other. */
  List<Act> acts();

  /**
   * A client calls in.
   *
   * @param callerNumber as the trunk sends it, empty when hidden from the PBX altogether
   * @param patience how long the client waits for an answer before hanging up, if not for ever
   * @param message how long the client stays on the line with a machine
   */
  record Inbound(String callerNumber, String callerName, String dialled, Map<String, Behaviour> phones,
      Optional<Duration> patience, Duration message, List<Act> acts) implements Scenario {}

  /**
   * One of our phones dials.
   *
   * @param client what the called number does
   * @param patience how long the phone lets it ring, if not until the dialplan gives up
   */
  record Outbound(String extension, String number, Behaviour client, Map<String, Behaviour> phones,
      Optional<Duration> patience, List<Act> acts) implements Scenario {}

  /** One of our phones calls another; of the acts, "our side" is the caller and "client" the one called. */
  record Internal(String extension, String called, Map<String, Behaviour> phones, Optional<Duration> patience,
      List<Act> acts) implements Scenario {}

  /** One step after the answer. */
  sealed interface Act {
    /** Nothing changes for a while: they talk, or wait if somebody is held or not there yet. */
    record Talk(Duration length) implements Act {}

    /** Our side puts the client on hold. */
    record Hold() implements Act {}

    /** Our side takes the client back. */
    record Unhold() implements Act {}

    /** Our side sends the client to another extension and is out. */
    record BlindTransfer(String to) implements Act {}

    /** Our side holds the client and calls a colleague from the same phone. */
    record Consult(String colleague) implements Act {}

    /** Our side joins client and colleague and is out; if the colleague only rings, as a blind transfer. */
    record CompleteTransfer() implements Act {}

    /** Our side hangs up on the colleague and takes the client back. */
    record ReturnToClient() implements Act {}

    /** Waits until the client, or in a consultation our own side, hears somebody again. */
    record AwaitAnswer() implements Act {}

    /** Somebody hangs up. */
    record HangUp(Side who) implements Act {}
  }

  /** A side of the call. */
  enum Side { CLIENT, OURS }

  static Builder inbound(String callerNumber, String dialled) {
    return new Builder(Builder.Kind.INBOUND, callerNumber, dialled);
  }

  static Builder outbound(String extension, String number) {
    return new Builder(Builder.Kind.OUTBOUND, extension, number);
  }

  static Builder internal(String extension, String called) {
    return new Builder(Builder.Kind.INTERNAL, extension, called);
  }

  /** Builds a scenario; the last call names who hangs up. Not thread-safe. */
  final class Builder {
    private final Kind kind;
    private final String from;
    private final String to;
    private final Map<String, Behaviour> phones = new HashMap<>();
    private final List<Act> acts = new ArrayList<>();
    private String name = "";
    private Behaviour client = Behaviour.answersAfter(Duration.ofSeconds(5));
    private Optional<Duration> patience = Optional.empty();
    private Duration message = Duration.ofSeconds(20);

    private enum Kind { INBOUND, OUTBOUND, INTERNAL }

    private Builder(Kind kind, String from, String to) {
      this.kind = kind;
      this.from = from;
      this.to = to;
    }

    /** The name that the caller sends; any text. */
    public Builder named(String callerName) {
      name = callerName;
      return this;
    }

    /** What a phone does when it rings in this call. */
    public Builder phone(String extension, Behaviour behaviour) {
      phones.put(extension, behaviour);
      return this;
    }

    /** What the called number does; for outbound calls. */
    public Builder client(Behaviour behaviour) {
      client = behaviour;
      return this;
    }

    /** The one who calls hangs up when nobody has answered after this time. */
    public Builder givesUpAfter(Duration waiting) {
      patience = Optional.of(waiting);
      return this;
    }

    /** How long the client stays on the line with a machine, its greeting included. */
    public Builder leavesMessage(Duration length) {
      message = length;
      return this;
    }

    public Builder talk(Duration length) {
      return act(new Act.Talk(length));
    }

    /** On hold for that long, then back. */
    public Builder hold(Duration length) {
      return act(new Act.Hold()).talk(length).act(new Act.Unhold());
    }

    /** Sends the client on and waits for the answer there. */
    public Builder blindTransfer(String to) {
      return act(new Act.BlindTransfer(to)).act(new Act.AwaitAnswer());
    }

    /** Asks a colleague first, talks with them for that long, then joins the two. */
    public Builder attendedTransfer(String to, Duration consultation) {
      return act(new Act.Consult(to)).act(new Act.AwaitAnswer()).talk(consultation)
          .act(new Act.CompleteTransfer());
    }

    public Builder act(Act act) {
      acts.add(act);
      return this;
    }

    public Scenario clientHangsUp() {
      return hangsUp(Side.CLIENT);
    }

    public Scenario weHangUp() {
      return hangsUp(Side.OURS);
    }

    private Scenario hangsUp(Side side) {
      acts.add(new Act.HangUp(side));
      var everyPhone = Map.copyOf(phones);
      var steps = List.copyOf(acts);
      return switch (kind) {
        case INBOUND -> new Inbound(from, name, to, everyPhone, patience, message, steps);
        case OUTBOUND -> new Outbound(from, to, client, everyPhone, patience, steps);
        case INTERNAL -> new Internal(from, to, everyPhone, patience, steps);
      };
    }
  }
}
