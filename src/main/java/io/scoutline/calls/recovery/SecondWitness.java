package io.scoutline.calls.recovery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.scoutline.calls.Call;
import io.scoutline.calls.CallChange;
import io.scoutline.calls.Leg;
import io.scoutline.calls.lease.FencedOff;
import io.scoutline.calls.recovery.Records.Written;
import io.scoutline.calls.rows.CallStore;
import io.scoutline.calls.tracking.CallStream;
import io.scoutline.calls.tracking.EndpointOwners;
import io.scoutline.calls.tracking.Finding;
import io.scoutline.calls.tracking.PbxSite;
import io.scoutline.calls.tracking.Unwritten;
import io.scoutline.kernel.Ids;
import io.scoutline.kernel.PbxName;
import io.scoutline.pbx.PbxRecords;
import io.scoutline.pbx.PbxRecords.Piece;
import io.scoutline.pbx.PbxRecords.Place;
import io.scoutline.platform.database.DatabaseFault;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds every call that one PBX has written down against what is known of it, and takes over what nobody saw (P2.6):
 * calls while the server or its link was down are recovered, calls seen in part are completed. Reads on a virtual
 * thread of its own, which waits; the judgement is made on the owner's context.
 *
 * <p>Nothing is lost when the server dies at any point: the place that is kept is before the first record of every
 * call that is not yet settled, and a call that is read again is found to be known. Settled is what stands in its row.
 * What cannot be settled or written yet waits in the file, which is read no faster than that.
 */
