package io.scoutline.people;

import io.scoutline.kernel.BusinessZone;
import io.scoutline.kernel.PersonId;
import io.scoutline.people.rota.RosterStore;
import io.scoutline.people.staff.PersonStore;
import io.scoutline.people.staff.PhoneStore;
import io.scoutline.people.staff.TeamStore;
import io.scoutline.platform.database.Database;
import io.scoutline.platform.database.DatabaseFault;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the newest {@link PeopleDirectory}. {@link #directory()} may be called on any thread and never waits; it is
 * empty until the first {@link #refresh()}. When the database is away, the last directory stays.
 */
public final class CurrentPeople {

  /** What a directory is made of, to tell whether anything has changed. */
  private record Content(
      List<Person> people, List<Team> teams, List<EndpointAssignment> phones, Map<PersonId, List<Shift>> shifts,
      List<Absence> absences) {

    static final Content NONE = new Content(List.of(), List.of(), List.of(), Map.of(), List.of());

    PeopleDirectory directory(BusinessZone zone) {
      return new PeopleDirectory(people, teams, phones, new Roster(zone, shifts, absences));
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(CurrentPeople.class);
  /** Absences that ended earlier are of no interest to anybody's plan. */
  private static final Duration ABSENCES_KEPT = Duration.ofDays(400);

  private final PersonStore persons = new PersonStore();
  private final TeamStore teams = new TeamStore();
  private final PhoneStore phones = new PhoneStore();
  private final RosterStore rosters = new RosterStore();
  private final Database database;
  private final BusinessZone zone;
  private final InstantSource clock;
  private final List<Consumer<PeopleDirectory>> listeners = new CopyOnWriteArrayList<>();
  private final ReentrantLock oneAtATime = new ReentrantLock();
  private Content content = Content.NONE;
  private volatile PeopleDirectory newest;

  public CurrentPeople(Database database, BusinessZone zone, InstantSource clock) {
    this.database = database;
    this.zone = zone;
    this.clock = clock;
    this.newest = content.directory(zone);
  }

  public PeopleDirectory directory() {
    return newest;
  }

  /**
   * Called with each directory that differs from the one before, on the thread that read it, one after another in
   * their order. A listener hands over and returns; what it throws is logged and stops nobody.
   */
  public void onChange(Consumer<PeopleDirectory> listener) {
    listeners.add(listener);
  }

  /**
   * Reads everything anew, all of it as it is at one moment; called at start and now and then, for another node may
   * have changed something. Waits; on a virtual or plain thread.
   *
   * @throws io.scoutline.platform.database.DatabaseFault when it cannot be read; the last directory stays
   */
  public void refresh() {
    oneAtATime.lock();
    try {
      Content read = database.snapshot(sql -> new Content(
          persons.all(sql), teams.all(sql), phones.all(sql), rosters.shifts(sql),
          rosters.absencesSince(sql, clock.instant().minus(ABSENCES_KEPT))));
      if (!read.equals(content)) {
        content = read;
        PeopleDirectory directory = read.directory(zone);
        newest = directory;
        listeners.forEach(listener -> tell(listener, directory));
      }
    } finally {
      oneAtATime.unlock();
    }
  }

  /**
   * {@link #refresh()} after a change that has been committed. When the database has gone away since, the change
   * stands and is seen with the next refresh.
   */
  public void changed() {
    try {
      refresh();
    } catch (DatabaseFault away) {
      LOG.warn("people were changed but could not be read again: {}", away.getMessage());
    }
  }

  private static void tell(Consumer<PeopleDirectory> listener, PeopleDirectory directory) {
    try {
      listener.accept(directory);
    } catch (RuntimeException failure) {
      LOG.error("a listener for changes of people failed", failure);
    }
  }
}
