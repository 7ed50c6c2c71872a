package io.scoutline.pbx.simulator.traffic;

import io.scoutline.pbx.simulator.dialplan.Phones;
import io.scoutline.pbx.simulator.dialplan.Transfers;
import io.scoutline.pbx.simulator.scenario.Behaviour;
import io.scoutline.pbx.simulator.scenario.Scenario;
import io.scoutline.pbx.simulator.switchboard.Channel;
import io.scoutline.pbx.simulator.switchboard.FarEnd;
import io.scoutline.pbx.simulator.switchboard.Switchboard;
import java.time.Duration;
import java.util.Iterator;

/**
 * The people of one scenario: does its acts, one after another, from the first answer on. Touched on the timeline's
 * thread only.
 */
final class ScenarioPlayer {
  private static final Duration STILL_WITH_COLLEAGUE = Duration.ofSeconds(2);

  private final Switchboard switchboard;
  private final Transfers transfers;
  private final Phones phones;
  private final Scenario scenario;
  private final Iterator<Scenario.Act> acts;
  private Channel client;
  private Channel ours;
  private Channel consultation;
  private String colleague = "";
  private boolean begun;
  private boolean heard;
  private boolean awaiting;

  ScenarioPlayer(Switchboard switchboard, Transfers transfers, Phones phones, Scenario scenario) {
    this.switchboard = switchboard;
    this.transfers = transfers;
    this.phones = phones;
    this.scenario = scenario;
    this.acts = scenario.acts().iterator();
  }

  /** The client's end of the line; for an inbound call it calls, otherwise it does what {@code called} does. */
  FarEnd clientEnd(FarEnd called) {
    return new FarEnd() {
      @Override
      public void invited(Channel channel) {
        called.invited(channel);
      }

      @Override
      public void bridged(Channel channel, Channel other) {
        clientHears(channel, other);
      }

      @Override
      public void hearsMachine(Channel channel) {
        if (scenario instanceof Scenario.Inbound inbound) {
          switchboard.timeline.after(inbound.message(), () -> {
            if (channel.bridge == null) {
              switchboard.hungUp(channel);
            }
          });
        }
      }
    };
  }

  /** The calling phone of an internal call. */
  FarEnd callingPhone(FarEnd phone) {
    return new FarEnd() {
      @Override
      public void bridged(Channel channel, Channel other) {
        phone.bridged(channel, other);
        clientHears(other, channel);
      }

      @Override
      public void ended(Channel channel) {
        phone.ended(channel);
      }
    };
  }

  private void clientHears(Channel client, Channel other) {
    this.client = client;
    ours = other;
    if (begun) {
      hears();
    } else {
      begun = true;
      next();
    }
  }

  private void hears() {
    heard = true;
    if (awaiting) {
      awaiting = false;
      next();
    }
  }

  private void next() {
    if (!client.dead && acts.hasNext()) {
      var act = acts.next();
      if (byHand() && !(act instanceof Scenario.Act.Talk || act instanceof Scenario.Act.HangUp)) {
        next();
      } else {
        play(act);
      }
    }
  }

  /** Whether a real person sits at our phone: then only the client follows the scenario. */
  private boolean byHand() {
    return phones.habit(ours.endpoint) instanceof Behaviour.Manual;
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
      case Scenario.Act.BlindTransfer transfer -> blind(transfer.to());
      case Scenario.Act.Consult consult -> consult(consult.colleague());
      case Scenario.Act.CompleteTransfer _ -> complete();
      case Scenario.Act.ReturnToClient _ -> {
        endConsultation();
        transfers.unhold(ours);
        next();
      }
      case Scenario.Act.AwaitAnswer _ -> {
        awaiting = !heard;
        if (heard) {
          next();
        }
      }
      case Scenario.Act.HangUp hangUp -> hangUp(hangUp.who());
    }
  }

  private void blind(String to) {
    heard = false;
    if (!transfers.blind(ours, to)) {
      heard = true;
    }
    next();
  }

  private void consult(String to) {
    heard = false;
    colleague = to;
    consultation = transfers.consult(ours, to, new FarEnd() {
      @Override
      public void bridged(Channel channel, Channel other) {
        hears();
      }

      @Override
      public void ended(Channel channel) {
        // Busy or no answer: whoever awaits the colleague goes on without.
        hears();
      }
    });
    if (consultation == null) {
      heard = true;
    }
    next();
  }

  private void complete() {
    if (consultation != null && !consultation.dead) {
      if (transfers.attended(ours, consultation)) {
        heard = client.bridge != null;
      } else {
        endConsultation();
        heard = !transfers.blind(ours, colleague);
      }
    } else {
      transfers.unhold(ours);
    }
    next();
  }

  private void endConsultation() {
    if (consultation != null && !consultation.dead) {
      switchboard.hungUp(consultation);
    }
  }

  private void hangUp(Scenario.Side side) {
    boolean byUs = side == Scenario.Side.OURS && !byHand() && !ours.dead && ours.bridge != null;
    switchboard.hungUp(byUs ? ours : client);
    if (byUs) {
      endConsultation();
    } else {
      // Our side is still with the colleague, and hears later that the client is gone.
      switchboard.timeline.after(STILL_WITH_COLLEAGUE, this::endConsultation);
    }
  }
}
