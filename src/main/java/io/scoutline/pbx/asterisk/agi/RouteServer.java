package io.scoutline.pbx.asterisk.agi;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.scoutline.kernel.PbxName;
import io.scoutline.pbx.RouteAdviser;
import io.scoutline.pbx.RouteReply;
import io.scoutline.pbx.RouteRequest;
import io.scoutline.pbx.asterisk.ami.Said;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.asteriskjava.fastagi.AgiChannel;
import org.asteriskjava.fastagi.AgiException;
import org.asteriskjava.fastagi.AgiRequest;
import org.asteriskjava.fastagi.AgiScript;
import org.asteriskjava.fastagi.DefaultAgiServer;
import org.asteriskjava.fastagi.StaticMappingStrategy;
import org.asteriskjava.util.ServerSocketFacade;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the dialplan's question where a call goes, over FastAGI, each on a virtual thread of its own (P4.1, P4.3).
 * The answer is {@code ROUTE_TO} (digits joined by hyphens), {@code ROUTE_SECONDS} and last {@code ROUTE_KIND}, so
 * that half an answer is none. Nothing that came from the caller is ever sent back. Whatever goes wrong here, nothing
 * is answered and the dialplan goes on by itself.
 *
 * <p>Which PBX asks is the last part of the path ({@code agi://server/route/main}); without one it is the only PBX
 * that may ask from there.
 */
public final class RouteServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RouteServer.class);
  private static final int MOST_AT_ONCE = 8_192;
  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);
  private static final Pattern NUMBERS_ONLY = Pattern.compile("[0-9]{1,3}");

  /**
   * @param address where to listen; 127.0.0.1 when the PBX is beside the server, port 0 for a free one
   * @param sources the addresses from which each PBX may ask
   * @param limit how long one question may take altogether; the dialplan waits 0.7 s
   */
  public record Settings(InetSocketAddress address, Map<PbxName, Set<InetAddress>> sources, Duration limit) {
    public Settings {
      sources = Map.copyOf(sources);
    }
  }

  private final Settings settings;
  private final RouteAdviser adviser;
  private final MeterRegistry meters;
  private final Counter turnedAway;
  private final InstantSource clock;
  private final Map<PbxName, Instant> lastAsked = new ConcurrentHashMap<>();
  private AgiDoor door;
  private DefaultAgiServer server;
  private Thread serving;

  public RouteServer(Settings settings, RouteAdviser adviser, InstantSource clock, MeterRegistry meters) {
    this.settings = settings;
    this.adviser = adviser;
    this.clock = clock;
    this.meters = meters;
    this.turnedAway = Counter.builder("scoutline.routing.turned.away")
        .description("Questions from addresses that are not listed").register(meters);
  }

  /**
   * Listens when this returns.
   *
   * @throws IOException when the address cannot be bound
   */
  public void start() throws IOException {
    door = new AgiDoor(settings.address(), this::mayAsk, settings.limit(), turnedAway::increment);
    server = new VirtualThreadServer(door, this::answer);
    serving = Thread.ofPlatform().name("route-server").daemon().start(this::serve);
  }

  public int port() {
    return door.port();
  }

  /** Where it listens: the address of the settings, with the port that was found. */
  public InetSocketAddress address() {
    return new InetSocketAddress(settings.address().getAddress(), door.port());
  }

  /** When this PBX asked last; empty when it has not since the start. */
  public Optional<Instant> lastAsked(PbxName pbx) {
    return Optional.ofNullable(lastAsked.get(pbx));
  }

  private void serve() {
    try {
      server.startup();
    } catch (IOException fault) {
      LOG.error("The routing server ended", fault);
    }
  }

  private boolean mayAsk(InetAddress address) {
    return settings.sources().values().stream().anyMatch(allowed -> allowed.contains(address));
  }

  private void answer(AgiRequest request, AgiChannel channel) throws AgiException {
    long began = System.nanoTime();
    Optional<PbxName> pbx = pbxOf(request);
    pbx.ifPresent(name -> lastAsked.put(name, clock.instant()));
    Optional<RouteReply> reply = pbx.flatMap(name -> advice(question(name, request)));
    if (reply.isPresent()) {
      tell(channel, reply.get());
    }
    Timer.builder("scoutline.routing.answer").tag("pbx", pbx.map(PbxName::value).orElse("unknown"))
        .tag("kind", reply.map(RouteServer::kind).orElse("none")).publishPercentileHistogram()
        .description("From a question read to its answer acknowledged").register(meters)
        .record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
  }

  private Optional<RouteReply> advice(RouteRequest question) {
    try {
      return adviser.advise(question);
    } catch (RuntimeException fault) {
      LOG.error("PBX {}: no route was found because of a fault; the dialplan goes on by itself", question.pbx(),
          fault);
      return Optional.empty();
    }
  }

  /** Empty when the path names a PBX that may not ask from that address, or names none and several may. */
  private Optional<PbxName> pbxOf(AgiRequest request) {
    String path = request.getScript() == null ? "" : request.getScript();
    String last = path.substring(path.lastIndexOf('/') + 1);
    var there = settings.sources().entrySet().stream()
        .filter(entry -> entry.getValue().contains(request.getRemoteAddress()))
        .map(Map.Entry::getKey)
        .toList();
    var named = there.stream().filter(name -> name.value().equals(last)).findFirst();
    if (named.isPresent()) {
      return named;
    }
    boolean namesNone = last.isEmpty() || last.equals("route");
    return namesNone && there.size() == 1 ? Optional.of(there.getFirst()) : Optional.empty();
  }

  private static RouteRequest question(PbxName pbx, AgiRequest request) {
    Map<String, String> facts = request.getRequest();
    String attempt = request.getParameter("attempt");
    String last = request.getParameter("last");
    return new RouteRequest(pbx, Said.text(facts.get("uniqueid"), Said.LONGEST_ID),
        Said.text(known(facts.get("callerid")), Said.LONGEST_NAME), Said.text(known(facts.get("dnid")), 40),
        attempt != null && NUMBERS_ONLY.matcher(attempt).matches() ? Math.max(1, Integer.parseInt(attempt)) : 1,
        last == null ? "" : Said.text(last, 40));
  }

  private static String known(String said) {
    return "unknown".equals(said) ? "" : said;
  }

  private static void tell(AgiChannel channel, RouteReply reply) throws AgiException {
    if (reply instanceof RouteReply.Ring ring) {
      channel.setVariable("ROUTE_TO", String.join("-", ring.extensions()));
      channel.setVariable("ROUTE_SECONDS", Long.toString(Math.clamp(ring.ringFor().toSeconds(), 1, 120)));
    }
    channel.setVariable("ROUTE_KIND", kind(reply));
  }

  private static String kind(RouteReply reply) {
    return switch (reply) {
      case RouteReply.Ring _ -> "ring";
      case RouteReply.Queue _ -> "queue";
      case RouteReply.Voicemail _ -> "voicemail";
      case RouteReply.Refuse _ -> "refuse";
    };
  }

  /** Turns new questions away and frees the port; questions under way are still answered. */
  @Override
  public void close() {
    if (server == null) {
      return;
    }
    server.shutdown();
    try {
      door.close(); // the library closes it only when it has begun to serve
      serving.join(LONGEST_CLOSE); // the port is free when nobody waits for a connection any more
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** The library's server with our door and a virtual thread for each question. */
  private static final class VirtualThreadServer extends DefaultAgiServer {
    private final AgiDoor door;

    VirtualThreadServer(AgiDoor door, AgiScript script) {
      super(null, new StaticMappingStrategy(script));
      this.door = door;
    }

    @Override
    protected ServerSocketFacade createServerSocket() {
      return door;
    }

    /**
     * The library takes a connection for a question, whatever was said. One that goes without having asked, as those do
     * that only look whether somebody listens, costs no advice: many that go at once would hold up those who ask.
     */
    @Override
    protected void execute(Runnable answer) {
      AgiSocket caller = door.newest();
      super.execute(() -> {
        if (caller.hearsQuestion()) {
          answer.run();
        } else {
          hangUp(caller);
        }
      });
    }

    private static void hangUp(AgiSocket caller) {
      try {
        caller.close();
      } catch (IOException gone) {
        // and so it is closed
      }
    }

    @Override
    protected ThreadPoolExecutor createPool() {
      return new ThreadPoolExecutor(0, MOST_AT_ONCE, 1, TimeUnit.SECONDS, new SynchronousQueue<>(),
          Thread.ofVirtual().name("route-", 0).factory());
    }
  }
}
