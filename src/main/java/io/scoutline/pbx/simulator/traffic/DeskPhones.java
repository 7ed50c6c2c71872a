package io.scoutline.pbx.simulator.traffic;

import io.scoutline.pbx.simulator.dialplan.Lines;
import io.scoutline.pbx.simulator.dialplan.Transfers;
import io.scoutline.pbx.simulator.scenario.Behaviour;
import io.scoutline.pbx.simulator.scenario.CallHandle;
import io.scoutline.pbx.simulator.scenario.HangupCause;
import io.scoutline.pbx.simulator.switchboard.Channel;
import io.scoutline.pbx.simulator.switchboard.FarEnd;
import io.scoutline.pbx.simulator.switchboard.Switchboard;
import io.scoutline.pbx.simulator.time.Timeline;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/**
 * Phones with a person at the buttons: an incoming call at a phone with {@link Behaviour.Manual} rings until it is
 * answered or refused here. Every other phone may be worked from here too. Any thread; each future completes with
 * whether there was something to act on.
 */
public final class DeskPhones {
  private final Timeline timeline;
  private final Map<String, Desk> desks = new HashMap<>();
  private Lines lines;
  private Switchboard switchboard;
  private Transfers transfers;
  private Calls calls;

  /** What is going on at one phone. */
  private static final class Desk {
    private Channel ringing;
    private Channel talking;
    private Channel consultation;
    private String colleague = "";
  }

  /** What a phone's display shows. */
  public enum Display { IDLE, RINGING, TALKING, HOLDING, CONSULTING }

  public DeskPhones(Timeline timeline) {
    this.timeline = timeline;
  }

  public void connect(Lines lines, Switchboard switchboard, Transfers transfers, Calls calls) {
    this.lines = lines;
    this.switchboard = switchboard;
    this.transfers = transfers;
    this.calls = calls;
    lines.connect(switchboard, buttons());
  }

  /** What the lines tell, on the timeline. */
  private FarEnd buttons() {
    return new FarEnd() {
      @Override
      public void invited(Channel leg) {
        desk(leg.endpoint).ringing = leg;
      }

      @Override
      public void bridged(Channel channel, Channel other) {
        var desk = desk(channel.endpoint);
        desk.ringing = desk.ringing == channel ? null : desk.ringing;
        desk.talking = channel;
      }

      @Override
      public void ended(Channel channel) {
        var desk = desk(channel.endpoint);
        desk.ringing = desk.ringing == channel ? null : desk.ringing;
        desk.talking = desk.talking == channel ? null : desk.talking;
      }
    };
  }

  public void loseEverything() {
    desks.clear();
  }

  private Desk desk(String extension) {
    return desks.computeIfAbsent(extension, _ -> new Desk());
  }

  // ---- the buttons, from any thread

  /** What the phone shows now. */
  public CompletableFuture<Display> display(String extension) {
    return timeline.ask(() -> {
      var desk = desk(extension);
      if (desk.talking == null) {
        return desk.ringing == null ? Display.IDLE : Display.RINGING;
      }
      if (desk.consultation != null) {
        return Display.CONSULTING;
      }
      return desk.talking.holds ? Display.HOLDING : Display.TALKING;
    });
  }

  /** Picks up. */
  public CompletableFuture<Boolean> answer(String extension) {
    return press(extension, desk -> {
      var ringing = desk.ringing;
      if (ringing != null) {
        lines.answer(ringing);
      }
      return ringing != null;
    });
  }

  /** Dials; the handle is empty when the dialplan has nothing for those digits. */
  public CompletableFuture<Optional<CallHandle>> dial(String extension, String digits) {
    return timeline.ask(() -> calls.dial(extension, digits));
  }

  /** Hangs up the call in progress, or refuses the one that rings. */
  public CompletableFuture<Boolean> hangup(String extension) {
    return press(extension, desk -> {
      if (desk.consultation != null) {
        switchboard.hungUp(desk.consultation);
        return true;
      }
      var talking = desk.talking;
      var ringing = desk.ringing;
      if (talking != null) {
        switchboard.hungUp(talking);
      } else if (ringing != null) {
        switchboard.refused(ringing, HangupCause.CALL_REJECTED, 603);
      }
      return talking != null || ringing != null;
    });
  }

  public CompletableFuture<Boolean> hold(String extension) {
    return inTalk(extension, desk -> {
      transfers.hold(desk.talking);
      return true;
    });
  }

  public CompletableFuture<Boolean> unhold(String extension) {
    return inTalk(extension, desk -> {
      transfers.unhold(desk.talking);
      return true;
    });
  }

  /** Sends the other party to {@code to} and is out; false also when there is no such extension. */
  public CompletableFuture<Boolean> blindTransfer(String extension, String to) {
    return inTalk(extension, desk -> transfers.blind(desk.talking, to));
  }

  /** Holds the other party and calls a colleague; false also when there is no such extension. */
  public CompletableFuture<Boolean> consult(String extension, String colleague) {
    return inTalk(extension, desk -> {
      if (desk.consultation == null) {
        desk.colleague = colleague;
        desk.consultation = transfers.consult(desk.talking, colleague, new FarEnd() {
          @Override
          public void ended(Channel channel) {
            desk.consultation = null;
          }
        });
      }
      return desk.consultation != null;
    });
  }

  /** Joins the other party and the colleague and is out. */
  public CompletableFuture<Boolean> completeTransfer(String extension) {
    return inTalk(extension, desk -> {
      if (desk.consultation == null) {
        return false;
      }
      if (transfers.attended(desk.talking, desk.consultation)) {
        return true;
      }
      switchboard.hungUp(desk.consultation);
      return transfers.blind(desk.talking, desk.colleague);
    });
  }

  private CompletableFuture<Boolean> inTalk(String extension, Predicate<Desk> button) {
    return press(extension, desk -> desk.talking != null && button.test(desk));
  }

  private CompletableFuture<Boolean> press(String extension, Predicate<Desk> button) {
    return timeline.ask(() -> button.test(desk(extension)));
  }
}
