package io.scoutline.demo;

import io.scoutline.calls.rows.CallRow;
import io.scoutline.calls.rows.CallStore;
import io.scoutline.demo.DemoStore.Callable;
import io.scoutline.demo.DemoStore.Progress;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.Role;
import io.scoutline.pbx.simulator.recording.SpeechSample;
import io.scoutline.people.Company;
import io.scoutline.people.PeopleDirectory;
import io.scoutline.people.Person;
import io.scoutline.people.signin.PasswordHash;
import io.scoutline.platform.database.DatabaseFault;
import io.scoutline.recordings.samples.Sample;
import io.scoutline.recordings.samples.SampleLibrary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The founding of the demo company and the writing of its past (P17.1), which a stop may cut short at any moment: its
 * people are made all or none, its clients too, and a day of calls. A week is ticked off in the base when what was
 * written up and recorded in it is there as well; what is not ticked off is gone through again at the next start, which
 * leaves what is there as it is.
 */
final class Founding {

  private static final Logger LOG = LoggerFactory.getLogger(Founding.class);
  private static final int DAYS = 90;
  private static final int WEEK = 7;
  private static final long SEED = 36_12;
  private static final LocalTime OPENS = LocalTime.of(9, 0);
  private static final LocalTime CLOSES = LocalTime.of(18, 0);

  private final DemoStore base;
  private final Company company;
  private final Supplier<PeopleDirectory> people;
  private final CallStore calls;
  private final SampleLibrary library;
  private final InstantSource clock;

  Founding(DemoStore base, Company company, Supplier<PeopleDirectory> people, CallStore calls, SampleLibrary library,
      InstantSource clock) {
    this.base = base;
    this.company = company;
    this.people = people;
    this.calls = calls;
    this.library = library;
    this.clock = clock;
  }

  /**
   * Waits until there are people, clients and the last week; the weeks before it are written on a thread of their own.
   *
   * @param zone in which the days of a past are counted that is begun now
   */
  void run(Supplier<PasswordHash> password, ZoneId zone) {
    if (company.hasNobody()) {
      company.found(DemoCompany.company(), password.get());
    }
    Progress progress = progress(zone);
    if (!base.hasClients()) {
      base.makeClients(idsOf(Role.MANAGER, Role.KAM), idsOf(Role.SCOUT));
    }
    if (isWhole(progress)) {
      return;
    }
    var past = new Past(base.callable(), samples());
    Progress reached = progress.pastFrom().isPresent() ? progress : week(progress, past);
    Thread.ofVirtual().name("demo-history").start(() -> weeksBefore(reached, past));
  }

  /** What the past is written with. */
  private record Past(List<Callable> clients, List<Sample> samples) {}

  private Progress progress(ZoneId zone) {
    Optional<Progress> noted = base.progress();
    Optional<Instant> firstCall = base.firstCallAt();
    if (noted.isPresent() && (noted.get().pastFrom().isPresent() || firstCall.isPresent())) {
      return noted.get();
    }
    Progress now = firstCall.map(first -> ofEarlierVersion(first, zone))
        .orElseGet(() -> new Progress(clock.instant().atZone(zone).toLocalDate(), zone, Optional.empty()));
    base.note(now);
    return now;
  }

  /** Earlier versions noted nothing; they too wrote from the last day to the first. */
  private Progress ofEarlierVersion(Instant firstCall, ZoneId zone) {
    LocalDate day = base.firstPersonAt().atZone(zone).toLocalDate();
    LocalDate first = firstCall.atZone(zone).toLocalDate();
    boolean whole = first.isBefore(day.minusDays(DAYS - 2));  // it counted its days in a zone of its own
    return new Progress(day, zone, Optional.of(whole ? day.minusDays(DAYS) : first));
  }

  private static boolean isWhole(Progress progress) {
    return progress.pastFrom().filter(first -> !first.isAfter(progress.day().minusDays(DAYS))).isPresent();
  }

  private List<PersonId> idsOf(Role... roles) {
    Map<String, PersonId> ids = people.get().people().stream().collect(Collectors.toMap(Person::login, Person::id));
    return DemoCompany.logins(roles).stream().filter(ids::containsKey).map(ids::get).toList();
  }

