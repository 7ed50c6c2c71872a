package io.scoutline.calls.rows;

import io.scoutline.clients.passport.LastContact;
import io.scoutline.clients.passport.Passports;
import io.scoutline.kernel.ClientId;
import io.scoutline.kernel.PersonId;
import io.scoutline.platform.database.DatabaseFault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the clients which scout spoke to them last, from calls whose rows are committed: that scout is asked first when
 * a client without an owner calls (P4.1). Routing knows at once; the database is told on a thread of our own, for a
 * client that is being changed is locked, and the rows of calls do not wait for that.
 */
public final class ContactKeeper implements CommitListener, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ContactKeeper.class);

  private final Passports passports;
  private final Predicate<PersonId> isScout;
  private final Map<ClientId, LastContact> waiting = new ConcurrentHashMap<>();
  private final Semaphore noted = new Semaphore(0);
  private final Thread thread;
  private volatile boolean closing;

  public ContactKeeper(Passports passports, Predicate<PersonId> isScout) {
    this.passports = passports;
    this.isScout = isScout;
    thread = Thread.ofVirtual().name("contact-keeper").start(this::run);
  }

  @Override
  public void committed(List<CallRow> rows) {
    for (CallRow row : rows) {
      row.client().flatMap(client -> ScoutsTalk.of(row.call(), client, isScout)).ifPresent(contact -> {
        passports.noteContact(contact);
        waiting.merge(contact.client(), contact, LastContact::laterOf);
        noted.release();
      });
    }
  }

  private void run() {
    try {
      while (!closing || !waiting.isEmpty()) {
        noted.acquire();
        noted.drainPermits();
        keep();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void keep() {
    List<LastContact> contacts = List.copyOf(waiting.values());
    if (contacts.isEmpty()) {
      return;
    }
    try {
      passports.keepContacts(contacts);
      contacts.forEach(contact -> waiting.remove(contact.client(), contact));
    } catch (DatabaseFault away) {
      LOG.warn("who spoke last to {} clients waits for the next call: {}", contacts.size(), away.getMessage());
    }
  }

  /** Tells the database what it was not told yet, for five seconds at most. */
  @Override
  public void close() {
    closing = true;
    noted.release();
    try {
      if (!thread.join(Duration.ofSeconds(5))) {
        thread.interrupt();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
