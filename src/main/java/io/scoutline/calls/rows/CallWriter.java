package io.scoutline.calls.rows;

import static java.util.stream.Collectors.toSet;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.scoutline.calls.Call;
import io.scoutline.calls.CallChange;
import io.scoutline.calls.CallListener;
import io.scoutline.calls.lease.FencedOff;
import io.scoutline.kernel.CallId;
import io.scoutline.pbx.PbxEvent;
import io.scoutline.platform.database.DatabaseFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings calls to the database behind the back of those who wait for nothing: changes are taken in at once, coalesced
 * by call, and written in batches by a thread of its own. While the database is away they wait here, the last state of
 * each call, at most {@link #MOST_WAITING} calls; beyond that the states of open calls are left out first (their end
 * comes again), then counted as lost. A call that the database will never take is given up alone, logged and counted as
 * lost: it holds up no other.
 */
public final class CallWriter implements CallListener, AutoCloseable {

  static final int MOST_WAITING = 50_000;
  private static final int BATCH = 500;
  private static final Duration LINGER = Duration.ofMillis(50);
  private static final Duration RETRY = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(CallWriter.class);

  private final CallStore store;
  private final CallOwners owners;
  private final List<CommitListener> listeners;
  private final Map<CallId, CallRow> waiting = new LinkedHashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Counter lost;
  private final Timer writes;
  private final Thread thread;
  private boolean closing;
  private int writing;

  public CallWriter(CallStore store, CallOwners owners, List<CommitListener> listeners, MeterRegistry meters) {
    this.store = store;
    this.listeners = List.copyOf(listeners);
    this.owners = owners;
    lost = Counter.builder("scoutline.calls.lost")
        .description("Changes of calls given up because too many waited for the database").register(meters);
    writes = Timer.builder("scoutline.calls.writes").description("Time of one batch of call rows")
        .publishPercentileHistogram().register(meters);
    Gauge.builder("scoutline.calls.waiting", this, CallWriter::backlog)
        .description("Calls whose last change is not yet in the database").register(meters);
    thread = Thread.ofVirtual().name("call-writer").start(this::run);
  }

  @Override
  public void on(CallChange change) {
    Call call = change.call();
    Optional<CallOwners.Attribution> client = call.isExternal() ? owners.of(call.origin().outside())
        : Optional.empty();
    List<CallId> absorbed = change instanceof CallChange.Merged merged ? List.of(merged.absorbed()) : List.of();
    var flight = switch (change) {
      case CallChange.Closed closed -> Optional.of(closed.flight());
      case CallChange.Recovered recovered -> Optional.of(recovered.flight());
      case CallChange.Corrected corrected -> Optional.of(corrected.flight());
      case CallChange.Opened _, CallChange.Changed _, CallChange.Merged _ ->
          Optional.<List<PbxEvent>>empty();
    };
    take(new CallRow(call, client.map(CallOwners.Attribution::client),
        client.flatMap(CallOwners.Attribution::contact), absorbed, flight));
  }

