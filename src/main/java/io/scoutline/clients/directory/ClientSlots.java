package io.scoutline.clients.directory;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Client identities numbered densely, and for each where its record stands and who spoke to it last. One writer at a
 * time; readers on any thread see what was published before the slot they came by.
 */
final class ClientSlots {

  static final int NONE = -1;

  /**
   * Everything that grows together. {@code buckets} hold slot + 1, found by linear probing; {@code facts} two longs a
   * slot, side by side: where its record stands, and the last scout.
   */
  private record Table(long[] ids, AtomicIntegerArray buckets, AtomicLongArray facts) {

    static Table sized(int capacity) {
      int buckets = Integer.highestOneBit(Math.max(capacity, 8) - 1) << 2;
      return new Table(new long[capacity], new AtomicIntegerArray(buckets), new AtomicLongArray(2 * capacity));
    }

    int slotOf(long id) {
      int mask = buckets.length() - 1;
      for (int at = NumberIndex.spread(id) & mask; ; at = at + 1 & mask) {
        int slot = buckets.getAcquire(at) - 1;
        if (slot < 0 || ids[slot] == id) {
          return slot;
        }
      }
    }

    void publish(long id, int slot) {
      ids[slot] = id;
      int mask = buckets.length() - 1;
      int at = NumberIndex.spread(id) & mask;
      while (buckets.getPlain(at) != 0) {
        at = at + 1 & mask;
      }
      buckets.setRelease(at, slot + 1);
    }
  }

  private volatile Table table;
  private volatile int count;

  ClientSlots(int expected) {
    table = Table.sized(Math.max(expected, 16));
  }

  /** The slot of this client, or {@link #NONE}. */
  int slotOf(long id) {
    return table.slotOf(id);
  }

  /** The slot of this client, a new one without a record if it has none. Writer only. */
  int slotFor(long id) {
    int known = table.slotOf(id);
    if (known != NONE) {
      return known;
    }
    if (count == table.ids().length) {
      grow();
    }
    int slot = count;
    table.facts().setPlain(2 * slot, NONE);
    table.publish(id, slot);
    count = slot + 1;
    return slot;
  }

  int count() {
    return count;
  }

  /** Where the slot's record stands, or {@link #NONE} when the client is gone. */
  int place(int slot) {
    return (int) table.facts().getAcquire(2 * slot);
  }

  /** Publishes a record. Writer only. */
  void put(int slot, int place) {
    table.facts().setRelease(2 * slot, place);
  }

  long lastScout(int slot) {
    return table.facts().getAcquire(2 * slot + 1);
  }

  /**
   * Keeps the later of two contacts; any thread. A growing table may overtake this, hence the second look at it.
   *
   * @param packed the time in the lower half, as an unsigned number of seconds
   */
  void noteLastScout(int slot, long packed) {
    Table written;
    do {
      written = table;
      written.facts().accumulateAndGet(2 * slot + 1, packed, ClientSlots::later);
    } while (written != table);
  }

  private static long later(long one, long other) {
    return Integer.compareUnsigned((int) other, (int) one) > 0 ? other : one;
  }

  long bytes() {
    Table now = table;
    return 8L * now.ids().length + 4L * now.buckets().length() + 8L * now.facts().length();
  }

  private void grow() {
    Table old = table;
    int capacity = old.ids().length + (old.ids().length >> 1);
    Table grown = Table.sized(capacity);
    for (int slot = 0; slot < count; slot++) {
      grown.publish(old.ids()[slot], slot);
      grown.facts().setPlain(2 * slot, old.facts().getPlain(2 * slot));
      grown.facts().setPlain(2 * slot + 1, old.facts().get(2 * slot + 1));
    }
    table = grown;
    for (int slot = 0; slot < count; slot++) {
      grown.facts().accumulateAndGet(2 * slot + 1, old.facts().get(2 * slot + 1), ClientSlots::later);
    }
  }

  /** The identities in the order of their slots, as far as they were numbered when asked. */
  long[] ids() {
    int now = count;
    return Arrays.copyOf(table.ids(), now);
  }
}
