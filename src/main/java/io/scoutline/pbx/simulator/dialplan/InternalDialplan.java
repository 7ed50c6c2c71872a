package io.scoutline.pbx.simulator.dialplan;

import io.scoutline.pbx.simulator.scenario.HangupCause;
import io.scoutline.pbx.simulator.setup.SimulatorConfig;
import io.scoutline.pbx.simulator.switchboard.Channel;
import io.scoutline.pbx.simulator.switchboard.Party;
import io.scoutline.pbx.simulator.switchboard.Switchboard;
import java.time.Duration;
import java.util.List;

/**
 * The dialplan of {@code config/asterisk} for calls that our phones make and for callers who were transferred:
 * an extension rings, anything longer goes out by the trunk. Touched on the timeline's thread only.
 */
public final class InternalDialplan {
  public static final String CONTEXT = "scoutline-internal";
  private static final Duration OUTSIDE_RINGS = Duration.ofSeconds(120);

  private final Switchboard switchboard;
  private final Phones phones;
  private final IncomingDialplan incoming;
  private final SimulatorConfig config;

  public InternalDialplan(Switchboard switchboard, Phones phones, IncomingDialplan incoming,
      SimulatorConfig config) {
    this.switchboard = switchboard;
    this.phones = phones;
    this.incoming = incoming;
    this.config = config;
  }

  /** Whether the dialplan has anything for these digits. */
  public boolean knows(String exten) {
    return phones.find(exten).isPresent() || exten.matches("\\+\\d+|\\d{5,}");
  }

  /** Sends a channel to an extension that {@link #knows} holds for. */
  public void run(Channel channel, String exten) {
    channel.runsDialplan = true;
    if (phones.find(exten).isPresent()) {
      ring(channel, exten);
    } else {
      dialOut(channel, exten);
    }
  }

  private void ring(Channel channel, String exten) {
    switchboard.at(channel, CONTEXT, exten, 2, "Dial", "");
    new Dial(switchboard, channel, (caller, _) -> {
      if (caller.endpoint.equals(config.trunk())) {
        incoming.queue(caller);
      } else {
        caller.at(CONTEXT, exten, 4);
        hangUp(caller);
      }
    }).start(phones.targets(exten, channel.run), config.ringTime());
  }

  private void dialOut(Channel channel, String number) {
    switchboard.at(channel, "scoutline-outgoing", number, 2, "Dial", "");
    var shown = config.shownNumber().isEmpty() ? null : Party.ofNumber(config.shownNumber());
    var target = new Dial.Target(config.trunk(), number + "@" + config.trunk(), Party.UNKNOWN, shown,
        "scoutline-incoming", Dial.Predial.OUTSIDE, channel.run.outsideEnd(number));
    new Dial(switchboard, channel, (caller, _) -> {
      caller.at("scoutline-outgoing", number, 3);
      hangUp(caller);
    }).start(List.of(target), OUTSIDE_RINGS);
  }

  /** {@code Hangup(${HANGUPCAUSE})} */
  private void hangUp(Channel channel) {
    switchboard.hangUpByPbx(channel,
        channel.cause == HangupCause.NOT_DEFINED ? HangupCause.NORMAL_CLEARING : channel.cause);
  }
}
