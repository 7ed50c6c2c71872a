package io.scoutline.platform.live;

import io.micrometer.core.instrument.MeterRegistry;
import io.scoutline.kernel.Actor;
import io.scoutline.kernel.Ids;
import io.scoutline.kernel.PersonId;
import io.scoutline.platform.Timers;
import io.scoutline.platform.VirtualThreads;
import io.scoutline.platform.api.Access;
import io.scoutline.platform.api.Answer;
import io.scoutline.platform.api.ApiLimits;
import io.scoutline.platform.api.Authenticator;
import io.scoutline.platform.api.Crowd;
import io.scoutline.platform.api.Faults;
import io.scoutline.platform.api.PersonLimits;
import io.scoutline.platform.api.SessionCookie;
import io.scoutline.platform.api.SignedIn;
import io.scoutline.platform.net.Peer;
import io.scoutline.platform.net.TrustedProxies;
import io.scoutline.platform.wire.Problem;
import io.scoutline.platform.wire.Wire;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The live channel: what happens now, pushed to the browsers over one WebSocket each ({@code /api/live}, protocol in
 * docs/contracts.md). A topic has streams; a stream is one sequence of numbered messages that a browser can take up
 * again where it left off, and whatever it missed too long ago it gets as a snapshot (pain 6).
 *
 * <p>{@link #publish} is for any thread, event loops above all: it never waits, serialises a message once however
 * many follow it, and costs nothing when nobody does. Messages of one stream arrive in the order they were published.
 */
public final class Live {

  private static final Logger LOG = LoggerFactory.getLogger(Live.class);
  /** Whose session has yet to be looked up: an invented cookie crowds out nobody (P16.2). */
  private static final int OF_UNKNOWN = 200;

  /** Where a topic's stream stands now; called on an event loop, must not wait. */
  @FunctionalInterface
  public interface Snapshot {

    /**
     * A state that holds at least everything published on the stream before the call: change the state first, then
     * publish. What is published meanwhile follows the snapshot, so a change may be seen twice, never missed.
     */
    Future<?> of(String stream);
  }

  /** A topic and who may follow it; the list is for the test that tries each as every role. */
  public record Topic(String name, Access access) {}

  record Subscribable(Topic topic, Function<Actor, String> streamOf, Snapshot snapshot) {}

  private final Vertx vertx;
  private final Authenticator authenticator;
  private final TrustedProxies proxies;
  private final InstantSource clock;
  private final Ids ids;
  private final VirtualThreads threads;
  private final Map<String, Subscribable> topics = new ConcurrentHashMap<>();
  private final Map<String, LiveStream> streams = new ConcurrentHashMap<>();
  private final Crowd unknown;
  private final PersonLimits people;
  private final LiveConnections connections;
  private final LiveMeters meters;
  private final Timers timers;

  public Live(
      Vertx vertx, Authenticator authenticator, TrustedProxies proxies, InstantSource clock, Ids ids,
      MeterRegistry registry, ApiLimits limits, PersonLimits people) {
    this.vertx = vertx;
    this.authenticator = authenticator;
    this.proxies = proxies;
    this.clock = clock;
    this.ids = ids;
    this.threads = new VirtualThreads(vertx);
    this.unknown = new Crowd(OF_UNKNOWN, limits.strangersPerAddress());
    this.people = people;
    this.connections = new LiveConnections(vertx, authenticator);
    this.meters = new LiveMeters(registry, connections::count, streams::size);
    timers = new Timers(vertx);
    timers.every(LiveStream.KEPT_FOR.dividedBy(2), this::forgetUnfollowed);
  }

  /**
   * Opens a topic; at start, before the first connection.
   *
   * @param streamOf which stream is this person's; runs on an event loop, may refuse by throwing {@link Problem}
   */
  public Live topic(String name, Access access, Function<Actor, String> streamOf, Snapshot snapshot) {
    var topic = new Subscribable(new Topic(name, access), streamOf, snapshot);
    if (topics.putIfAbsent(name, topic) != null) {
      throw new IllegalArgumentException("the topic " + name + " exists already");
    }
    return this;
  }

  public List<Topic> topics() {
    return topics.values().stream().map(Subscribable::topic).toList();
  }

  /**
   * Sends a message to all who follow the stream now or take it up again soon.
   *
   * @param data a record or JSON value as {@link Wire} writes it
   */
  public void publish(String topic, String stream, String type, Object data) {
    LiveStream open = streams.get(key(topic, stream));
    if (open != null) {
      open.publish(type, Wire.bytes(data).toString());
    }
  }

  /** Whether anybody follows the stream, or did so shortly ago: what nobody follows need not be computed. */
  public boolean isFollowed(String topic, String stream) {
    return streams.containsKey(key(topic, stream));
  }

  /** Closes the connections of a session with 4401. Callable on any thread. */
  public void endSession(String session) {
    connections.closeIf(connection -> connection.signedIn().session().equals(session));
  }

  /** Closes all connections of a person with 4401, after a change of rights. Callable on any thread. */
  public void endPerson(PersonId person) {
    connections.closeIf(connection -> connection.signedIn().actor().person().equals(person));
  }

  /** Closes all connections because the server stops; browsers come back by themselves. */
  public void close() {
    timers.close();
    connections.closeAll();
  }

  /**
   * On the event loop of a request for {@code /api/live}.
   *
   * @return completes there when it has become a WebSocket; fails when it was refused, and is answered then
   */
  public Future<?> accept(HttpServerRequest request) {
    Peer peer = proxies.peerOf(request);
    var answer = new Answer(request, peer);
    if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
      return refused(answer, Problem.of(426, "upgrade_required", "This address speaks WebSocket only."));
    }
    String origin = request.getHeader("Origin");
    if (origin == null || !origin.equalsIgnoreCase(peer.origin())) {
      return refused(answer, Problem.forbidden("other_origin", "The connection comes from a page of another site."));
    }
    Optional<String> token = SessionCookie.read(request, peer);
    Crowd.Place place;
    try {
      place = token.filter(secret -> !authenticator.knows(secret)).isPresent()
          ? unknown.enter(peer.address()) : Crowd.Place.free();
    } catch (Problem full) {
      return refused(answer, full);
    }
    request.pause();
    return threads.call(() -> token.flatMap(authenticator::authenticate).orElseThrow(Problem::signedOut)
            .withOwnPassword())
        .onComplete(_ -> place.leave())
        .compose(signedIn -> upgrade(request, signedIn, token.orElseThrow()))
        .onFailure(failure -> new Faults(ids).refuse(answer, failure, "live"));
  }

  private static Future<?> refused(Answer answer, Problem problem) {
    answer.refuse(problem, null);
    return Future.failedFuture(problem);
  }

  /** The place is taken before the socket is one: many attempts at once get no more than there are. */
  private Future<?> upgrade(HttpServerRequest request, SignedIn signedIn, String token) {
    Crowd.Place place = people.connect(signedIn.actor().person());
    return request.toWebSocket().onFailure(_ -> place.leave()).onSuccess(socket -> {
      if (socket.isClosed()) {
        place.leave();
      } else {
        new LiveConnection(socket, vertx.getOrCreateContext(), signedIn, token, this, connections, meters, place)
            .open();
      }
    });
  }

  /** On the connection's event loop. */
  void subscribe(LiveConnection connection, String name, LiveStream.Since since) {
    Subscribable topic = topics.get(name);
    if (topic == null) {
      connection.refuse(name, "unknown_topic");
      return;
    }
    Actor actor = connection.signedIn().actor();
    try {
      topic.topic().access().require(Optional.of(actor));
      open(name, topic.streamOf().apply(actor)).follow(connection, since, topic.snapshot());
    } catch (Problem refused) {
      connection.refuse(name, refused.code());
    } catch (RuntimeException bug) {
      LOG.error("the topic {} failed", name, bug);
      connection.refuse(name, "internal");
    }
  }

  Instant now() {
    return clock.instant();
  }

  private LiveStream open(String topic, String stream) {
    return streams.compute(key(topic, stream), (key, open) -> open != null && !open.isForgotten()
        ? open
        : new LiveStream(topic, stream, Long.toString(ids.next().getLeastSignificantBits() >>> 1, 36), meters));
  }

  private void forgetUnfollowed() {
    streams.values().removeIf(LiveStream::forgetIfUnfollowed);
  }

  private static String key(String topic, String stream) {
    return topic + '/' + stream;
  }
}
