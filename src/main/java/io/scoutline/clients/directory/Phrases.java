package io.scoutline.clients.directory;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Words that repeat over a million clients (channels, regions, positions), each held once. One writer at a time;
 * readers on any thread may ask for whatever index they found in a published record.
 */
final class Phrases {

  /** More different ones than this are written out where they stand. */
  static final int MOST = 1 << 15;

  static final int NONE = -1;

  private final Map<String, Integer> indexes = new HashMap<>();
  private final AtomicReferenceArray<String> phrases = new AtomicReferenceArray<>(MOST);
  private long textBytes;

  /** The index of this phrase, or {@link #NONE} when the book is full. */
  int indexOf(String phrase) {
    Integer known = indexes.get(phrase);
    if (known != null) {
      return known;
    }
    int index = indexes.size();
    if (index == MOST) {
      return NONE;
    }
    phrases.setRelease(index, phrase);
    indexes.put(phrase, index);
    textBytes += 2L * phrase.length();
    return index;
  }

  String phrase(int index) {
    return phrases.getAcquire(index);
  }

  /** Roughly: a map entry, a boxed index and a string header come to 120 bytes beside the text. */
  long bytes() {
    return 4L * MOST + 120L * indexes.size() + textBytes;
  }
}
