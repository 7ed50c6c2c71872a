package io.scoutline.bench;

import io.scoutline.calls.tracking.CallTracker;
import io.scoutline.calls.tracking.PbxSite;
import io.scoutline.kernel.Ids;
import io.scoutline.kernel.PbxName;
import io.scoutline.kernel.PersonId;
import io.scoutline.pbx.ChannelRef;
import io.scoutline.pbx.ChannelState;
import io.scoutline.pbx.DialStatus;
import io.scoutline.pbx.PbxEvent;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * What the tracker keeps of calls that are over, after a hundredth of them, a tenth and all: reachable bytes in this
 * process beyond those of an empty tracker. Nothing else runs; a call is an answered one of thirteen events.
 */
final class TrackerBench {

  private static final PbxName PBX = new PbxName("main");
  private static final double MB = 1 << 20;
  private static final double MOST_GROWTH_MB = 1;

  private final CallTracker tracker = new CallTracker(PBX,
      new PbxSite(Set.of("PJSIP/trunk"), Set.of("scoutline-incoming"), "RU"),
      (_, _) -> Optional.of(new PersonId(101)), Ids.timeOrdered(Clock.systemUTC(), new Random(5)));
  private Instant now = Instant.parse("2026-11-20T09:00:00Z");
  private long events;

  void run(int calls, Report report) throws IOException {
    double empty = reachable();
    var lines = new ArrayList<>(List.of(new Figures.Line("before the first call", List.of("0.00"))));
    var kept = new ArrayList<Double>();
    long began = System.nanoTime();
    long collecting = 0;
    int told = 0;
    for (int percent : List.of(1, 10, 100)) {
      for (; told < (long) calls * percent / 100; told++) {
        tell(told);
      }
      long stopped = System.nanoTime();
      kept.add(reachable() - empty);
      collecting += System.nanoTime() - stopped;
      lines.add(Figures.Line.of(String.format(Locale.ROOT, "after %,d calls, %d %%", told, percent), "%.2f",
          kept.getLast()));
    }
    double seconds = (System.nanoTime() - began - collecting) / 1e9;
    if (!tracker.open().isEmpty()) {
      throw new IllegalStateException(tracker.open().size() + " calls did not end");
    }
    Reference.reachabilityFence(tracker);
    double growth = kept.getLast() - kept.getFirst();
    report.add(new Figures("What the tracker keeps of calls that are over", List.of("megabytes", "heap"), lines,
        List.of(String.format(Locale.ROOT, "%+.2f MB from 1 %% to 100 %%; goal: flat, at most %.0f MB, %s", growth,
                MOST_GROWTH_MB, growth <= MOST_GROWTH_MB ? "holds" : "misses"),
            String.format(Locale.ROOT, "%,.0f calls or %,.0f events a second by the way", calls / seconds,
                events / seconds))));
  }

  /** Megabytes. */
  private static double reachable() {
    // The first collection can leave what only references of its own queue still hold.
    System.gc();
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MB;
  }

  private void tell(int call) {
    var client = new ChannelRef(call + ".1", call + ".1", "PJSIP/trunk-" + Integer.toHexString(call));
    var phone = new ChannelRef(call + ".2", call + ".1", "PJSIP/101-" + Integer.toHexString(call));
    String bridge = "bridge-" + call;
    say(new PbxEvent.ChannelCreated(now, client, ChannelState.RING, "+7495" + (1_000_000 + call % 9_000_000), "",
        "scoutline-incoming", "74950000000"));
    say(new PbxEvent.ChannelCreated(now, phone, ChannelState.DOWN, "101", "", "scoutline-internal", "s"));
    say(new PbxEvent.DialBegun(now, phone, Optional.of(client), "101"));
    say(new PbxEvent.ChannelStateChanged(now, phone, ChannelState.RINGING));
    now = now.plusSeconds(5);
    say(new PbxEvent.ChannelStateChanged(now, phone, ChannelState.UP));
    say(new PbxEvent.DialEnded(now, phone, Optional.of(client), DialStatus.ANSWER));
    say(new PbxEvent.ChannelStateChanged(now, client, ChannelState.UP));
    say(new PbxEvent.BridgeEntered(now, phone, bridge));
    say(new PbxEvent.BridgeEntered(now, client, bridge));
    now = now.plusSeconds(60);
    say(new PbxEvent.BridgeLeft(now, client, bridge));
    say(new PbxEvent.ChannelEnded(now, client, 16, "Normal Clearing"));
    say(new PbxEvent.BridgeLeft(now, phone, bridge));
    say(new PbxEvent.ChannelEnded(now, phone, 16, "Normal Clearing"));
  }

  private void say(PbxEvent event) {
    tracker.apply(event);
    events++;
  }
}
