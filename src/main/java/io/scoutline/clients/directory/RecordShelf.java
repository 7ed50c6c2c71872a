package io.scoutline.clients.directory;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Records written one behind the other into big chunks and never changed afterwards. One writer at a time; a reader
 * may read a record once its place has been published to it.
 */
final class RecordShelf {

  /** A place is a chunk (upper bits) and an offset in units of four bytes, so that an int spans 8 GB. */
  private static final int UNIT_BITS = 2;

  private static final int OFFSET_BITS = 20;
  private static final int CHUNK_BYTES = 1 << (OFFSET_BITS + UNIT_BITS);
  private static final int MOST_CHUNKS = 1 << (31 - OFFSET_BITS);

  private final AtomicReferenceArray<byte[]> chunks = new AtomicReferenceArray<>(MOST_CHUNKS);
  private int current = -1;
  private int free;
  private long bytes = 4L * MOST_CHUNKS;

  /**
   * Copies the record in and tells its place, which is never negative. A record longer than a chunk gets one of its
   * own.
   */
  int add(byte[] record, int length) {
    if (current < 0 || free + length > chunks.getPlain(current).length) {
      open(Math.max(CHUNK_BYTES, length));
    }
    System.arraycopy(record, 0, chunks.getPlain(current), free, length);
    int place = current << OFFSET_BITS | free >>> UNIT_BITS;
    free = free + length + (1 << UNIT_BITS) - 1 & -(1 << UNIT_BITS);
    return place;
  }

  ByteReader read(int place) {
    return new ByteReader(
        chunks.getAcquire(place >>> OFFSET_BITS), (place & (1 << OFFSET_BITS) - 1) << UNIT_BITS);
  }

  long bytes() {
    return bytes;
  }

  private void open(int length) {
    if (++current == MOST_CHUNKS) {
      throw new IllegalStateException("the directory's shelf is full");
    }
    chunks.setRelease(current, new byte[length]);
    bytes += length;
    free = 0;
  }
}