  private void take(CallRow row) {
    lock.lock();
    try {
      for (CallId gone : row.absorbed()) {
        waiting.remove(gone);
      }
      boolean full = waiting.size() >= MOST_WAITING && !waiting.containsKey(row.call().id());
      if (full && !makeRoom(row)) {
        lost.increment();
        return;
      }
      waiting.merge(row.call().id(), row, CallRow::followedBy);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private boolean makeRoom(CallRow forWhom) {
    return !forWhom.call().isOpen()
        && waiting.values().removeIf(row -> row.call().isOpen() && row.absorbed().isEmpty());
  }

  /** How many calls have a change that is not yet committed. */
  public int backlog() {
    lock.lock();
    try {
      return waiting.size() + writing;
    } finally {
      lock.unlock();
    }
  }

  /** How many changes were given up since the server started. */
  public long lost() {
    return (long) lost.count();
  }

  private void run() {
    try {
      while (awaitWork()) {
        writeBatch();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean awaitWork() throws InterruptedException {
    lock.lock();
    try {
      while (waiting.isEmpty() && !closing) {
        changed.await();
      }
      if (!closing) {
        // A call rings, answers and bridges within moments: waiting a little makes one row of that.
        changed.await(LINGER.toMillis(), TimeUnit.MILLISECONDS);
      }
      return !waiting.isEmpty() || !closing;
    } finally {
      lock.unlock();
    }
  }

  private void writeBatch() throws InterruptedException {
    List<CallRow> batch = takeBatch();
    if (batch.isEmpty()) {
      return;
    }
    try {
      apart(batch, rows -> writes.record(() -> store.save(rows)), this::giveUp)
          .forEach(this::tellCommitted);
      done();
    } catch (DatabaseFault | FencedOff away) {
      LOG.warn("{} calls wait: the database did not take them ({})", batch.size(), away.getMessage());
      giveBack(batch);
      pause();
    }
  }

  private void giveUp(CallRow row, RuntimeException fault) {
    lost.increment();
    LOG.error("call {} cannot be written; only the PBX's own records still have it", row.call().id(), fault);
  }

  /** Whoever derives rows from calls does so after them; a call on which one fails is passed over by it alone. */
  private void tellCommitted(List<CallRow> rows) {
    for (CommitListener listener : listeners) {
      apart(rows, listener::committed, (row, fault) ->
          LOG.error("{} failed on committed call {}", listener.getClass().getSimpleName(), row.call().id(), fault));
    }
  }

  /**
   * Takes the step for all rows at once; where a row's own fault stops that, for ever smaller parts, so that only that
   * row is left out.
   *
   * @return the parts for which the step was taken
   * @throws DatabaseFault when the fault is not a row's own, and all may be tried again
   * @throws FencedOff when another server writes the rows now
   */
  private static List<List<CallRow>> apart(List<CallRow> rows, Consumer<List<CallRow>> step,
      BiConsumer<CallRow, RuntimeException> leftOut) {
    try {
      step.accept(rows);
      return List.of(rows);
    } catch (FencedOff replaced) {
      throw replaced;
    } catch (RuntimeException fault) {
      if (fault instanceof DatabaseFault refused && !refused.isForTheData()) {
        throw fault;
      }
      if (rows.size() == 1) {
        leftOut.accept(rows.getFirst(), fault);
        return List.of();
      }
    }
    int half = rows.size() / 2;
    var taken = new ArrayList<>(apart(rows.subList(0, half), step, leftOut));
    taken.addAll(apart(rows.subList(half, rows.size()), step, leftOut));
    return taken;
  }

  private List<CallRow> takeBatch() {
    lock.lock();
    try {
      var batch = new ArrayList<CallRow>();
      var rows = waiting.values().iterator();
      while (rows.hasNext() && batch.size() < BATCH) {
        batch.add(rows.next());
        rows.remove();
      }
      writing = batch.size();
      return batch;
    } finally {
      lock.unlock();
    }
  }

  private void done() {
    lock.lock();
    try {
      writing = 0;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void giveBack(List<CallRow> batch) {
    lock.lock();
    try {
      writing = 0;
      // What was absorbed meanwhile must not be written after the call that absorbed it: it would stay as a ghost.
      Set<CallId> gone = waiting.values().stream().flatMap(row -> row.absorbed().stream()).collect(toSet());
      batch.stream().filter(row -> !gone.contains(row.call().id())).forEach(row ->
          waiting.merge(row.call().id(), row, (newer, older) -> older.followedBy(newer)));
    } finally {
      lock.unlock();
    }
  }

  private void pause() throws InterruptedException {
    lock.lock();
    try {
      long left = RETRY.toNanos();
      while (left > 0 && !closing) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits until everything taken in so far is committed; false when that did not happen in time. */
  public boolean flush(Duration within) {
    lock.lock();
    try {
      long left = within.toNanos();
      while (!waiting.isEmpty() || writing > 0) {
        if (left <= 0) {
          return false;
        }
        changed.signalAll();
        left -= LINGER.toNanos() - changed.awaitNanos(LINGER.toNanos());
      }
      return true;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  /** Writes what waits, for ten seconds at most, and stops. */
  @Override
  public void close() {
    boolean written = flush(Duration.ofSeconds(10));
    lock.lock();
    try {
      closing = true;
      if (!written) {
        LOG.error("stopping with {} calls not written; the PBX's own records still have them", waiting.size());
        lost.increment(waiting.size());
        waiting.clear();
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
