package io.scoutline.people.signin;

import io.scoutline.kernel.PersonId;
import io.scoutline.platform.database.Database;
import io.scoutline.platform.database.DatabaseAway;
import io.scoutline.platform.database.Sql;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Who is signed in (P16.2). Sessions live in the database and outlive a restart; what was read is trusted for a few
 * seconds, so that a busy page does not ask the database each time. A session ended by this process is refused by it
 * at once, one ended elsewhere within {@link Settings#trust}. While the database is away or says nothing, sessions it
 * knows go on; the one who finds it silent waits for two seconds, the others do not.
 *
 * <p>Methods wait; call on virtual or plain threads.
 */
public final class Sessions {

  /**
   * @param idle how long a session lasts without a request
   * @param longest how long it lasts whatever happens
   * @param trust how long what was read from the database is taken as still so
   * @param seenEvery how precisely "last seen" is kept
   */
  public record Settings(Duration idle, Duration longest, Duration trust, Duration seenEvery) {
    public static final Settings USUAL = new Settings(
        Duration.ofHours(12), Duration.ofDays(30), Duration.ofSeconds(10), Duration.ofMinutes(1));
  }

  /** A new session and its token, which is told to the browser once and kept nowhere else. */
  public record Begun(Session session, String token) {
    @Override
    public String toString() {
      return session.toString();
    }
  }

  private record Known(Session session, Instant readAt) {}

  private static final int AGENT_LENGTH = 300;
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final SessionStore store = new SessionStore();
  private final Map<TokenHash, Known> known = new ConcurrentHashMap<>();
  private final AtomicLong endings = new AtomicLong();
  private final List<Consumer<Set<Long>>> endListeners = new CopyOnWriteArrayList<>();
  private final Database database;
  private final Settings settings;
  private final RandomGenerator random;
  private final InstantSource clock;
  private final BriefWait<TokenHash, Optional<Session>> again;

  /** @param random of cryptographic strength */
  public Sessions(Database database, Settings settings, RandomGenerator random, InstantSource clock) {
    this.database = database;
    this.settings = settings;
    this.random = random;
    this.clock = clock;
    this.again = new BriefWait<>(PATIENCE, settings.trust(), clock);
  }

  /** Called with the ids of sessions that were ended here, after they are, on the thread that ended them. */
  public void onEnded(Consumer<Set<Long>> listener) {
    endListeners.add(listener);
  }

  /** Begins a session within the transaction of {@code sql}. */
  Begun begin(Sql sql, PersonId person, String ip, String userAgent) {
    Instant now = clock.instant();
    String token = secret();
    String agent = userAgent.substring(0, Math.min(AGENT_LENGTH, userAgent.length()));
    Session session = store.insert(
        sql, TokenHash.of(token), person, now, now.plus(settings.idle()), ip, agent, secret());
    return new Begun(session, token);
  }

  /**
   * The session of this token; empty when there is none, or none any more.
   *
   * @throws DatabaseAway when the database is away and the session is not known here
   */
  public Optional<Session> find(String token) {
    TokenHash hash = TokenHash.of(token);
    Instant now = clock.instant();
    Known before = known.get(hash);
    if (before != null && before.session().expiresAt().isBefore(now)) {
      known.remove(hash, before);
      before = null;
    }
    if (before != null && now.isBefore(before.readAt().plus(settings.trust()))) {
      return Optional.of(before.session());
    }
    return before == null ? read(hash, now) : readAgain(hash, before);
  }

  /** What is known answers when the database does not, at once while it is known to be silent. */
  private Optional<Session> readAgain(TokenHash hash, Known before) {
    try {
      return again.ask(hash, () -> read(hash, clock.instant())).orElse(Optional.of(before.session()));
    } catch (DatabaseAway away) {
      return Optional.of(before.session());
    }
  }

  /** Whether this session was found before and not seen to end. Any thread; never waits. */
  public boolean knows(String token) {
    return known.containsKey(TokenHash.of(token));
  }

  private Optional<Session> read(TokenHash hash, Instant now) {
    long endingsBefore = endings.get();
    Optional<Session> found = store.find(database, hash, now).map(session -> seen(session, now));
    if (found.isEmpty()) {
      known.remove(hash);
      return found;
    }
    Known read = new Known(found.get(), now);
    known.put(hash, read);
    if (endings.get() != endingsBefore) {
      known.remove(hash, read);  // perhaps this one was ended after it was read
    }
    return found;
  }

  private Session seen(Session session, Instant now) {
    if (now.isBefore(session.lastSeenAt().plus(settings.seenEvery()))) {
      return session;
    }
    Instant slid = now.plus(settings.idle());
    Instant latest = session.createdAt().plus(settings.longest());
    Instant expires = slid.isBefore(latest) ? slid : latest;
    store.seen(database, session.id(), now, expires);
    return new Session(session.id(), session.person(), session.createdAt(), now, expires, session.ip(),
        session.userAgent(), session.csrf(), session.passwordDue());
  }

  /** The last seen first. */
  public List<Session> of(PersonId person) {
    return store.of(database, person, clock.instant());
  }

  public Optional<Session> byId(long id) {
    return store.find(database, id);
  }

  /** Deletes within a transaction; {@link #ended} follows when it has been committed. */
  public Optional<Session> delete(Sql sql, long id) {
    return store.delete(sql, id);
  }

  /** Deletes within a transaction all of a person's sessions but one (zero: all); {@link #ended} follows. */
  public List<Long> deleteAllOf(Sql sql, PersonId person, long except) {
    return store.deleteAllOf(sql, person, except);
  }

  /** Reads this session again when it is next asked for: what was known of its person has changed. */
  public void changed(long id) {
    endings.incrementAndGet();
    known.values().removeIf(one -> one.session().id() == id);
  }

  /** Refuses these sessions from now on and tells the listeners. */
  public void ended(Collection<Long> ids) {
    if (ids.isEmpty()) {
      return;
    }
    Set<Long> gone = Set.copyOf(ids);
    endings.incrementAndGet();
    known.values().removeIf(one -> gone.contains(one.session().id()));
    endListeners.forEach(listener -> listener.accept(gone));
  }

  /** Removes what has expired and tells the listeners. How many sessions. */
  public int sweep() {
    List<Long> expired = store.deleteExpired(database, clock.instant());
    ended(expired);
    return expired.size();
  }

  private String secret() {
    return Secrets.next(random);
  }
}