  /** Some conversations of different lengths, shared by all calls of the past (P17.1). */
  private List<Sample> samples() {
    var voices = new SpeechSample();
    return Stream.of(15, 25, 40, 55, 75, 100, 135, 180, 240, 330).map(seconds -> {
      try {
        return library.install("demo-" + seconds, raw -> voices.write(raw, "+749520000" + seconds % 100,
            "20" + seconds % 9, Duration.ofSeconds(seconds), SEED + seconds));
      } catch (IOException refused) {
        throw new UncheckedIOException(refused);
      }
    }).toList();
  }

  private void weeksBefore(Progress reached, Past past) {
    Progress now = reached;
    try {
      while (!isWhole(now)) {
        now = week(now, past);
      }
      LOG.info("the demo company's past is written, {} to {}", now.pastFrom().orElseThrow(), now.day());
    } catch (DatabaseFault | RejectedExecutionException cutShort) {
      LOG.warn("the demo company's past is written from {} on; the next start goes on with what lies before: {}",
          now.pastFrom().map(LocalDate::toString).orElse("no day"), cutShort.getMessage());
    } catch (RuntimeException failure) {
      LOG.error("the demo company's past is not written to its beginning; the next start tries again", failure);
    }
  }

  /** Writes the week before what is written, and ticks it off. */
  private Progress week(Progress before, Past past) {
    LocalDate end = before.pastFrom().orElse(before.day().plusDays(1));
    LocalDate oldest = before.day().minusDays(DAYS);
    LocalDate first = end.minusDays(WEEK).isBefore(oldest) ? oldest : end.minusDays(WEEK);
    ZoneId zone = before.zone();
    for (LocalDate day = end.minusDays(1); !day.isBefore(first); day = day.minusDays(1)) {
      if (!base.hasCalls(begins(day, zone), begins(day.plusDays(1), zone))) {
        calls.save(callsOf(day, zone, past.clients()));
      }
    }
    base.writeUp(begins(first, zone), begins(end, zone));
    library.giveToCalls(begins(first, zone), begins(end, zone), past.samples());
    var now = new Progress(before.day(), zone, Optional.of(first));
    base.note(now);
    return now;
  }

  private static Instant begins(LocalDate day, ZoneId zone) {
    return day.atStartOfDay(zone).toInstant();
  }

  private List<CallRow> callsOf(LocalDate day, ZoneId zone, List<Callable> clients) {
    PeopleDirectory now = people.get();
    var made = new DemoDay((where, endpoint) -> now.atEndpoint(where, endpoint).map(Person::id),
        SEED + day.toEpochDay());
    Instant from = day.atTime(OPENS).atZone(zone).toInstant();
    Instant close = day.atTime(CLOSES).atZone(zone).toInstant();
    Instant until = close.isBefore(clock.instant()) ? close : clock.instant().minusSeconds(600);
    int rank = 0;
    for (String extension : DemoCompany.extensionsOf(Role.SCOUT)) {
      made.scout(extension, clientsAt(now, extension, clients), from, until, 7.0 + rank++ * 0.9);
    }
    for (String extension : DemoCompany.extensionsOf(Role.MANAGER)) {
      made.manager(extension, clientsAt(now, extension, clients), from, until, 2.2);
    }
    for (String kam : DemoCompany.extensionsOf(Role.KAM)) {
      List<Callable> own = clientsAt(now, kam, clients);
      made.both(kam, own, from, until, 2.0);
      DemoCompany.extensionsOf(Role.ASSISTANT).forEach(assistant -> made.both(assistant, own, from, until, 1.6));
    }
    return made.rows();
  }

  /** The clients whom somebody at this extension calls, or who call them. */
  static List<Callable> clientsAt(PeopleDirectory people, String extension, List<Callable> clients) {
    Optional<PersonId> person = people.atExtension(DemoCompany.PBX, extension).map(Person::id);
    return clients.stream().filter(client -> person.isPresent()
        && (client.owner().equals(person) || client.scout().equals(person))).toList();
  }
}
