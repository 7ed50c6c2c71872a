package io.scoutline.calls.lease;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.scoutline.calls.lease.LeaseStore.Holder;
import io.scoutline.kernel.PbxName;
import io.scoutline.platform.database.DatabaseFault;
import io.scoutline.platform.database.Sql;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This server's leases of its PBXs (P17.4): taken before anything of a call is read or heard, renewed by a thread of
 * its own, let go at the stop. While the database is away nobody can take one, and whoever has it goes on from what it
 * knows; what was taken over meanwhile is noticed at the first write or renewal after it.
 *
 * <p>Safe on any thread.
 */
public final class PbxLeases implements Fence, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PbxLeases.class);

  /**
   * @param length after which a lease that is not renewed may be taken over
   * @param every how often it is renewed, and looked at by whoever waits for it
   */
  public record Timing(Duration length, Duration every) {

    public static final Timing USUAL = new Timing(Duration.ofSeconds(6), Duration.ofSeconds(2));
  }

  /** How it stands. */
  public sealed interface Standing {}

  /** Nothing was asked for yet. */
  public record Idle() implements Standing {}

  /** Another server follows this PBX; it is waited for. */
  public record StandingBy(PbxName pbx, String node) implements Standing {}

  /** All are ours. */
  public record Following() implements Standing {}

  /** Another server has taken one over: this one is to end. */
  public record Replaced(PbxName pbx) implements Standing {}

  private final LeaseStore store;
  private final List<PbxName> pbxs;
  private final Node self = Node.self();
  private final Timing timing;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Thread renewal = Thread.ofVirtual().name("pbx-leases").unstarted(this::keepRenewing);
  private final AtomicReference<Standing> standing = new AtomicReference<>(new Idle());
  private volatile Map<PbxName, Long> held = Map.of();
  private volatile Runnable whenReplaced = () -> { };
  private volatile boolean waitsNoMore;
  private volatile boolean closing;

  public PbxLeases(LeaseStore store, Collection<PbxName> pbxs, Timing timing, MeterRegistry meters) {
    this.store = store;
    // In one order everywhere, or two servers could each have what the other waits for.
    this.pbxs = pbxs.stream().sorted(Comparator.comparing(PbxName::value)).toList();
    this.timing = timing;
    this.pbxs.forEach(pbx -> Gauge.builder("scoutline.pbx.lease.epoch", () -> held.getOrDefault(pbx, 0L))
        .tag("pbx", pbx.value()).description("Since when this server follows the PBX; 0 while it does not")
        .register(meters));
  }

  public Standing standing() {
    return standing.get();
  }

  /** What is done, once and on a thread of its own, when another server has taken over. To be said before the rest. */
  public void whenReplaced(Runnable end) {
    whenReplaced = end;
  }

  /**
   * Waits until all are ours.
   *
   * @param standingBy told once, when another server is found at work
   * @return false when {@link #waitNoMore} or {@link #close} came first, or one that was ours was taken over meanwhile
   */
  public boolean acquire(Runnable standingBy) {
    renewal.start();
    for (PbxName pbx : pbxs) {
      if (!acquire(pbx, standingBy)) {
        return false;
      }
    }
    return !(stands(new Following()) instanceof Replaced);
  }

  private boolean acquire(PbxName pbx, Runnable standingBy) {
    long sure = System.nanoTime();
    while (!waitsNoMore) {
      try {
        Optional<Holder> holder = store.holder(pbx, timing.length());
        if (isFree(holder, System.nanoTime() - sure >= 0) && take(pbx, holder)) {
          return true;
        }
        holder.ifPresent(other -> standBy(pbx, other.node().name(), standingBy));
      } catch (DatabaseFault away) {
        LOG.warn("the lease of PBX {} waits: {}", pbx, away.getMessage());
        sure = System.nanoTime() + timing.length().toNanos();
      }
      pauseUnless(() -> waitsNoMore);
    }
    return false;
  }

  /**
   * After a database that was away every lease looks lapsed: its holder is given the time to renew it.
   *
   * @param sure whether the database has been there for as long as a lease lasts, as far as this server knows
   */
  static boolean isFree(Optional<Holder> holder, boolean sure) {
    return holder.isEmpty() || holder.get().lapsed() && sure || holder.get().node().isSurelyOver();
  }

  /** From now on, unless it was replaced: that is the last that is said of it. @return how it stood until now */
  private Standing stands(Standing now) {
    return standing.getAndUpdate(before -> before instanceof Replaced ? before : now);
  }

  private boolean take(PbxName pbx, Optional<Holder> from) {
    Optional<Long> epoch = store.take(pbx, self, from);
    epoch.ifPresent(mine -> {
      var more = new LinkedHashMap<>(held);
      more.put(pbx, mine);
      held = Map.copyOf(more);
      LOG.info("follows PBX {} in epoch {}", pbx, mine);
    });
    return epoch.isPresent();
  }

  private void standBy(PbxName pbx, String holder, Runnable standingBy) {
    if (stands(new StandingBy(pbx, holder)) instanceof Idle) {
      LOG.info("PBX {} is followed by {}; this server stands by", pbx, holder);
      standingBy.run();
    }
  }

  private void keepRenewing() {
    while (!closing) {
      try {
        for (var lease : held.entrySet()) {
          if (!store.renew(lease.getKey(), lease.getValue())) {
            replaced(lease.getKey());
            return;
          }
        }
      } catch (DatabaseFault away) {
        LOG.warn("the leases of PBXs are not renewed: {}", away.getMessage());
      }
      pauseUnless(() -> closing);
    }
  }

  private void replaced(PbxName pbx) {
    LOG.error("another server has taken PBX {} over: this one writes nothing more and ends", pbx);
    stands(new Replaced(pbx));
    waitNoMore();
    Thread.ofPlatform().name("replaced").start(whenReplaced);
  }

  private void pauseUnless(BooleanSupplier over) {
    lock.lock();
    try {
      long left = timing.every().toNanos();
      while (left > 0 && !over.getAsBoolean()) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      waitsNoMore = true;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void hold(Sql sql) {
    Map<PbxName, Long> ours = held;
    if (ours.size() < pbxs.size() || !ours.isEmpty() && !LeaseStore.hold(sql, ours)) {
      throw new FencedOff();
    }
  }

  /** Whoever waits in {@link #acquire} goes on without; what is held stays ours until {@link #close}. */
  public void waitNoMore() {
    wake(() -> waitsNoMore = true);
  }

  /** Lets go of all, when nothing more is to be written; waits. */
  @Override
  public void close() {
    wake(() -> {
      waitsNoMore = true;
      closing = true;
    });
    try {
      renewal.join();
      held.forEach(store::release);
    } catch (DatabaseFault away) {
      LOG.warn("the leases of PBXs lapse by themselves: {}", away.getMessage());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void wake(Runnable why) {
    lock.lock();
    try {
      why.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
