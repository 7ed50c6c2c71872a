package io.scoutline.pbx.simulator.dialplan;

import io.scoutline.pbx.simulator.scenario.Behaviour;
import io.scoutline.pbx.simulator.scenario.HangupCause;
import io.scoutline.pbx.simulator.switchboard.Channel;
import io.scoutline.pbx.simulator.switchboard.FarEnd;
import io.scoutline.pbx.simulator.switchboard.Switchboard;
import io.scoutline.pbx.simulator.time.Timeline;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/** The far ends of dialled channels: they ring, answer, refuse. Touched on the timeline's thread only. */
public final class Lines {
  /** From INVITE to 180 in a network nearby. */
  private static final Duration NETWORK = Duration.ofMillis(15);

  private final Timeline timeline;
  private Switchboard switchboard;
  private FarEnd buttons;

  public Lines(Timeline timeline) {
    this.timeline = timeline;
  }

  /** @param buttons told what happens at our phones; {@link Behaviour.Manual} leaves them to it */
  public void connect(Switchboard switchboard, FarEnd buttons) {
    this.switchboard = switchboard;
    this.buttons = buttons;
  }

  /** A phone that nobody has told in this call what to do: whoever talks already does not take a second call. */
  FarEnd device(Behaviour habit, Supplier<Boolean> talking) {
    return device(_ -> habit instanceof Behaviour.Answers && talking.get() ? Behaviour.busy() : habit);
  }

  /** A device of one of our phones that does just this. */
  public FarEnd device(Behaviour behaviour) {
    return device(_ -> behaviour);
  }

  private FarEnd device(Function<Channel, Behaviour> behaviour) {
    return new FarEnd() {
      @Override
      public void invited(Channel leg) {
        behave(leg, behaviour.apply(leg));
      }

      @Override
      public void bridged(Channel channel, Channel other) {
        buttons.bridged(channel, other);
      }

      @Override
      public void ended(Channel channel) {
        buttons.ended(channel);
      }
    };
  }

  /** Does with a call that came what the behaviour says. */
  public void behave(Channel leg, Behaviour behaviour) {
    switch (behaviour) {
      case Behaviour.Answers answers -> {
        ring(leg);
        timeline.after(later(between(answers.atLeast(), answers.atMost())), () -> {
          answer(leg);
          answers.hangsUpAfter().ifPresent(talk -> timeline.after(talk, () -> switchboard.hungUp(leg)));
        });
      }
      case Behaviour.RingsOnly _ -> ring(leg);
      case Behaviour.Rejects rejects -> {
        ring(leg);
        timeline.after(later(rejects.after()), () -> switchboard.refused(leg, HangupCause.CALL_REJECTED, 603));
      }
      case Behaviour.Busy busy -> {
        if (!busy.after().isZero()) {
          ring(leg);
        }
        timeline.after(later(busy.after()), () -> switchboard.refused(leg, HangupCause.USER_BUSY, 486));
      }
      case Behaviour.Unreachable _ ->
        timeline.after(NETWORK, () -> switchboard.refused(leg, HangupCause.UNALLOCATED, 404));
      case Behaviour.Manual _ -> {
        ring(leg);
        buttons.invited(leg);
      }
    }
  }

  private Duration between(Duration atLeast, Duration atMost) {
    long spread = atMost.minus(atLeast).toMillis();
    return spread <= 0 ? atLeast : atLeast.plusMillis(switchboard.random.nextLong(spread));
  }

  /** Nobody answers before it rang. */
  private static Duration later(Duration after) {
    return after.compareTo(NETWORK) > 0 ? after : NETWORK.plusMillis(1);
  }

  private void ring(Channel leg) {
    timeline.after(NETWORK, () -> {
      if (!leg.dead) {
        leg.run.rang(leg);
        switchboard.ringing(leg);
      }
    });
  }

  public void answer(Channel leg) {
    if (!leg.dead && !leg.up()) {
      switchboard.answered(leg);
    }
  }
}
