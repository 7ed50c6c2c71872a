package io.scoutline.pbx.simulator.dialplan;

import io.scoutline.pbx.simulator.scenario.HangupCause;
import io.scoutline.pbx.simulator.setup.SimulatorConfig;
import io.scoutline.pbx.simulator.switchboard.Activity;
import io.scoutline.pbx.simulator.switchboard.Channel;
import io.scoutline.pbx.simulator.switchboard.Switchboard;
import io.scoutline.pbx.simulator.time.Timeline;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;

/**
 * The dialplan of {@code config/asterisk} for a call from the trunk: ask the server, ring whom it names, ask
 * again when nobody answers, fall back to the queue and to voicemail. Touched on the timeline's thread only.
 */
public final class IncomingDialplan {
  private static final int MOST_ATTEMPTS = 4;
  private static final int MOST_PHONES = 20;
  private static final Duration VOICEMAIL_GREETING = Duration.ofSeconds(6);
  private static final Duration LONGEST_VOICEMAIL = Duration.ofSeconds(131);
  private static final Duration SKIP = Duration.ofSeconds(10);
  private static final Duration SLOW = Duration.ofMillis(1500);

  private final Switchboard switchboard;
  private final Phones phones;
  private final CallQueue queue;
  private final SimulatorConfig config;
  private Optional<InetSocketAddress> server;
  private long skipUntilNanos = System.nanoTime();

  public IncomingDialplan(Switchboard switchboard, Phones phones, CallQueue queue, SimulatorConfig config) {
    this.switchboard = switchboard;
    this.phones = phones;
    this.queue = queue;
    this.config = config;
    this.server = config.agi();
  }

  public void server(Optional<InetSocketAddress> address) {
    server = address;
    skipUntilNanos = System.nanoTime();
  }

  /** A call that just came in. */
  public void run(Channel channel) {
    channel.runsDialplan = true;
    switchboard.at(channel, "scoutline-outside", "s", 4, "MixMonitor", "");
    switchboard.record(channel);
    new Progress(channel).ask();
  }

  /** A client who was transferred to a phone that nobody answers is not dropped. */
  void queue(Channel channel) {
    new Progress(channel).queue();
  }

  /** Our own channel variables of one call. */
  private final class Progress implements Activity {
    private final Channel channel;
    private String last = "NONE";
    private RouteQuestion question;
    private Timeline.Timer limit = Timeline.Timer.NONE;

    Progress(Channel channel) {
      this.channel = channel;
    }

    void ask() {
      channel.activity = this;
      if (channel.routeAttempt > MOST_ATTEMPTS || server.isEmpty() || System.nanoTime() - skipUntilNanos < 0) {
        decide(Map.of());
        return;
      }
      var script = "route?attempt=" + channel.routeAttempt + "&last=" + last;
      switchboard.at(channel, "scoutline-ask", "s", 9, "AGI", script);
      var asked = new RouteQuestion(server.get(), script, channel);
      question = asked;
      long askedAt = System.nanoTime();
      limit = switchboard.timeline.afterReal(config.agiLimit(), asked::abandon);
      Thread.ofVirtual().name("pbx-simulator-agi").start(() -> {
        var answer = asked.ask();
        switchboard.timeline.execute(() -> answered(asked, answer, askedAt));
      });
    }

    private void answered(RouteQuestion asked, Map<String, String> answer, long askedAt) {
      if (question != asked || channel.dead) {
        return;
      }
      question = null;
      limit.cancel();
      if (answer.getOrDefault("ROUTE_KIND", "").isEmpty()
          && System.nanoTime() - askedAt >= SLOW.toNanos()) {
        skipUntilNanos = System.nanoTime() + SKIP.toNanos();
      }
      decide(answer);
    }

    private void decide(Map<String, String> answer) {
      var kind = answer.getOrDefault("ROUTE_KIND", "").replaceAll("[^a-z]", "");
      switch (kind) {
        case "ring" -> ring(answer);
        case "voicemail" -> voicemail();
        case "refuse" -> {
          channel.at("scoutline-refuse", "s", 1);
          switchboard.hangUpByPbx(channel, HangupCause.CALL_REJECTED);
        }
        default -> {
          if (channel.wasQueued) {
            voicemail();
          } else {
            queue();
          }
        }
      }
    }

    private void ring(Map<String, String> answer) {
      var targets = new ArrayList<Dial.Target>();
      var named = answer.getOrDefault("ROUTE_TO", "").split("-");
      boolean anybody = false;
      for (int i = 0; i < named.length && i < MOST_PHONES; i++) {
        var extension = named[i].replaceAll("[^0-9]", "");
        anybody |= !extension.isEmpty();
        targets.addAll(phones.targets(extension, channel.run));
      }
      if (!anybody) {
        queue();
        return;
      }
      switchboard.at(channel, "scoutline-ring", "s", 10, "Dial", "");
      new Dial(switchboard, channel, (_, status) -> nobodyAnswered(status)).start(targets, ringTime(answer));
    }

    private Duration ringTime(Map<String, String> answer) {
      var digits = answer.getOrDefault("ROUTE_SECONDS", "").replaceAll("[^0-9]", "");
      int seconds = digits.isEmpty() || digits.length() > 3 ? 0 : Integer.parseInt(digits);
      return seconds < 1 || seconds > 120 ? config.ringTime() : Duration.ofSeconds(seconds);
    }

    private void nobodyAnswered(String status) {
      last = status;
      channel.routeAttempt++;
      ask();
    }

    private void queue() {
      channel.wasQueued = true;
      channel.run.queued();
      switchboard.at(channel, "scoutline-queue", "s", 2, "Queue", config.queue() + ",rt");
      queue.join(channel, status -> {
        last = "QUEUE" + status;
        channel.routeAttempt++;
        ask();
      });
    }

    private void voicemail() {
      channel.run.voicemail();
      channel.activity = this;
      switchboard.at(channel, "scoutline-voicemail", "s", 1, "Answer", "");
      switchboard.answer(channel);
      switchboard.at(channel, "scoutline-voicemail", "s", 2, "Playback", "vm-intro");
      channel.farEnd.hearsMachine(channel);
      switchboard.timeline.after(VOICEMAIL_GREETING, () -> {
        if (!channel.dead && channel.activity == this) {
          switchboard.at(channel, "scoutline-voicemail", "s", 4, "WaitForSilence", "5000,1,120");
        }
      });
      switchboard.timeline.after(LONGEST_VOICEMAIL, () -> {
        if (!channel.dead && channel.activity == this) {
          channel.at("scoutline-voicemail", "s", 5);
          switchboard.hangUpByPbx(channel, HangupCause.NORMAL_CLEARING);
        }
      });
    }

    @Override
    public void farEndHungUp(Switchboard board, Channel gone) {
      limit.cancel();
      if (question != null) {
        question.abandon();
        question = null;
      }
      board.end(channel);
    }
  }
}
