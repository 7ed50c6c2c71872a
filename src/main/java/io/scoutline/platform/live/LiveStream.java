package io.scoutline.platform.live;

import io.scoutline.platform.wire.Wire;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One numbered sequence of messages. The short lock orders publishers against followers; nothing waits inside it.
 */
final class LiveStream {

  /** A browser that comes back within this time after the last one left takes up its stream again. */
  static final Duration KEPT_FOR = Duration.ofMinutes(5);

  private static final Logger LOG = LoggerFactory.getLogger(LiveStream.class);
  private static final int KEPT_MESSAGES = 256;
  private static final int KEPT_CHARACTERS = 64 * 1024;
  private static final int WAITING_MESSAGES = 1_000;

  /** The last message a browser has of an epoch. */
  record Since(String epoch, long seq) {}

  /** A message as it goes over the wire. {@code published} is {@link System#nanoTime()}. */
  record Frame(long seq, String text, long published) {}

  /** A follower is either live, or collects what comes while its snapshot is made. */
  private static final class Follower {
    private List<Frame> waiting;
  }

  private final String topic;
  private final String name;
  private final String epoch;
  private final LiveMeters meters;
  private final Deque<Frame> recent = new ArrayDeque<>();
  private final Map<LiveConnection, Follower> followers = new LinkedHashMap<>();
  private long seq;
  private int characters;
  private long unfollowedSince = System.nanoTime();
  private boolean forgotten;

  LiveStream(String topic, String name, String epoch, LiveMeters meters) {
    this.topic = topic;
    this.name = name;
    this.epoch = epoch;
    this.meters = meters;
  }

  /** @param type a plain word of ours */
  synchronized void publish(String type, String data) {
    seq++;
    Frame frame = frame(seq, type, data);
    recent.addLast(frame);
    characters += frame.text().length();
    while (recent.size() > KEPT_MESSAGES || characters > KEPT_CHARACTERS && recent.size() > 1) {
      characters -= recent.removeFirst().text().length();
    }
    meters.published();
    followers.forEach((connection, follower) -> {
      if (follower.waiting == null) {
        connection.offer(frame);
      } else if (follower.waiting.size() < WAITING_MESSAGES) {
        follower.waiting.add(frame);
      } else {
        connection.tooSlow();
      }
    });
  }

  /** On the connection's event loop: either what it missed since, or a snapshot, then everything that comes. */
  void follow(LiveConnection connection, Since since, Live.Snapshot snapshot) {
    var follower = new Follower();
    long standsAt;
    synchronized (this) {
      followers.put(connection, follower);
      connection.followed(topic, this);
      if (canResume(since)) {
        recent.stream().filter(frame -> frame.seq() > since.seq()).forEach(connection::offer);
        return;
      }
      follower.waiting = new ArrayList<>();
      standsAt = seq;
    }
    snapshot.of(name).map(Wire::bytes).onComplete(
        state -> goLive(connection, follower, frame(standsAt, "snapshot", state.toString())),
        failure -> {
          LOG.error("no snapshot of {}", topic, failure);
          unfollow(connection);
          connection.refuse(topic, "unavailable");
        });
  }

  private synchronized void goLive(LiveConnection connection, Follower follower, Frame snapshot) {
    if (followers.get(connection) != follower) {
      return;
    }
    connection.offer(snapshot);
    follower.waiting.forEach(connection::offer);
    follower.waiting = null;
  }

  synchronized void unfollow(LiveConnection connection) {
    if (followers.remove(connection) != null && followers.isEmpty()) {
      unfollowedSince = System.nanoTime();
    }
  }

  synchronized boolean isForgotten() {
    return forgotten;
  }

  synchronized boolean forgetIfUnfollowed() {
    forgotten = forgotten
        || followers.isEmpty() && System.nanoTime() - unfollowedSince > KEPT_FOR.toNanos();
    return forgotten;
  }

  private boolean canResume(Since since) {
    if (since == null || !since.epoch().equals(epoch) || since.seq() > seq) {
      return false;
    }
    long oldest = recent.isEmpty() ? seq + 1 : recent.getFirst().seq();
    return since.seq() + 1 >= oldest;
  }

  private Frame frame(long number, String type, String data) {
    String text = "{\"topic\":\"" + topic + "\",\"epoch\":\"" + epoch + "\",\"seq\":" + number
        + ",\"type\":\"" + type + "\",\"data\":" + data + "}";
    return new Frame(number, text, System.nanoTime());
  }
}
