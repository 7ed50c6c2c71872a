package io.scoutline.pbx.asterisk.ami;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Counts what goes into Asterisk-Java's pump and what comes out. The pump holds 20,000 messages and drops what comes
 * on top, silently, answers and the end of the connection included (pain 3); so the reader is held up before that,
 * and the PBX keeps what we cannot take yet.
 */
final class Pump {
  static final int MOST_WAITING = 15_000;
  private static final Duration STUCK = Duration.ofSeconds(10);

  private final AtomicLong put = new AtomicLong();
  private final AtomicLong taken = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();

  void put() {
    put.incrementAndGet();
  }

  void taken() {
    taken.incrementAndGet();
  }

  /** Messages read and not yet handed over. */
  long depth() {
    return Math.max(0, put.get() - taken.get() - lost.get());
  }

  /** Messages that were read and never handed over. */
  long lost() {
    return lost.get() + refused.get();
  }

  /** A message came out and could not be kept until the session counts as up. */
  void overflowed() {
    refused.incrementAndGet();
  }

  /**
   * The answer to the last question sent has come out. Order is kept inside the pump, so whatever had been put
   * before that answer and has not come out by now never will.
   *
   * @param putBefore what {@link #total} said when the question was sent
   */
  void answered(long putBefore) {
    lost.accumulateAndGet(putBefore - taken.get(), Math::max);
  }

  /** Messages put so far. */
  long total() {
    return put.get();
  }

  /** @throws IOException when nothing was taken out for so long that whoever listens must be stuck */
  void awaitRoom() throws IOException {
    long lastTaken = taken.get();
    long since = System.nanoTime();
    while (depth() >= MOST_WAITING) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
      if (taken.get() != lastTaken) {
        lastTaken = taken.get();
        since = System.nanoTime();
      } else if (System.nanoTime() - since > STUCK.toNanos()) {
        throw new IOException("the listener took nothing for " + STUCK.toSeconds() + " seconds");
      }
    }
  }
}