public final class SecondWitness implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SecondWitness.class);

  /** How long the link is given to tell of a call's end by itself. */
  private static final Duration SETTLE = Duration.ofSeconds(3);
  private static final Duration AGAIN = Duration.ofSeconds(5);
  /** A call that cannot be judged for so long never will: its row was refused, or a channel of it hangs. */
  private static final Duration PATIENCE = Duration.ofHours(1);
  private static final Duration EVERY = Duration.ofSeconds(1);
  /** More than that are not read before some are settled: until then the file is their queue. */
  private static final int MOST_WAITING = 2_000;

  /**
   * A call that is over in the records. Times are those of {@link System#nanoTime}: a clock that is set moves none of
   * them.
   *
   * @param told whether it was news, and is looked for in its row now
   */
  private record Waiting(Written written, long due, long until, boolean told) {
    Waiting again(boolean tellsNews) {
      return new Waiting(written, System.nanoTime() + AGAIN.toNanos(), until, told || tellsNews);
    }

    boolean isDue() {
      return due - System.nanoTime() <= 0;
    }

    boolean mayWait() {
      return until - System.nanoTime() > 0;
    }
  }

  /** What became of a call at one look. */
  private enum Look { SETTLED, NEWS, AGAIN }

  private final PbxName pbx;
  private final PbxRecords source;
  private final Records records;
  private final CallStream stream;
  private final CallStore rows;
  private final RecoveryStore store;
  private final Unwritten unwritten;
  private final List<Waiting> waiting = new ArrayList<>();
  private final ReadingOrder order = new ReadingOrder();
  private final Counter agreed;
  private final Counter recovered;
  private final Counter completed;
  private final Counter retold;
  private final Counter unreadable;
  private final Counter unsettled;
  private final Counter gaps;
  private final Thread thread;
  private volatile int toSettle;
  private Place place;
  private Place kept;
  private volatile boolean closing;

  public SecondWitness(PbxName pbx, PbxRecords source, PbxSite site, EndpointOwners owners, Ids ids,
      CallStream stream, CallStore rows, Unwritten unwritten, RecoveryStore store, MeterRegistry meters) {
    this.pbx = pbx;
    this.source = source;
    this.records = new Records(pbx, site, owners, ids);
    this.stream = stream;
    this.rows = rows;
    this.store = store;
    this.unwritten = unwritten;
    agreed = counter(meters, "agreed", "Calls of which both witnesses tell the same");
    recovered = counter(meters, "recovered", "Calls that only the PBX's own records told of");
    completed = counter(meters, "completed", "Calls of which a part was missing");
    retold = counter(meters, "retold", "Calls known here alone, because their rows had found no room");
    unreadable = counter(meters, "unreadable", "Lines that are no record");
    unsettled = counter(meters, "unsettled", "Calls that could not be judged for an hour");
    gaps = counter(meters, "gaps", "Files that were gone before they had been read");
    Gauge.builder("scoutline.records.waiting", this, witness -> witness.toSettle).tag("pbx", pbx.value())
        .description("Calls of the records that are not yet settled").register(meters);
    thread = Thread.ofVirtual().name("second-witness-" + pbx.value()).unstarted(this::run);
  }

  private Counter counter(MeterRegistry meters, String what, String description) {
    return Counter.builder("scoutline.records." + what).tag("pbx", pbx.value()).description(description)
        .register(meters);
  }

  public PbxName pbx() {
    return pbx;
  }

  /** Any thread. */
  public WitnessFigures figures() {
    return new WitnessFigures((long) agreed.count(), (long) recovered.count(), (long) completed.count(),
        (long) retold.count(), (long) unreadable.count(), (long) unsettled.count(), (long) gaps.count(), toSettle);
  }

  /** Begins to read where it was left off; at the very first time, at the end of what there is. */
  public void start() {
    thread.start();
  }

  private void run() {
    // Whoever is interrupted while they wait for the database hears of it as of a database that is away.
    while (!closing && !Thread.currentThread().isInterrupted()) {
      try {
        read();
        settle();
        keepPlace();
        Thread.sleep(EVERY);
      } catch (DatabaseFault | FencedOff | IOException away) {
        LOG.warn("the records of {} wait: {}", pbx, away.getMessage());
        pause();
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      } catch (RuntimeException fault) {
        // Whatever it is, a witness that ends without a word is worse.
        LOG.error("the records of {} wait", pbx, fault);
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(EVERY);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void read() throws IOException {
    if (place == null) {
      kept = store.place(pbx).orElse(null);
      place = kept == null ? source.end() : kept;
    }
    boolean more = true;
    while (more && waiting.size() < MOST_WAITING) {
      Piece piece = source.after(place);
      unreadable.increment(piece.unreadable());
      gaps.increment(piece.gap() ? 1 : 0);
      long now = System.nanoTime();
      piece.said().forEach(said -> records.take(said).forEach(written ->
          waiting.add(new Waiting(written, now + SETTLE.toNanos(), now + PATIENCE.toNanos(), false))));
      place = piece.next();
      order.read(place.file());
      more = !piece.said().isEmpty();
    }
    toSettle = waiting.size();
  }

  private void settle() {
    var later = new ArrayList<Waiting>();
    try {
      for (Iterator<Waiting> each = waiting.iterator(); each.hasNext() && unwritten.hasRoom();) {
        Waiting one = each.next();
        if (!one.isDue()) {
          continue;
        }
        Look look = settle(one);
        each.remove();
        if (look != Look.SETTLED && one.mayWait()) {
          later.add(one.again(look == Look.NEWS));
        } else if (look != Look.SETTLED) {
          giveUp(one.written());
        }
      }
    } finally {
      // Also when the database goes away in the middle: who was too early is asked again.
      waiting.addAll(later);
      toSettle = waiting.size();
    }
  }

  private void giveUp(Written written) {
    LOG.error("a call of {} that is over in its records could not be judged for {}: {}", pbx, PATIENCE,
        written.call().linkedids());
    unsettled.increment();
  }

  /** What was news is looked for in its row before it is settled: on its way there it can be given up once more. */
  private Look settle(Waiting one) {
    Call call = one.written().call();
    List<Call> kept = rows.ofChannels(pbx, call.legs().stream().map(Leg::uniqueid).toList());
    Finding finding;
    try {
      finding = stream.testify(pbx, call, one.written().flight(), kept, unwritten).toCompletableFuture().join();
    } catch (CompletionException fault) {
      LOG.error("a call of {} could not be held against its records", pbx, fault.getCause());
      return Look.AGAIN;
    }
    return switch (finding) {
      case Finding.Known _ -> {
        agreed.increment(one.told() ? 0 : 1);
        yield Look.SETTLED;
      }
      case Finding.TooEarly _ -> Look.AGAIN;
      case Finding.News news -> {
        count(one, news.changes().getLast() instanceof CallChange.Recovered ? recovered : completed);
        yield Look.NEWS;
      }
      case Finding.Unwritten _ -> {
        count(one, retold);
        yield Look.NEWS;
      }
    };
  }

  private static void count(Waiting one, Counter kind) {
    kind.increment(one.told() ? 0 : 1);
  }

  /** Before the first record of whatever is open, waits, or is not yet in its row. */
  private void keepPlace() {
    Place safe = oldest();
    if (!safe.equals(kept)) {
      store.keep(pbx, safe);
      kept = safe;
    }
  }

  private Place oldest() {
    var all = new ArrayList<Place>();
    waiting.forEach(one -> all.add(one.written().from()));
    records.oldestOpen().ifPresent(all::add);
    return all.stream().min(order).orElse(place);
  }

  @Override
  public void close() {
    if (thread.getState() == Thread.State.NEW) {
      return; // stopped before it was started
    }
    closing = true;
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
