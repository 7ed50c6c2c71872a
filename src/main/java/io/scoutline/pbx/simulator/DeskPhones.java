package io.scoutline.pbx.simulator;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Phones with a person at the buttons: an incoming call at a phone with {@link Behaviour.Manual} rings until it
 * is answered or refused here. Any thread; each future completes with whether there was a call to act on.
 */
public final class DeskPhones {
  private final Timeline timeline;
  private final Map<String, Channel> ringing = new HashMap<>();
  private final Map<String, Channel> talking = new HashMap<>();
  private Lines lines;
  private Switchboard switchboard;
  private Transfers transfers;

  DeskPhones(Timeline timeline) {
    this.timeline = timeline;
  }

  void connect(Lines lines, Switchboard switchboard, Transfers transfers) {
    this.lines = lines;
    this.switchboard = switchboard;
    this.transfers = transfers;
  }

  void rings(Channel leg) {
    ringing.put(leg.endpoint, leg);
  }

  void bridged(Channel channel, Channel other) {
    ringing.remove(channel.endpoint, channel);
    talking.put(channel.endpoint, channel);
  }

  void ended(Channel channel) {
    ringing.remove(channel.endpoint, channel);
    talking.remove(channel.endpoint, channel);
  }

  void loseEverything() {
    ringing.clear();
    talking.clear();
  }

  /** Picks up. */
  public CompletableFuture<Boolean> answer(String extension) {
    return on(ringing, extension, channel -> {
      lines.answer(channel);
      return true;
    });
  }

  /** Hangs up the call in progress, or refuses the one that rings. */
  public CompletableFuture<Boolean> hangup(String extension) {
    return timeline.ask(() -> {
      var talk = Optional.ofNullable(talking.get(extension));
      var ring = Optional.ofNullable(ringing.get(extension));
      talk.ifPresent(channel -> switchboard.hungUp(channel, HangupCause.NORMAL_CLEARING, 0));
      if (talk.isEmpty()) {
        ring.ifPresent(channel -> switchboard.hungUp(channel, HangupCause.CALL_REJECTED, 603));
      }
      return talk.isPresent() || ring.isPresent();
    });
  }

  public CompletableFuture<Boolean> hold(String extension) {
    return on(talking, extension, channel -> {
      transfers.hold(channel);
      return true;
    });
  }

  public CompletableFuture<Boolean> unhold(String extension) {
    return on(talking, extension, channel -> {
      transfers.unhold(channel);
      return true;
    });
  }

  /** Sends the other party to {@code to} and is out; false also when there is no such extension. */
  public CompletableFuture<Boolean> blindTransfer(String extension, String to) {
    return on(talking, extension, channel -> transfers.blind(channel, to));
  }

  private CompletableFuture<Boolean> on(Map<String, Channel> calls, String extension, Press press) {
    return timeline.ask(() -> Optional.ofNullable(calls.get(extension)).map(press::on).orElse(false));
  }

  /** A button pressed during a call. */
  @FunctionalInterface
  private interface Press {
    boolean on(Channel channel);
  }
}
