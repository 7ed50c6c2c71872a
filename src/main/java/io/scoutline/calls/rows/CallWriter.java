package io.scoutline.calls.rows;

import io.micrometer.core.instrument.MeterRegistry;
import io.scoutline.calls.Call;
import io.scoutline.calls.CallChange;
import io.scoutline.calls.CallListener;
import io.scoutline.calls.lease.FencedOff;
import io.scoutline.calls.tracking.Unwritten;
import io.scoutline.kernel.CallId;
import io.scoutline.kernel.PbxName;
import io.scoutline.pbx.PbxEvent;
import io.scoutline.platform.database.DatabaseFault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings calls to the database behind the back of those who wait for nothing: changes are taken in at once, coalesced
 * by call, and written in batches by a thread of its own. While the database is away they wait here in their order, the
 * last state of each call, as many as there is {@link Room} for; {@link WaitingRows} says what gives way beyond that.
 * What was given up is {@link Unwritten} until the PBX's own records bring it up again. A call that the database will
 * never take is passed over alone, logged and counted as refused: it holds up no other.
 */
public final class CallWriter implements CallListener, Unwritten, AutoCloseable {

  /**
   * How much may wait for the database beside the batch that is being written.
   *
   * @param calls of which the last state waits
   * @param events of the flight records that wait with them
   */
  public record Room(int calls, int events) {

    /** At five calls a second almost three hours of calls, and half an hour of flight records; some 250 MB. */
    public static final Room USUAL = new Room(50_000, 400_000);
  }

  /**
   * What of the writer an admin is shown; since the server started, but for the first and the last two.
   *
   * @param waiting calls whose last change is not yet in the database
   * @param lost ended calls that found no room
   * @param refused calls that the database will never take
   * @param passedOver states of open calls that found no room
   * @param flightsLeftOut flight records that found no room
   * @param owed those of the lost that are not yet brought up again
   * @param room for how many calls there is
   */
  public record Figures(long waiting, long lost, long refused, long passedOver, long flightsLeftOut, long owed,
      long room) {}

  private static final int BATCH = 500;
  private static final Duration LINGER = Duration.ofMillis(50);
  private static final Duration RETRY = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(CallWriter.class);

  private final CallStore store;
  private final CallOwners owners;
  private final List<CommitListener> listeners;
  private final Room room;
  private final WriterMeters meters;
  private final WaitingRows waiting;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Thread thread;
  private boolean closing;
  private int writing;

  public CallWriter(CallStore store, CallOwners owners, List<CommitListener> listeners, Room room,
      MeterRegistry registry) {
    this.store = store;
    this.listeners = List.copyOf(listeners);
    this.owners = owners;
    this.room = room;
    meters = new WriterMeters(registry);
    waiting = new WaitingRows(room, meters);
    meters.watch(this);
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
    changing(() -> waiting.take(row));
  }

  /** How many calls have a change that is not yet committed. */
  public int backlog() {
    return locked(() -> waiting.size() + writing);
  }

  int owed() {
    return locked(() -> waiting.givenUp().size());
  }

  public Figures figures() {
    return locked(() -> new Figures(waiting.size() + writing, (long) meters.lost.count(),
        (long) meters.refused.count(), (long) meters.passedOver.count(), (long) meters.flightsLeftOut.count(),
        waiting.givenUp().size(), room.calls()));
  }

  @Override
  public boolean has(CallId call) {
    return locked(() -> waiting.givenUp().has(call));
  }

  @Override
  public Optional<CallId> of(PbxName pbx, String linkedid) {
    return locked(() -> waiting.givenUp().of(pbx, linkedid));
  }

  /** Half of it: calls go on coming in meanwhile. */
  @Override
  public boolean hasRoom() {
    return locked(() -> 2 * waiting.size() < room.calls());
  }

  private <T> T locked(Supplier<T> look) {
    lock.lock();
    try {
      return look.get();
    } finally {
      lock.unlock();
    }
  }

  private void changing(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
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
      Halving.apart(batch, rows -> meters.writes.record(() -> store.save(rows)), this::giveUp)
          .forEach(this::tellCommitted);
      done();
    } catch (DatabaseFault | FencedOff away) {
      LOG.warn("{} calls wait: the database did not take them ({})", batch.size(), away.getMessage());
      giveBack(batch);
      pause();
    }
  }

  private void giveUp(CallRow row, RuntimeException fault) {
    meters.refused.increment();
    LOG.error("call {} cannot be written; only the PBX's own records still have it", row.call().id(), fault);
  }

  /** Whoever derives rows from calls does so after them; a call on which one fails is passed over by it alone. */
  private void tellCommitted(List<CallRow> rows) {
    List<CallRow> known = rows.stream().map(row -> row.knownBy(owners)).toList();
    for (CommitListener listener : listeners) {
      Halving.apart(known, listener::committed, (row, fault) ->
          LOG.error("{} failed on committed call {}", listener.getClass().getSimpleName(), row.call().id(), fault));
    }
  }

  private List<CallRow> takeBatch() {
    return locked(() -> {
      List<CallRow> batch = waiting.poll(BATCH);
      writing = batch.size();
      return batch;
    });
  }

  private void done() {
    changing(() -> writing = 0);
  }

  private void giveBack(List<CallRow> batch) {
    changing(() -> {
      writing = 0;
      waiting.giveBack(batch);
      if (closing) {
        giveUpAll();
      }
    });
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

  /** At the stop; also of what was just being written and is given back, or it would be tried for ever. */
  private void giveUpAll() {
    if (!waiting.isEmpty()) {
      LOG.error("stopping with {} calls not written; the PBX's own records still have them", waiting.size());
      waiting.giveUpAll();
    }
  }

  /** Writes what waits, for ten seconds at most, and stops. */
  @Override
  public void close() {
    close(Duration.ofSeconds(10));
  }

  void close(Duration within) {
    boolean written = flush(within);
    changing(() -> {
      closing = true;
      if (!written) {
        giveUpAll();
      }
    });
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
