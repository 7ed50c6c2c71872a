package io.scoutline.clients.directory;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Which clients' records are worth looking at for a number: digits → slots, many to many. It only grows: a client
 * that gave a number up stays listed and is told apart by its record. One writer at a time, readers on any thread.
 */
final class NumberIndex {

  static final int NONE = -1;

  /**
   * Chains of entries by bucket. An entry is two longs side by side, so that looking at it touches one line of the
   * processor's cache: the digits; the slot (upper half) and the next entry + 1. {@code buckets} hold entry + 1.
   */
  private record Table(AtomicIntegerArray buckets, long[] entries) {

    static Table sized(long[] entries) {
      int capacity = entries.length / 2;
      return new Table(new AtomicIntegerArray(Integer.highestOneBit(Math.max(capacity, 8) - 1) << 1), entries);
    }

    int capacity() {
      return entries.length / 2;
    }

    int bucketOf(long number) {
      return spread(number) & buckets.length() - 1;
    }

    void link(int entry, int slot) {
      int bucket = bucketOf(entries[2 * entry]);
      entries[2 * entry + 1] = (long) slot << 32 | buckets.getPlain(bucket);
      buckets.setRelease(bucket, entry + 1);
    }
  }

  /** The slots listed for one number, newest first. */
  static final class Hits {
    private final long[] entries;
    private final long number;
    private int next;

    private Hits(Table seen, long number) {
      this.entries = seen.entries();
      this.number = number;
      this.next = seen.buckets().getAcquire(seen.bucketOf(number));
    }

    /** The next slot, or {@link #NONE}. */
    int next() {
      while (next != 0) {
        int entry = 2 * (next - 1);
        long slotAndNext = entries[entry + 1];
        next = (int) slotAndNext;
        if (entries[entry] == number) {
          return (int) (slotAndNext >>> 32);
        }
      }
      return NONE;
    }
  }

  private volatile Table table;
  private int count;

  NumberIndex(int expected) {
    int capacity = Math.max(expected, 16);
    table = Table.sized(new long[2 * capacity]);
  }

  Hits find(long digits) {
    return new Hits(table, digits);
  }

  /** Lists the slot under the number if it is not listed already. Writer only. */
  void add(long digits, int slot) {
    Hits listed = find(digits);
    for (int known = listed.next(); known != NONE; known = listed.next()) {
      if (known == slot) {
        return;
      }
    }
    if (count == table.capacity()) {
      grow();
    }
    table.entries()[2 * count] = digits;
    table.link(count++, slot);
  }

  int count() {
    return count;
  }

  long bytes() {
    Table now = table;
    return 4L * now.buckets().length() + 8L * now.entries().length;
  }

  /** Spreads keys that differ in their last digits only over all bits of an int. */
  static int spread(long key) {
    long mixed = key * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 32 ^ mixed >>> 52);
  }

  private void grow() {
    Table old = table;
    Table grown = Table.sized(Arrays.copyOf(old.entries(), 2 * (count + (count >> 1))));
    for (int entry = 0; entry < count; entry++) {
      grown.link(entry, (int) (old.entries()[2 * entry + 1] >>> 32));
    }
    table = grown;
  }
}
