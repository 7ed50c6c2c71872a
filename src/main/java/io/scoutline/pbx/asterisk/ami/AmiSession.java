package io.scoutline.pbx.asterisk.ami;

import io.scoutline.pbx.LinkFault;
import io.scoutline.pbx.LinkWarning;
import io.scoutline.pbx.LiveChannel;
import io.scoutline.pbx.PbxEvent;
import io.scoutline.pbx.PbxListener;
import io.scoutline.pbx.PbxUnavailable;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.asteriskjava.manager.action.ManagerAction;
import org.asteriskjava.manager.event.CoreShowChannelEvent;
import org.asteriskjava.manager.event.CoreShowChannelsCompleteEvent;
import org.asteriskjava.manager.event.ManagerEvent;
import org.asteriskjava.manager.response.ManagerError;
import org.asteriskjava.manager.response.ManagerResponse;

/** One session with a PBX, from the login to its end. The listener is called by the pump's thread. */
public final class AmiSession implements AmiConnection.Ear, AutoCloseable {

  /** What was found out at the login. */
  public record Opened(String version, Rights rights, Set<LinkWarning> warnings) {}

  private final AsteriskTranslator translator = new AsteriskTranslator();
  private final Pump pump = new Pump();
  private final Map<String, Listing> listings = new ConcurrentHashMap<>();
  private final AtomicLong lastListing = new AtomicLong();
  private final CompletableFuture<String> end = new CompletableFuture<>();
  private final LinkTiming timing;
  private final InstantSource clock;
  private final LinkMetrics metrics;
  private final HandOver handOver;
  private final AmiConnection connection;

  public AmiSession(AmiAccount account, LinkTiming timing, PbxListener listener, InstantSource clock,
      LinkMetrics metrics) {
    this.timing = timing;
    this.clock = clock;
    this.metrics = metrics;
    this.handOver = new HandOver(listener);
    this.connection = new AmiConnection(account, timing, pump, this);
  }

  /**
   * Connects, logs in and looks at what the account may do. Events that come meanwhile wait for {@link #begin}.
   *
   * @throws LinkRefused when the session cannot be used
   */
  public Opened open() throws LinkRefused {
    connection.open();
    try {
      return inspect();
    } catch (LinkRefused refused) {
      close();
      throw refused;
    } catch (IOException fault) {
      close();
      throw new LinkRefused(LinkFault.LOST, fault.getMessage());
    }
  }

  private Opened inspect() throws IOException {
    String said = Said.text(connection.versionSaid(), 60);
    var version = PbxVersion.parse(said);
    if (version.isPresent() && version.get().isTooOld()) {
      throw new LinkRefused(LinkFault.TOO_OLD, "Asterisk " + said + " is too old: " + PbxVersion.OLDEST_MAJOR
          + " is the oldest that works");
    }
    Rights rights = rights();
    if (!rights.missing().isEmpty() || !rights.known() && !mayList()) {
      throw new LinkRefused(LinkFault.TOO_FEW_RIGHTS, "the account may not list channels: it needs the write right"
          + " \"reporting\"");
    }
    var warnings = EnumSet.noneOf(LinkWarning.class);
    if (version.isEmpty() || version.get().isOutdated()) {
      warnings.add(LinkWarning.OUTDATED);
    }
    if (!rights.needless().isEmpty()) {
      warnings.add(LinkWarning.TOO_MANY_RIGHTS);
    }
    if (!rights.mayControlRecording()) {
      warnings.add(LinkWarning.NO_RECORDING_CONTROL);
    }
    return new Opened(said, rights, warnings);
  }

  private Rights rights() throws IOException {
    ManagerResponse answer = connection.ask(SafeActions.listCommands());
    return answer == null || answer instanceof ManagerError
        ? Rights.UNKNOWN
        : new Rights(true, answer.getAttributes().keySet());
  }

  private boolean mayList() throws IOException {
    return !(connection.ask(SafeActions.listChannels(lastListing.incrementAndGet())) instanceof ManagerError);
  }

