package io.scoutline.clients.directory;

import io.scoutline.clients.BlockedNumber;
import io.scoutline.clients.BlockedNumberStore;
import io.scoutline.clients.directory.DirectoryStore.Change;
import io.scoutline.clients.directory.DirectoryStore.Changes;
import io.scoutline.clients.directory.DirectoryStore.Extent;
import io.scoutline.kernel.ClientId;
import io.scoutline.platform.database.Database;
import io.scoutline.platform.database.DatabaseFault;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the directory as the database has it: fills it page by page, then follows the feed of changes, its own and
 * those of other nodes. While the database is away the directory stays as it was, and what was missed is caught up
 * with afterwards. {@link #catchUp} is for virtual threads.
 */
public final class DirectoryFeed implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DirectoryFeed.class);
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final Duration FORGET_EVERY = Duration.ofHours(1);
  /** Older changes may have been forgotten: then everything is read again. */
  private static final Duration LONGEST_AWAY = Duration.ofHours(12);
  private static final int PAGE = 5_000;

  private final DirectoryStore store = new DirectoryStore();
  private final BlockedNumberStore blocked = new BlockedNumberStore();
  private final Database database;
  private final Directory directory;
  private final InstantSource clock;
  private final ReentrantLock following = new ReentrantLock();
  private final List<DirectoryListener> listeners = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Set<Long> takenUp = new HashSet<>();
  private long place;
  private Instant caughtUpAt;
  private Instant forgotAt;

  public DirectoryFeed(Database database, Directory directory, InstantSource clock) {
    this.database = database;
    this.directory = directory;
    this.clock = clock;
    this.caughtUpAt = Instant.MIN;
    this.forgotAt = clock.instant();
  }

  /** From now on; of a directory that is filled already it is told so at once. */
  public void tell(DirectoryListener listener) {
    listeners.add(listener);
    if (directory.isFilled()) {
      listener.filled();
    }
  }

  /** Fills the directory and follows from then on, on a virtual thread of its own, until closed. */
  public void start() {
    Thread.ofVirtual().name("clients-directory").start(this::follow);
  }

  private void follow() {
    do {
      try {
        step();
        directory.tidyIfWorthwhile();
        forgetOldChanges();
      } catch (DatabaseFault away) {
        LOG.warn("the clients' directory cannot follow the database and stays as it is: {}", away.getMessage());
      } catch (RuntimeException failure) {
        LOG.error("the clients' directory could not take up a change", failure);
      }
    } while (!closedWithin(EVERY));
  }

  /**
   * Takes up what is committed by now, whoever wrote it; whoever has just written calls it so that the change is in
   * the directory at once. Does not wait for a directory that is still being filled, which ends with what changed
   * meanwhile; and does not fail: what cannot be read now is taken up a second later.
   */
  public void catchUp() {
    if (directory.isFilled()) {
      try {
        step();
      } catch (DatabaseFault away) {
        LOG.warn("a change is not in the clients' directory yet: {}", away.getMessage());
      } catch (RuntimeException failure) {
        LOG.error("a change is not in the clients' directory yet", failure);
      }
    }
  }

  /**
   * Fills the directory, or takes up what changed since the last time.
   *
   * @throws DatabaseFault when it cannot be read; the next time makes up for it
   */
  void step() {
    following.lock();
    try {
      Instant now = clock.instant();
      if (caughtUpAt.isBefore(now.minus(LONGEST_AWAY))) {
        fill();
      } else {
        takeUpChanges();
      }
      caughtUpAt = now;
    } finally {
      following.unlock();
    }
  }

  /** Reads everything. What changes meanwhile is behind the place noted first and is taken up afterwards. */
  private void fill() {
    takenUp.clear();
    place = store.here(database);
    Extent extent = store.extent(database);
    directory.expect(extent.clients(), extent.numbers());
    var present = new HashSet<Long>();
    long after = 0;
    List<ClientPicture> page;
    do {
      page = store.page(database, after, PAGE);
      directory.putAll(page);
      for (ClientPicture picture : page) {
        after = picture.client().id().value();
        if (directory.isFilled()) {
          present.add(after);
        }
      }
    } while (page.size() == PAGE);
    if (directory.isFilled()) {
      directory.retain(present);
    }
    readBlocked();
    takeUpChanges();
    directory.filled();
    listeners.forEach(DirectoryListener::filled);
    Directory.Size size = directory.size();
    LOG.info("the clients' directory is filled: {} clients, {} numbers, {} bytes",
        size.clients(), size.numbers(), size.bytes());
  }

  private void takeUpChanges() {
    Changes read = store.changes(database, place);
    List<Change> fresh = read.changes().stream().filter(change -> !takenUp.contains(change.id())).toList();
    List<ClientId> clients = fresh.stream().map(Change::client).flatMap(Optional::stream).distinct().toList();
    for (int from = 0; from < clients.size(); from += PAGE) {
      takeUp(clients.subList(from, Math.min(clients.size(), from + PAGE)));
    }
    if (fresh.stream().anyMatch(change -> change.client().isEmpty())) {
      readBlocked();
    }
    takenUp.clear();
    read.changes().forEach(change -> takenUp.add(change.id()));
    place = read.upTo();
  }

  private void takeUp(List<ClientId> clients) {
    List<ClientPicture> pictures = store.pictures(database, clients);
    Set<ClientId> existing =
        pictures.stream().map(picture -> picture.client().id()).collect(Collectors.toSet());
    directory.putAll(pictures);
    clients.stream().filter(client -> !existing.contains(client)).forEach(directory::remove);
    listeners.forEach(listener -> listener.changed(clients));
  }

  private void readBlocked() {
    directory.blockOnly(blocked.all(database).stream().map(BlockedNumber::number).toList());
  }

  private void forgetOldChanges() {
    Instant now = clock.instant();
    if (forgotAt.plus(FORGET_EVERY).isBefore(now)) {
      store.forgetChanges(database);
      forgotAt = now;
    }
  }

  private boolean closedWithin(Duration time) {
    try {
      return closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** Ends the following; a reading that is under way comes to its end. */
  @Override
  public void close() {
    closed.countDown();
  }
}
