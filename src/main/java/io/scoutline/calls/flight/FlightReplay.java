package io.scoutline.calls.flight;

import io.scoutline.calls.Call;
import io.scoutline.calls.CallChange;
import io.scoutline.calls.Leg;
import io.scoutline.calls.RouteNote;
import io.scoutline.calls.flight.FlightFile.Entry;
import io.scoutline.calls.tracking.CallTracker;
import io.scoutline.kernel.CallId;
import io.scoutline.kernel.Ids;
import io.scoutline.kernel.PbxName;
import io.scoutline.kernel.PersonId;
import io.scoutline.pbx.PbxEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * Folds a flight record once more, with the tracker that folds live calls, and tells after each event what it changed
 * (P2.7). The same file gives the same steps.
 */
public final class FlightReplay {

  /** A queue that rings twenty phones for ten minutes makes some hundreds; the work grows with their square. */
  static final int MOST_LEGS = 1_000;

  /**
   * One entry, and what it made.
   *
   * @param failed the tracker could not take it, as a live server could not have; the rest goes on
   * @param calls those that are now other than before
   * @param legs the same
   */
  public record Step(Entry entry, boolean failed, List<CallNow> calls, List<LegNow> legs) {}

  /**
   * A call as it stands.
   *
   * @param number in the order in which they were opened, from 1
   * @param absorbedBy it turned out to be this one
   */
  public record CallNow(int number, Call call, Optional<Integer> absorbedBy) {}

  /** A leg as it stands, and to which call it belongs. */
  public record LegNow(int call, Leg leg) {}

  /** The file asks for more work than a replay may be. */
  public static final class TooMuch extends Exception {
    TooMuch() {
      super("more than a replay may be", null, false, false);
    }
  }

  private static final PbxName PBX = new PbxName("replay");

  private final CallTracker tracker;
  private final Map<CallId, Integer> numbers = new HashMap<>();
  private final Map<CallId, Call> calls = new LinkedHashMap<>();
  private final Map<String, LegNow> legs = new HashMap<>();
  private final List<Step> steps = new ArrayList<>();
  private boolean asked;

  private FlightReplay(FlightFile.Header header) {
    tracker = new CallTracker(PBX, header.site().asKnown(),
        (_, endpoint) -> Optional.ofNullable(header.people().get(endpoint)).map(PersonId::new), counted());
  }

  private static Ids counted() {
    var next = new AtomicLong();
    return () -> new UUID(next.get(), next.incrementAndGet());
  }

  /**
   * @param enough asked at each entry whether it has taken long enough
   * @throws TooMuch when it has, or when there are more channels than any call has
   */
  public static FlightReplay of(FlightFile file, BooleanSupplier enough) throws TooMuch {
    var replay = new FlightReplay(file.header());
    for (Entry entry : file.entries()) {
      if (enough.getAsBoolean() || replay.legs.size() > MOST_LEGS) {
        throw new TooMuch();
      }
      replay.take(entry);
    }
    return replay;
  }

  public List<Step> steps() {
    return List.copyOf(steps);
  }

  /** What is left in the end: one call, unless something is strange. */
  public Collection<Call> calls() {
    return List.copyOf(calls.values());
  }

  /** What they came to, each. */
  public List<Gist> gists() {
    return calls.values().stream().map(Gist::of).toList();
  }

  private void take(Entry entry) {
    var changes = new ArrayList<CallChange>();
    boolean failed = false;
    try {
      changes.addAll(fold(entry));
    } catch (RuntimeException fault) {
      failed = true;
    }
    var changedCalls = new LinkedHashMap<Integer, CallNow>();
    var changedLegs = new LinkedHashMap<String, LegNow>();
    changes.forEach(change -> note(change, changedCalls, changedLegs));
    steps.add(new Step(entry, failed, List.copyOf(changedCalls.values()), List.copyOf(changedLegs.values())));
  }

  private List<CallChange> fold(Entry entry) {
    return switch (entry) {
      case Entry.Routed(String uniqueid, RouteNote note) -> tracker.routed(uniqueid, note);
      case Entry.Happened(PbxEvent.ResyncAsked question) -> {
        asked = true;
        yield tracker.apply(question);
      }
      case Entry.Happened(PbxEvent.Resynced answer) -> {
        if (!asked) {
          tracker.apply(new PbxEvent.ResyncAsked(answer.at()));
        }
        asked = false;
        yield tracker.apply(answer);
      }
      case Entry.Happened(PbxEvent event) -> tracker.apply(event);
    };
  }

  private void note(CallChange change, Map<Integer, CallNow> changedCalls, Map<String, LegNow> changedLegs) {
    Call call = change.call();
    int number = numberOf(call.id());
    if (change instanceof CallChange.Merged merged) {
      int absorbed = numberOf(merged.absorbed());
      Call before = calls.remove(merged.absorbed());
      if (before != null) {
        changedCalls.put(absorbed, new CallNow(absorbed, before, Optional.of(number)));
      }
    }
    if (!call.equals(calls.put(call.id(), call))) {
      changedCalls.put(number, new CallNow(number, call, Optional.empty()));
    }
    for (Leg leg : call.legs()) {
      var now = new LegNow(number, leg);
      if (!now.equals(legs.put(leg.uniqueid(), now))) {
        changedLegs.put(leg.uniqueid(), now);
      }
    }
  }

  private int numberOf(CallId id) {
    return numbers.computeIfAbsent(id, _ -> numbers.size() + 1);
  }
}
