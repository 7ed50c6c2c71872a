package io.scoutline.pbx.simulator;

import java.time.Duration;

/** The far ends of dialled channels: they ring, answer, refuse. Touched on the timeline's thread only. */
final class Lines {
  /** From INVITE to 180 in a network nearby. */
  private static final Duration RINGING_AFTER = Duration.ofMillis(30);

  private final Timeline timeline;
  private Switchboard switchboard;
  private DeskPhones desk;

  Lines(Timeline timeline) {
    this.timeline = timeline;
  }

  void connect(Switchboard switchboard, DeskPhones desk) {
    this.switchboard = switchboard;
    this.desk = desk;
  }

  /** A device of one of our phones; {@code fallback} is what it does when the call's scenario does not say. */
  FarEnd device(String name, Behaviour fallback) {
    return new FarEnd() {
      @Override
      public void invited(Channel leg) {
        behave(leg, leg.run.behaviour(name).orElse(fallback));
      }

      @Override
      public void bridged(Channel channel, Channel other) {
        desk.bridged(channel, other);
      }

      @Override
      public void ended(Channel channel) {
        desk.ended(channel);
      }
    };
  }

  /** Does with a call that came what the behaviour says. */
  void behave(Channel leg, Behaviour behaviour) {
    switch (behaviour) {
      case Behaviour.Answers answers -> {
        ring(leg);
        timeline.after(later(answers.after()), () -> answer(leg));
      }
      case Behaviour.RingsOnly _ -> ring(leg);
      case Behaviour.Rejects rejects -> {
        ring(leg);
        timeline.after(later(rejects.after()), () -> refuse(leg, HangupCause.CALL_REJECTED, 603));
      }
      case Behaviour.Busy _ ->
        timeline.after(RINGING_AFTER, () -> refuse(leg, HangupCause.USER_BUSY, 486));
      case Behaviour.Unreachable _ ->
        timeline.after(RINGING_AFTER, () -> refuse(leg, HangupCause.NO_ANSWER, 480));
      case Behaviour.Manual _ -> {
        ring(leg);
        desk.rings(leg);
      }
    }
  }

  /** Nobody answers before it rang. */
  private static Duration later(Duration after) {
    return after.compareTo(RINGING_AFTER) > 0 ? after : RINGING_AFTER.plusMillis(1);
  }

  private void ring(Channel leg) {
    timeline.after(RINGING_AFTER, () -> {
      if (!leg.dead) {
        leg.run.rang(leg);
        switchboard.ringing(leg);
      }
    });
  }

  void answer(Channel leg) {
    if (!leg.dead && !leg.up()) {
      leg.run.up(leg);
      switchboard.answered(leg);
    }
  }

  private void refuse(Channel leg, HangupCause cause, int sipStatus) {
    switchboard.hungUp(leg, cause, sipStatus);
  }
}
