package io.scoutline.platform.live;

import io.scoutline.platform.api.Crowd;
import io.scoutline.platform.api.SignedIn;
import io.scoutline.platform.live.LiveStream.Frame;
import io.scoutline.platform.wire.Wire;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One browser tab. Messages may be offered on any thread; the socket is written on its own event loop, as many at a
 * time as it takes. A browser that reads too slowly is cut off and comes back with a snapshot.
 */
final class LiveConnection {

  static final short SESSION_ENDED = 4401;
  private static final short GOING_AWAY = 1001;
  private static final short UNREADABLE = 1008;
  private static final short TOO_SLOW = 4408;

  private static final int WAITING_MESSAGES = 1_000;
  private static final Duration SILENT_FOR = Duration.ofSeconds(45);
  private static final int REQUESTS_A_BEAT = 50;
  /** Pings, which are answered before we hear of them, pongs, and pieces of messages among them. */
  private static final int FRAMES_A_BEAT = 200;

  private final ServerWebSocket socket;
  private final Context loop;
  private final SignedIn signedIn;
  private final String token;
  private final Live live;
  private final LiveConnections all;
  private final LiveMeters meters;
  private final Crowd.Place place;
  private final Map<String, LiveStream> following = new HashMap<>();
  private final Queue<Frame> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waitingCount = new AtomicInteger();
  private final AtomicBoolean draining = new AtomicBoolean();
  private final AtomicBoolean closing = new AtomicBoolean();
  private int requests;
  private int frames;
  private long lastHeard = System.nanoTime();

  /** @param place of its person; left when the socket is closed */
  LiveConnection(
      ServerWebSocket socket, Context loop, SignedIn signedIn, String token, Live live, LiveConnections all,
      LiveMeters meters, Crowd.Place place) {
    this.socket = socket;
    this.loop = loop;
    this.signedIn = signedIn;
    this.token = token;
    this.live = live;
    this.all = all;
    this.meters = meters;
    this.place = place;
  }

  SignedIn signedIn() {
    return signedIn;
  }

  String token() {
    return token;
  }

  /** On the connection's event loop. */
  void open() {
    all.add(this);
    socket.frameHandler(frame -> count());
    socket.pongHandler(pong -> lastHeard = System.nanoTime());
    socket.textMessageHandler(this::read);
    socket.binaryMessageHandler(bytes -> close(UNREADABLE, "text only"));
    socket.exceptionHandler(broken -> { });
    socket.closeHandler(closed -> {
      closing.set(true);
      leave();
      place.leave();
    });
  }

  /** A browser that does not read may hold the socket a while longer, but nothing of ours. */
  private void leave() {
    all.remove(this);
    following.values().forEach(stream -> stream.unfollow(this));
    following.clear();
    waiting.clear();
  }

  private void count() {
    frames++;
    if (frames > FRAMES_A_BEAT) {
      asksTooMuch();
    }
  }

  /** Reads nothing more: what is still on its way would be answered for as long as the other side does not close. */
  private void asksTooMuch() {
    socket.pause();
    if (close(UNREADABLE, "too many requests")) {
      meters.asksTooMuch();
    }
  }

  private void read(String text) {
    lastHeard = System.nanoTime();
    requests++;
    if (requests > REQUESTS_A_BEAT) {
      asksTooMuch();
      return;
    }
    try {
      var message = new JsonObject(text);
      String topic = message.getString("topic");
      switch (message.getString("op")) {
        case "sub" -> live.subscribe(this, topic, since(message.getJsonObject("since")));
        case "unsub" -> unfollow(topic);
        case null, default -> close(UNREADABLE, "unknown op");
      }
    } catch (DecodeException | ClassCastException | NullPointerException unreadable) {
      close(UNREADABLE, "unreadable");
    }
  }

  private static LiveStream.Since since(JsonObject since) {
    return since == null ? null
        : new LiveStream.Since(Objects.requireNonNull(since.getString("epoch")), since.getLong("seq"));
  }

  /** On the connection's event loop: a stream has taken this follower; the same topic's stream before it is left. */
  void followed(String topic, LiveStream stream) {
    LiveStream before = following.put(topic, stream);
    if (before != null && before != stream) {
      before.unfollow(this);
    }
  }

  private void unfollow(String topic) {
    LiveStream stream = following.remove(topic);
    if (stream != null) {
      stream.unfollow(this);
    }
  }

  /** On any thread; never waits. */
  void offer(Frame frame) {
    if (closing.get()) {
      return;
    }
    if (waitingCount.incrementAndGet() > WAITING_MESSAGES) {
      tooSlow();
      return;
    }
    waiting.add(frame);
    if (draining.compareAndSet(false, true)) {
      loop.runOnContext(start -> drain());
    }
  }

  private void drain() {
    draining.set(false);
    while (isOpen() && !socket.writeQueueFull()) {
      Frame frame = waiting.poll();
      if (frame == null) {
        return;
      }
      waitingCount.decrementAndGet();
      socket.writeTextMessage(frame.text());
      meters.written(frame);
    }
    if (isOpen()) {
      socket.drainHandler(room -> drain());
    }
  }

  /** On any thread. */
  void tooSlow() {
    if (close(TOO_SLOW, "too slow")) {
      meters.tooSlow();
    }
  }

  void refuse(String topic, String code) {
    offer(new Frame(0, new JsonObject().put("type", "refused").put("topic", topic).put("code", code).encode(),
        System.nanoTime()));
  }

  /** On any thread, each beat: says that we live, asks whether the browser does. */
  void beat() {
    loop.runOnContext(now -> {
      requests = 0;
      frames = 0;
      if (System.nanoTime() - lastHeard > SILENT_FOR.toNanos()) {
        socket.close();
      } else if (isOpen() && !socket.writeQueueFull()) {
        socket.writeTextMessage("{\"type\":\"beat\",\"at\":" + Wire.bytes(live.now()) + "}");
        socket.writePing(Buffer.buffer());
      }
    });
  }

  private boolean isOpen() {
    return !closing.get() && !socket.isClosed();
  }

  void sessionEnded() {
    close(SESSION_ENDED, "session ended");
  }

  void serverStops() {
    close(GOING_AWAY, "server stops");
  }

  /** @return false when it was closing already */
  private boolean close(short code, String reason) {
    boolean first = closing.compareAndSet(false, true);
    if (first) {
      loop.runOnContext(now -> {
        leave();
        socket.close(code, reason);
      });
    }
    return first;
  }
}
