package io.scoutline.pbx.simulator;

import java.util.Iterator;

/** The people of one scenario: does its acts, one after another, from the first answer on. */
final class ScenarioPlayer {
  private final Switchboard switchboard;
  private final Transfers transfers;
  private final Iterator<Scenario.Act> acts;
  private Channel client;
  private Channel ours;
  private boolean begun;
  private boolean heard;
  private boolean awaiting;

  ScenarioPlayer(Switchboard switchboard, Transfers transfers, Scenario scenario) {
    this.switchboard = switchboard;
    this.transfers = transfers;
    this.acts = scenario.acts().iterator();
  }

  /** The client's end of the line. */
  FarEnd clientEnd(FarEnd dialled) {
    return new FarEnd() {
      @Override
      public void invited(Channel channel) {
        dialled.invited(channel);
      }

      @Override
      public void answered(Channel channel) {
        channel.run.up(channel);
      }

      @Override
      public void bridged(Channel channel, Channel other) {
        clientHears(channel, other);
      }
    };
  }

  private void clientHears(Channel client, Channel other) {
    this.client = client;
    ours = other;
    heard = true;
    if (!begun) {
      begun = true;
      next();
    } else if (awaiting) {
      awaiting = false;
      next();
    }
  }

  private void next() {
    if (!client.dead && acts.hasNext()) {
      play(acts.next());
    }
  }

  private void play(Scenario.Act act) {
    switch (act) {
      case Scenario.Act.Talk talk -> switchboard.timeline.after(talk.length(), this::next);
      case Scenario.Act.Hold _ -> {
        transfers.hold(ours);
        next();
      }
      case Scenario.Act.Unhold _ -> {
        transfers.unhold(ours);
        next();
      }
      case Scenario.Act.BlindTransfer transfer -> {
        heard = false;
        if (!transfers.blind(ours, transfer.to())) {
          heard = true;
        }
        next();
      }
      case Scenario.Act.AwaitAnswer _ -> {
        if (heard) {
          next();
        } else {
          awaiting = true;
        }
      }
      case Scenario.Act.HangUp hangUp -> hangUp(hangUp.who());
    }
  }

  private void hangUp(Scenario.Side side) {
    boolean byUs = side == Scenario.Side.OURS && !ours.dead && ours.bridge != null;
    switchboard.hungUp(byUs ? ours : client, HangupCause.NORMAL_CLEARING, 0);
  }
}