  /** From here on events go to the listener, {@code up} first. */
  public void begin(PbxEvent.LinkUp up) {
    metrics.cameUp(pump);
    handOver.open(up);
  }

  @Override
  public void heard(ManagerEvent event) {
    switch (event) {
      case CoreShowChannelEvent listed -> {
        Listing listing = listings.get(String.valueOf(listed.getActionId()));
        if (listing != null) {
          listing.add(translator.live(listed));
        }
      }
      case CoreShowChannelsCompleteEvent complete -> finish(complete);
      default -> translator.translate(event, clock.instant()).ifPresent(this::pass);
    }
  }

  private void pass(PbxEvent event) {
    if (handOver.give(event)) {
      metrics.handedOver(event.at(), clock.instant());
    } else if (!isOver()) {
      pump.overflowed();
    }
  }

  /** In the order of the events, so that whatever the listener hears after it happened after the listing. */
  private void finish(CoreShowChannelsCompleteEvent complete) {
    Listing listing = listings.remove(String.valueOf(complete.getActionId()));
    if (listing == null) {
      return;
    }
    listing.whole(complete.getListitems()).ifPresentOrElse(channels -> {
      Instant now = clock.instant();
      if (listing.isResync() && handOver.give(new PbxEvent.Resynced(now, channels))) {
        metrics.resynced(now);
      }
      listing.answer().complete(channels);
    }, () -> listing.fail("the list of channels did not arrive whole"));
  }

  @Override
  public void lost(String reason) {
    handOver.end();
    listings.values().forEach(listing -> listing.fail("the connection ended"));
    listings.clear();
    end.complete(reason);
  }

  /** Ends with the reason why the session is over. */
  public CompletionStage<String> end() {
    return end;
  }

  public boolean isOver() {
    return end.isDone();
  }

  /** How many messages have come so far. */
  public long arrived() {
    return pump.total();
  }

  /** How many of them wait to be handed over. */
  public long waiting() {
    return pump.depth();
  }

  /** Whether the PBX answers in time. */
  public boolean ping() {
    long before = pump.total();
    try {
      boolean answered = connection.ask(SafeActions.ping()) != null;
      pump.answered(before);
      return answered;
    } catch (IOException fault) {
      return false;
    }
  }

  /** Lists every channel of the PBX; with {@code resync} the listener is told as well. */
  public CompletableFuture<List<LiveChannel>> list(boolean resync) {
    long id = lastListing.incrementAndGet();
    String key = Long.toString(id);
    var listing = new Listing(resync);
    if (resync) {
      handOver.give(new PbxEvent.ResyncAsked(clock.instant()));
    }
    listings.put(key, listing);
    listing.answer().orTimeout(2 * timing.response().toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((_, _) -> listings.remove(key));
    connection.askLater(SafeActions.listChannels(id)).whenComplete((answer, fault) -> {
      if (answer == null || answer instanceof ManagerError) {
        listing.fail(refusal(answer));
      }
    });
    if (isOver()) {
      listing.fail("the connection ended");
    }
    return listing.answer();
  }

  /** Asks and waits for the answer; for checks, never while events have to flow. */
  public ManagerResponse ask(ManagerAction action) throws IOException {
    return connection.ask(action);
  }

  /** Sends an action whose answer says only whether it was done. */
  public CompletionStage<Void> tell(ManagerAction action) {
    return connection.askLater(action)
        .toCompletableFuture()
        .orTimeout(timing.response().toMillis(), TimeUnit.MILLISECONDS)
        .handle((answer, fault) -> {
          if (fault != null || answer == null || answer instanceof ManagerError) {
            throw new PbxUnavailable(refusal(answer));
          }
          return null;
        });
  }

  private static String refusal(ManagerResponse answer) {
    return answer == null ? "the PBX did not answer" : "the PBX refused: " + Said.text(answer.getMessage(), 80);
  }

  public void close(String reason) {
    lost(reason);
    connection.close();
  }

  @Override
  public void close() {
    close("closed by us");
  }
}
