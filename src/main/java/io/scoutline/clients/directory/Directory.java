package io.scoutline.clients.directory;

import io.scoutline.kernel.ClientId;
import io.scoutline.kernel.ContactId;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.PhoneNumber;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/**
 * Who is calling, from memory: what a caller waits for is read here and nowhere else. Reading takes no lock, waits
 * for nothing, works on any thread and goes on when the database is away. Writing is for virtual threads: writers
 * wait for each other. A reader sees a client as it was before a change or after it, never in between.
 */
public final class Directory {

  /** So many clients are listed for one shared number. */
  public static final int MOST_CHOICES = 50;

  /** Fewer replaced records than this are not worth tidying away. */
  private static final int REPLACED_WORTH_TIDYING = 50_000;

  /** @param bytes what the arrays of the directory take, blocked numbers apart */
  public record Size(long clients, long numbers, long replaced, long bytes) {}

  private final ReentrantLock writing = new ReentrantLock();
  private final Set<Long> blocked = ConcurrentHashMap.newKeySet();
  private volatile Contents contents;
  private volatile boolean filled;

  /** An empty directory; it grows as needed, the expected sizes only spare it the growing. */
  public Directory(int expectedClients, int expectedNumbers) {
    contents = new Contents(expectedClients, expectedNumbers);
  }

  public Directory() {
    this(1024, 2048);
  }

  /** Whose number this is; until {@link #isFilled} an unknown number may only be one not yet read. */
  public Match lookup(PhoneNumber number) {
    return contents.lookup(number);
  }

  public Optional<ClientEntry> client(ClientId client) {
    return contents.client(client);
  }

  /** The people of the client, in the order of its passport; empty when there is no such client. */
  public List<ContactEntry> contacts(ClientId client) {
    return picture(client).map(ClientPicture::contacts).orElse(List.of());
  }

  /** Empty when the contact is not one of this client. */
  public Optional<ContactEntry> contact(ClientId client, ContactId contact) {
    return contacts(client).stream().filter(entry -> entry.id().equals(contact)).findFirst();
  }

  public Optional<ClientPicture> picture(ClientId client) {
    return contents.picture(client);
  }

  /** Whether calls from this number are not to be put through (P4.4); a block is of all extensions. */
  public boolean isBlocked(PhoneNumber number) {
    return blocked.contains(number.digits());
  }

  /** Whether everything has been read once; before, routing falls back to the dialplan's own way. */
  public boolean isFilled() {
    return filled;
  }

  public Size size() {
    Contents now = contents;
    return new Size(now.live(), now.listedNumbers(), now.replaced(), now.bytes());
  }

  /** Takes the picture in place of what was known; a noted contact that is later than the picture's is kept. */
  public void put(ClientPicture picture) {
    putAll(List.of(picture));
  }

  public void putAll(Collection<ClientPicture> pictures) {
    writing.lock();
    try {
      pictures.forEach(contents::put);
    } finally {
      writing.unlock();
    }
  }

  public void remove(ClientId client) {
    writing.lock();
    try {
      contents.remove(client);
    } finally {
      writing.unlock();
    }
  }

  /**
   * Notes who spoke to the client last (P4.1); an earlier contact than the one known changes nothing. Any thread,
   * without waiting. Lost at a restart unless the store is told as well.
   */
  public void noteContact(ClientId client, PersonId scout, Instant at) {
    Contents noted;
    do {
      noted = contents;
      noted.noteContact(client, scout, at);
    } while (noted != contents);
  }

  public void block(PhoneNumber number) {
    blocked.add(number.digits());
  }

  public void unblock(PhoneNumber number) {
    blocked.remove(number.digits());
  }

  /** Takes memory for so many at once, as long as the directory is empty. */
  public void expect(int clients, int numbers) {
    writing.lock();
    try {
      if (contents.live() == 0) {
        contents = new Contents(clients + clients / 16, numbers + numbers / 16);
      }
    } finally {
      writing.unlock();
    }
  }

  /** Removes every client that is not among these. */
  void retain(Set<Long> clients) {
    writing.lock();
    try {
      contents.retain(clients);
    } finally {
      writing.unlock();
    }
  }

  /** These and no others are blocked. */
  public void blockOnly(Collection<PhoneNumber> numbers) {
    Set<Long> wanted = numbers.stream().map(PhoneNumber::digits).collect(Collectors.toSet());
    blocked.addAll(wanted);
    blocked.retainAll(wanted);
  }

  /** Says that everything has been read. */
  public void filled() {
    filled = true;
  }

  /**
   * Moves to fresh memory when more than half of the records are replaced ones. Readers notice nothing; writers wait
   * a few seconds at a million clients; both copies are in memory meanwhile.
   */
  public void tidyIfWorthwhile() {
    Contents now = contents;
    if (now.replaced() > REPLACED_WORTH_TIDYING && now.replaced() > now.live()) {
      tidy();
    }
  }

  void tidy() {
    writing.lock();
    try {
      Contents old = contents;
      var fresh = new Contents(old.live() + old.live() / 16, (int) (old.listedNumbers() + old.listedNumbers() / 16));
      fresh.putAll(old);
      contents = fresh;
      fresh.noteAll(old);
    } finally {
      writing.unlock();
    }
  }
}
