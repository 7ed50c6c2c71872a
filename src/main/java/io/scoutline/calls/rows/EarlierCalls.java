package io.scoutline.calls.rows;

import io.scoutline.calls.rows.Belongings.Known;
import io.scoutline.clients.directory.ClientPicture;
import io.scoutline.clients.directory.Directory;
import io.scoutline.clients.directory.DirectoryListener;
import io.scoutline.clients.directory.Match;
import io.scoutline.clients.passport.Passports;
import io.scoutline.kernel.ClientId;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.PhoneNumber;
import io.scoutline.platform.database.Database;
import io.scoutline.platform.database.DatabaseFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a client the calls that its numbers had before anybody knew whose they are, and what follows from them (which
 * scout spoke last, what is owed), however the numbers came to it: by a card, a passport, a file. The rule is the one
 * by which a new call is given (P3.3): only where the directory leaves no choice, and never a call that is somebody's.
 * Follows the directory, and goes through all that is nobody's once it is filled, so that nothing is missed for long;
 * on a thread of its own.
 */
public final class EarlierCalls implements DirectoryListener, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EarlierCalls.class);
  private static final int AT_ONCE = 500;
  /** More clients than that are not remembered one by one: all that is nobody's is gone through instead. */
  private static final int MOST_WAITING = 20_000;
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final Directory directory;
  private final List<Belongings> belongings;
  private final Set<ClientId> waiting = new LinkedHashSet<>();
  private final Semaphore told = new Semaphore(0);
  private final Thread thread;
  private boolean everything;
  private volatile boolean closing;

  /**
   * @param scouts who they are now
   * @param others what else comes with a number; given before the calls, as long as those tell that it is to be done
   */
  public EarlierCalls(Database database, CallStore rows, Directory directory, Passports passports,
      Supplier<Set<PersonId>> scouts, List<Belongings> others) {
    this.directory = directory;
    var calls = new EarlierCallStore(database);
    belongings = Stream.of(List.of(new EarlierTalks(calls, rows, passports, scouts)), others, List.of(calls))
        .<Belongings>flatMap(List::stream).toList();
    thread = Thread.ofVirtual().name("earlier-calls").start(this::run);
  }

  @Override
  public void filled() {
    synchronized (waiting) {
      everything = true;
      waiting.clear();
    }
    told.release();
  }

  @Override
  public void changed(List<ClientId> clients) {
    synchronized (waiting) {
      if (waiting.size() + clients.size() > MOST_WAITING) {
        everything = true;
        waiting.clear();
      } else {
        waiting.addAll(clients);
      }
    }
    told.release();
  }

  private void run() {
    try {
      while (!closing) {
        told.acquire();
        told.drainPermits();
        try {
          giveAll();
        } catch (DatabaseFault away) {
          LOG.warn("earlier calls wait for the clients that they belong to: {}", away.sqlState());
          told.tryAcquire(RETRY.toMillis(), TimeUnit.MILLISECONDS);
          told.release();
        } catch (RuntimeException failure) {
          LOG.error("earlier calls could not be given to their clients", failure);
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** What cannot be given now is noted again. */
  private void giveAll() {
    for (List<ClientId> taken = take(); !taken.isEmpty() && !closing; taken = take()) {
      try {
        give(taken.stream().flatMap(client -> numbersOf(client).stream()).distinct().toList());
      } catch (DatabaseFault away) {
        changed(taken);
        throw away;
      }
    }
    if (takeEverything()) {
      try {
        goThroughEverything();
      } catch (DatabaseFault away) {
        filled();
        throw away;
      }
    }
  }

  private void goThroughEverything() {
    belongings.forEach(this::goThrough);
  }

  private void goThrough(Belongings kind) {
    String last = "";
    List<String> numbers;
    do {
      numbers = kind.numbersOfNobody(last, AT_ONCE);
      give(numbers);
      last = numbers.isEmpty() ? last : numbers.getLast();
    } while (numbers.size() == AT_ONCE && !closing);
  }

  private List<ClientId> take() {
    synchronized (waiting) {
      List<ClientId> taken = waiting.stream().limit(AT_ONCE).toList();
      taken.forEach(waiting::remove);
      return taken;
    }
  }

  private boolean takeEverything() {
    synchronized (waiting) {
      boolean asked = everything;
      everything = false;
      return asked;
    }
  }

  private void give(Collection<String> numbers) {
    var known = new ArrayList<Known>();
    for (String number : numbers) {
      ownerOf(number).ifPresent(known::add);
    }
    if (!known.isEmpty()) {
      belongings.forEach(kind -> kind.give(known));
    }
  }

  private Set<String> numbersOf(ClientId client) {
    var numbers = new LinkedHashSet<String>();
    directory.picture(client).map(ClientPicture::numbers).orElse(List.of())
        .forEach(entry -> numbers.add(entry.number().e164()));
    return numbers;
  }

  private Optional<Known> ownerOf(String number) {
    return directory.lookup(PhoneNumber.of(number)) instanceof Match.Known match
        ? Optional.of(new Known(number, match.client().id(), match.contact().map(contact -> contact.id())))
        : Optional.empty();
  }

  /** What was not given yet is gone through after the next start. */
  @Override
  public void close() {
    closing = true;
    told.release();
    try {
      if (!thread.join(Duration.ofSeconds(5))) {
        thread.interrupt();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
