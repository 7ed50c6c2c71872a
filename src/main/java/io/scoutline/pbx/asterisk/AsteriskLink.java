package io.scoutline.pbx.asterisk;

import io.micrometer.core.instrument.MeterRegistry;
import io.scoutline.kernel.PbxName;
import io.scoutline.pbx.LinkFault;
import io.scoutline.pbx.LinkState;
import io.scoutline.pbx.LiveChannel;
import io.scoutline.pbx.Pbx;
import io.scoutline.pbx.PbxEvent;
import io.scoutline.pbx.PbxListener;
import io.scoutline.pbx.PbxUnavailable;
import io.scoutline.pbx.asterisk.ami.AmiAccount;
import io.scoutline.pbx.asterisk.ami.AmiSession;
import io.scoutline.pbx.asterisk.ami.LinkFigures;
import io.scoutline.pbx.asterisk.ami.LinkMetrics;
import io.scoutline.pbx.asterisk.ami.LinkRefused;
import io.scoutline.pbx.asterisk.ami.LinkTiming;
import io.scoutline.pbx.asterisk.ami.Rights;
import io.scoutline.pbx.asterisk.ami.SafeActions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.asteriskjava.manager.action.ManagerAction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The link to one Asterisk. A virtual thread of its own logs in, watches the session, lists all channels on connect,
 * each minute and on demand (P2.5), and begins anew when the session ends, whatever ended it: the first login is
 * retried like any other. Between attempts it waits longer and longer, but never long for a PBX that is away.
 *
 * <p>The listener hears events on the library's thread and must only hand them over. Every other method may be
 * called on any thread and never blocks, but {@link #close}.
 */
public final class AsteriskLink implements Pbx, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AsteriskLink.class);
  private static final int MOST_UNANSWERED = 2;
  private static final int MOST_WISHES = 100;
  private static final int MOST_WAITING_FOR_A_PING = 500;
  /** A PBX that is back is found within seconds of it; asking an address in vain costs nobody anything. */
  private static final Duration LONGEST_WHILE_AWAY = Duration.ofSeconds(1);

  /** Completed when the wish is served; one without anybody waiting only wakes the watcher. */
  private final BlockingQueue<CompletableFuture<Void>> wishes = new LinkedBlockingQueue<>(MOST_WISHES);
  private final AmiAccount account;
  private final LinkTiming timing;
  private final PbxListener listener;
  private final InstantSource clock;
  private final LinkMetrics metrics;
  private final Backoff backoff;
  private final Thread watcher;
  private volatile LinkState state;
  private volatile AmiSession session;
  private volatile Rights rights = Rights.UNKNOWN;
  private volatile boolean stopped;
  private long number;

  public AsteriskLink(AmiAccount account, LinkTiming timing, PbxListener listener, InstantSource clock,
      RandomGenerator random, MeterRegistry meters) {
    this.account = account;
    this.timing = timing;
    this.listener = listener;
    this.clock = clock;
    this.metrics = new LinkMetrics(meters, account.pbx(), clock);
    this.backoff = new Backoff(timing.firstRetry(), timing.longestRetry(), random);
    this.state = new LinkState.Down(clock.instant(), LinkFault.STARTING, "");
    this.watcher = Thread.ofVirtual().name("pbx-link-" + account.pbx()).unstarted(this::watch);
  }

  public void start() {
    watcher.start();
  }

  @Override
  public PbxName name() {
    return account.pbx();
  }

  @Override
  public LinkState linkState() {
    return state;
  }

  public LinkFigures figures() {
    return metrics.figures();
  }

  /** What the account was found to be allowed; nothing known before the first login. */
  Rights rights() {
    return rights;
  }

  @Override
  public CompletionStage<List<LiveChannel>> snapshot() {
    return withSession(open -> open.list(false));
  }

  /** Asks for all channels now; ends when the listener has been given the {@code Resynced}. */
  public CompletionStage<Void> resync() {
    return withSession(_ -> {
      var done = new CompletableFuture<Void>();
      return wishes.offer(done) ? done : unavailable("the PBX is being asked for its channels already");
    });
  }

  @Override
  public CompletionStage<Void> stopRecording(String channelName) {
    return tell(channelName, SafeActions::stopRecording);
  }

  @Override
  public CompletionStage<Void> muteRecording(String channelName, boolean muted) {
    return tell(channelName, name -> SafeActions.muteRecording(name, muted));
  }

  private CompletionStage<Void> tell(String channelName, Function<String, ManagerAction> action) {
    return withSession(open -> {
      try {
        return open.tell(action.apply(channelName));
      } catch (IllegalArgumentException notAChannel) {
        return unavailable(notAChannel.getMessage());
      }
    });
  }

  private <T> CompletionStage<T> withSession(Function<AmiSession, CompletionStage<T>> use) {
    AmiSession open = session;
    return open == null || open.isOver() ? unavailable("the link to " + name() + " is down") : use.apply(open);
  }

  private static <T> CompletionStage<T> unavailable(String reason) {
    return CompletableFuture.failedFuture(new PbxUnavailable(reason));
  }

  private void watch() {
    while (!stopped) {
      Duration longest = LONGEST_WHILE_AWAY;
      try {
        serve();
      } catch (LinkRefused refused) {
        wentDown(refused.fault(), refused.getMessage());
        longest = longestAfter(refused.fault());
      } catch (RuntimeException fault) {
        LOG.error("PBX {}: the link failed and begins anew", name(), fault);
        wentDown(LinkFault.LOST, fault.getClass().getSimpleName());
        longest = timing.longestRetry();
      } catch (InterruptedException interrupted) {
        LOG.debug("PBX {}: woken", name());
      }
      pause(backoff.afterFailure(longest));
    }
    wentDown(LinkFault.STOPPED, "");
  }

  /** A PBX that answers and does not want us is asked ever more rarely: each time stands in its log. */
  private Duration longestAfter(LinkFault fault) {
    return switch (fault) {
      case REFUSED, LOST, STARTING, STOPPED -> LONGEST_WHILE_AWAY;
      case WRONG_PASSWORD, TOO_FEW_RIGHTS, TOO_OLD -> timing.longestRetry();
    };
  }

  private void pause(Duration wait) {
    try {
      if (!stopped) {
        Thread.sleep(wait);
      }
    } catch (InterruptedException interrupted) {
      LOG.debug("PBX {}: woken", name());
    }
  }

  /** One session from its login to its end. */
  private void serve() throws LinkRefused, InterruptedException {
    long began = System.nanoTime();
    try (var next = new AmiSession(account, timing, listener, clock, metrics)) {
      session = next;
      AmiSession.Opened opened = next.open();
      rights = opened.rights();
      cameUp(next, opened);
      next.end().thenRun(this::wake);
      attend(next);
      if (!stopped) {
        wentDown(LinkFault.LOST, next.end().toCompletableFuture().join());
      }
    } finally {
      session = null;
      refuseWishes();
    }
    if (System.nanoTime() - began > timing.ping().toNanos()) {
      backoff.succeeded();
    }
  }

  /** Pings and lists until the session is over. */
  private void attend(AmiSession open) throws InterruptedException {
    long listed = System.nanoTime() - timing.resync().toNanos();
    int unanswered = 0;
    while (!stopped && !open.isOver()) {
      if (System.nanoTime() - listed >= timing.resync().toNanos() && resync(open)) {
        listed = System.nanoTime();
      }
      CompletableFuture<Void> wish = wishes.poll(timing.ping().toMillis(), TimeUnit.MILLISECONDS);
      if (wish != null && !open.isOver()) {
        serveWish(open, wish);
      } else if (!open.isOver()) {
        unanswered = isThere(open, unanswered) ? 0 : unanswered + 1;
      }
    }
  }

  /**
   * Whether the PBX is there. An answer behind many events that wait to be handed over is late, not missing; one
   * that does not come although nothing waits is missing, even from a PBX that goes on sending events.
   */
  private boolean isThere(AmiSession open, int unanswered) {
    long before = open.arrived();
    boolean answered = open.ping() || open.waiting() > MOST_WAITING_FOR_A_PING;
    if (!answered && (open.arrived() == before || unanswered >= MOST_UNANSWERED)) {
      open.close("the PBX did not answer within " + timing.response().toSeconds() + " s");
    }
    return answered;
  }

  private void serveWish(AmiSession open, CompletableFuture<Void> wish) throws InterruptedException {
    if (resync(open)) {
      wish.complete(null);
    } else {
      wish.completeExceptionally(new PbxUnavailable("the PBX did not list its channels"));
    }
  }

  private boolean resync(AmiSession open) throws InterruptedException {
    try {
      open.list(true).get(3 * timing.response().toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException | TimeoutException fault) {
      if (open.isOver()) {
        return false;
      }
      metrics.resyncFailed();
      LOG.warn("PBX {}: the channels could not be listed and will be asked for again", name());
      return false;
    }
  }

  private void refuseWishes() {
    for (var wish = wishes.poll(); wish != null; wish = wishes.poll()) {
      wish.completeExceptionally(new PbxUnavailable("the link to " + name() + " went down"));
    }
  }

  /** Where there is no room the watcher has enough to wake for. */
  private void wake() {
    wishes.offer(new CompletableFuture<>());
  }

  private void cameUp(AmiSession open, AmiSession.Opened opened) {
    Instant now = clock.instant();
    number++;
    state = new LinkState.Up(now, number, opened.version(), opened.warnings());
    LOG.info("PBX {}: up, Asterisk {}, session {}{}", name(), opened.version(), number,
        opened.warnings().isEmpty() ? "" : ", warnings " + opened.warnings());
    open.begin(new PbxEvent.LinkUp(now, number, opened.version()));
  }

  private void wentDown(LinkFault fault, String detail) {
    Instant now = clock.instant();
    LinkState before = state;
    metrics.wentDown();
    state = new LinkState.Down(before instanceof LinkState.Down down ? down.since() : now, fault, detail);
    if (!(before instanceof LinkState.Down down && down.fault() == fault)) {
      LOG.warn("PBX {}: down, {}: {}", name(), fault, detail);
      listener.on(new PbxEvent.LinkDown(now, number, fault.name().toLowerCase(Locale.ROOT)));
    }
  }

  /** Ends the session and waits until nothing more can be heard. */
  @Override
  public void close() {
    stopped = true;
    AmiSession open = session;
    if (open != null) {
      open.close("stopped");
    }
    watcher.interrupt();
    try {
      if (watcher.isAlive()) {
        watcher.join(timing.response());
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
