package io.scoutline.pbx.asterisk.ami;

import io.scoutline.pbx.PbxEvent;
import io.scoutline.pbx.PbxListener;
import java.util.ArrayDeque;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the events of one session to the listener, one after another, in the order in which they came. Between the
 * login and the moment the session counts as up, events already arrive: they are kept and follow the {@code LinkUp}.
 * After the end nothing passes.
 */
final class HandOver {
  private static final Logger LOG = LoggerFactory.getLogger(HandOver.class);
  private static final int MOST_EARLY = 20_000;

  private enum Phase { OPENING, OPEN, ENDED }

  private final PbxListener listener;
  private final ReentrantLock lock = new ReentrantLock();
  private final ArrayDeque<PbxEvent> early = new ArrayDeque<>();
  private Phase phase = Phase.OPENING;

  HandOver(PbxListener listener) {
    this.listener = listener;
  }

  /** @return whether the event was or will be handed over */
  boolean give(PbxEvent event) {
    lock.lock();
    try {
      return switch (phase) {
        case OPENING -> early.size() < MOST_EARLY && early.add(event);
        case OPEN -> on(event);
        case ENDED -> false;
      };
    } finally {
      lock.unlock();
    }
  }

  /** Gives {@code up}, then whatever came before it, and from now on each event as it comes. */
  void open(PbxEvent.LinkUp up) {
    lock.lock();
    try {
      if (phase == Phase.OPENING) {
        phase = Phase.OPEN;
        on(up);
        early.forEach(this::on);
        early.clear();
      }
    } finally {
      lock.unlock();
    }
  }

  void end() {
    lock.lock();
    try {
      phase = Phase.ENDED;
      early.clear();
    } finally {
      lock.unlock();
    }
  }

  private boolean on(PbxEvent event) {
    try {
      listener.on(event);
    } catch (RuntimeException fault) {
      LOG.error("A listener failed on {}", event.getClass().getSimpleName(), fault);
    }
    return true;
  }
}
