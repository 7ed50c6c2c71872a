package io.scoutline.kernel;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map of at most so many entries: with one more the first of its order is forgotten. For one thread. */
public final class BoundedMap<K, V> extends LinkedHashMap<K, V> {

  private static final long serialVersionUID = 1L;
  private static final int ROOM = 16;
  private static final float LOAD = 0.75f;

  private final int most;

  private BoundedMap(int most, boolean byUse) {
    super(ROOM, LOAD, byUse);
    this.most = most;
  }

  /** Forgets first what was put in first; to be put again changes nothing of that. */
  public static <K, V> Map<K, V> oldestOut(int most) {
    return new BoundedMap<>(most, false);
  }

  /** Forgets first what was neither put nor asked for the longest. */
  public static <K, V> Map<K, V> unusedOut(int most) {
    return new BoundedMap<>(most, true);
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > most;
  }
}
