package io.scoutline.calls.tracking;

import io.scoutline.calls.Call;
import io.scoutline.calls.CallChange;
import io.scoutline.calls.CallListener;
import io.scoutline.calls.RouteNote;
import io.scoutline.kernel.CallId;
import io.scoutline.kernel.PbxName;
import io.scoutline.pbx.PbxEvent;
import io.scoutline.pbx.PbxListener;
import io.vertx.core.Context;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one owner of call state: an event-loop context on which every tracker, and everybody who follows calls, lives.
 * What happens on it never waits. Events come in from any thread by {@link #listenerFor}; changes go out to the
 * listeners in the order of their registration.
 */
public final class CallStream {

  /** Told of every event of a link and every device, on the owner's context. */
  @FunctionalInterface
  public interface LinkListener {
    void on(PbxName pbx, PbxEvent.OfLink event);
  }

  /** At two hundred events a second of a link a minute and a half, and some 10 MB. */
  static final int MOST_WAITING = 20_000;
  private static final Duration STUCK = Duration.ofSeconds(10);
  private static final Duration A_MOMENT = Duration.ofMillis(1);

  private static final Logger LOG = LoggerFactory.getLogger(CallStream.class);

  private final Context owner;
  private final Map<PbxName, CallTracker> trackers;
  private final List<CallListener> listeners = new CopyOnWriteArrayList<>();
  private final List<LinkListener> linkListeners = new CopyOnWriteArrayList<>();
  /** Of each link. */
  private final List<AtomicInteger> waiting = new CopyOnWriteArrayList<>();
  private final LongAdder heldUp = new LongAdder();
  private final int most;

  public CallStream(Context owner, Map<PbxName, CallTracker> trackers) {
    this(owner, trackers, MOST_WAITING);
  }

  /** @param most how many events of a link may wait to be folded */
  CallStream(Context owner, Map<PbxName, CallTracker> trackers, int most) {
    this.owner = owner;
    this.trackers = new LinkedHashMap<>(trackers);
    this.most = most;
  }

  public void follow(CallListener listener) {
    listeners.add(listener);
  }

  public void followLinks(LinkListener listener) {
    linkListeners.add(listener);
  }

  /**
   * Where a link hands its events over. Returns at once, but where so many of this link wait to be folded that there is
   * no room: then the link is held up, which holds up its reader, and the PBX keeps the rest. An owner that takes
   * nothing for {@link #STUCK} is past that help, and a link must be able to end: the event goes in all the same.
   */
  public PbxListener listenerFor(PbxName pbx) {
    CallTracker tracker = trackers.get(pbx);
    var waitingHere = new AtomicInteger();
    waiting.add(waitingHere);
    return event -> {
      // What the link tells of itself is little, and comes from the thread that watches it.
      if (!(event instanceof PbxEvent.OfLink)) {
        awaitRoom(waitingHere);
      }
      waitingHere.incrementAndGet();
      owner.runOnContext(_ -> {
        waitingHere.decrementAndGet();
        take(pbx, tracker, event);
      });
    };
  }

  private void awaitRoom(AtomicInteger waitingHere) {
    if (waitingHere.get() < most) {
      return;
    }
    heldUp.increment();
    long since = System.nanoTime();
    int least = waitingHere.get();
    for (int now = least; now >= most && System.nanoTime() - since < STUCK.toNanos(); now = waitingHere.get()) {
      if (now < least) {
        least = now;
        since = System.nanoTime();
      }
      LockSupport.parkNanos(A_MOMENT.toNanos());
    }
  }

  /** Events handed over and not yet folded. */
  public long depth() {
    return waiting.stream().mapToLong(AtomicInteger::get).sum();
  }

  /** How often a link was held up because too many of its events waited. */
  public long heldUp() {
    return heldUp.sum();
  }

  /** Keeps what routing answered; any thread. */
  public void routed(PbxName pbx, String uniqueid, RouteNote note) {
    owner.runOnContext(_ -> trackers.get(pbx).routed(uniqueid, note).forEach(this::tell));
  }

  /**
   * Holds a call that the PBX has written down against what is known of it, and tells everybody what is news (P2.6);
   * any thread.
   *
   * @param kept the rows of its channels
   */
  public CompletionStage<Finding> testify(PbxName pbx, Call written, List<PbxEvent> flight, List<Call> kept,
      Unwritten unwritten) {
    var found = new CompletableFuture<Finding>();
    owner.runOnContext(_ -> {
      try {
        Finding finding = trackers.get(pbx).testify(written, flight, kept, unwritten);
        switch (finding) {
          case Finding.News news -> news.changes().forEach(this::tell);
          case Finding.Unwritten again -> tell(again.change());
          case Finding.Known _, Finding.TooEarly _ -> { }
        }
        found.complete(finding);
      } catch (RuntimeException fault) {
        found.completeExceptionally(fault);
      }
    });
    return found;
  }

  /** Takes over what was open at the last stop; on the owner's context, before any event. */
  public void restore(PbxName pbx, Collection<Call> calls) {
    trackers.get(pbx).restore(calls);
    calls.forEach(call -> tell(new CallChange.Opened(call)));
  }

  /** A call that is open or was a moment ago; on the owner's context. */
  public Optional<Call> call(CallId id) {
    return trackers.values().stream().flatMap(tracker -> tracker.call(id).stream()).findFirst();
  }

  /** How many calls are open at each PBX; on the owner's context. */
  public Map<PbxName, Integer> openCalls() {
    var open = new LinkedHashMap<PbxName, Integer>();
    trackers.forEach((pbx, tracker) -> open.put(pbx, tracker.open().size()));
    return open;
  }

  /** What made such a call so far; on the owner's context. */
  public List<PbxEvent> flightOf(CallId id) {
    return trackers.values().stream().map(tracker -> tracker.flightOf(id)).filter(flight -> !flight.isEmpty())
        .findFirst().orElse(List.of());
  }

  public Context owner() {
    return owner;
  }

  private void take(PbxName pbx, CallTracker tracker, PbxEvent event) {
    try {
      tracker.apply(event).forEach(this::tell);
      if (event instanceof PbxEvent.OfLink ofLink) {
        linkListeners.forEach(listener -> listener.on(pbx, ofLink));
      }
    } catch (RuntimeException fault) {
      // One event that we cannot fold must not end the calls of everybody else; the resync mends what it left.
      LOG.error("an event of {} could not be taken: {}", pbx, event.getClass().getSimpleName(), fault);
    }
  }

  private void tell(CallChange change) {
    for (CallListener listener : listeners) {
      try {
        listener.on(change);
      } catch (RuntimeException fault) {
        LOG.error("{} failed on call {}", listener.getClass().getSimpleName(), change.call().id(), fault);
      }
    }
  }
}
