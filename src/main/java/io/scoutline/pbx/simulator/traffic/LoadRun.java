package io.scoutline.pbx.simulator.traffic;

import io.scoutline.pbx.simulator.scenario.LoadProfile;
import io.scoutline.pbx.simulator.scenario.Truth;
import io.scoutline.pbx.simulator.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/** A load under way. Any thread. */
public final class LoadRun implements AutoCloseable {
  private final LoadProfile profile;
  private final Calls calls;
  private final Timeline timeline;
  private final RandomGenerator random;
  private final AtomicInteger started = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();
  private final List<CompletableFuture<Truth>> all = new ArrayList<>();
  private final CompletableFuture<List<Truth>> completion = new CompletableFuture<>();
  private volatile boolean stopped;
  private Instant next;
  private Instant until;

  public LoadRun(LoadProfile profile, Calls calls, Timeline timeline, RandomGenerator random) {
    this.profile = profile;
    this.calls = calls;
    this.timeline = timeline;
    this.random = random;
  }

  public void start() {
    timeline.execute(() -> {
      next = timeline.now();
      until = next.plus(profile.length());
      beginDue();
    });
  }

  /** Begins every call that is due: when this thread was late, several at once, so that the rate is kept. */
  private void beginDue() {
    while (!stopped && next.isBefore(until) && !next.isAfter(timeline.now())) {
      var handle = calls.play(profile.draw(random));
      started.incrementAndGet();
      all.add(handle.completion().thenApply(truth -> {
        ended.incrementAndGet();
        return truth;
      }));
      next = next.plus(profile.gap(random));
    }
    if (stopped || !next.isBefore(until)) {
      CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
          .thenRun(() -> completion.complete(all.stream().map(CompletableFuture::join).toList()));
    } else {
      timeline.after(Duration.between(timeline.now(), next), this::beginDue);
    }
  }

  /** How many calls have begun. */
  public int started() {
    return started.get();
  }

  /** How many of them are over. */
  public int ended() {
    return ended.get();
  }

  /** Completed with every call's truth when the last one is over. */
  public CompletableFuture<List<Truth>> completion() {
    return completion;
  }

  /** Begins no more calls; those under way go on. */
  @Override
  public void close() {
    stopped = true;
  }
}
