package io.scoutline.demo;

import io.scoutline.calls.rows.CallRow;
import io.scoutline.calls.rows.CallStore;
import io.scoutline.demo.DemoStore.Callable;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.Role;
import io.scoutline.pbx.simulator.SimulatedPbx;
import io.scoutline.pbx.simulator.recording.SpeechSample;
import io.scoutline.pbx.simulator.scenario.Behaviour;
import io.scoutline.pbx.simulator.setup.SimulatorConfig;
import io.scoutline.pbx.simulator.traffic.DemoTraffic;
import io.scoutline.pbx.simulator.traffic.DeskPhones;
import io.scoutline.people.Company;
import io.scoutline.people.PeopleDirectory;
import io.scoutline.people.signin.Passwords;
import io.scoutline.platform.database.Database;
import io.scoutline.recordings.samples.Sample;
import io.scoutline.recordings.samples.SampleLibrary;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The demo company: a simulated PBX, twenty people, a thousand clients, ninety days of calls, and a day that goes on
 * while one looks (P17.1). Everything but the far end of the wires is the code that talks to a real PBX.
 */
public final class Demo implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Demo.class);
  private static final int DAYS = 90;
  private static final long SEED = 36_12;
  private static final LocalTime OPENS = LocalTime.of(9, 0);
  private static final LocalTime LUNCH = LocalTime.of(13, 0);
  private static final LocalTime CLOSES = LocalTime.of(18, 0);

  private final Path data;
  private final InstantSource clock;
  private final ZoneId zone;
  private final SimulatedPbx pbx;
  private final int agiPort;
  private Optional<DemoTraffic> traffic = Optional.empty();

  /** Starts the simulated PBX. @param agiPort where our routing server will listen */
  public Demo(Path data, int agiPort, InstantSource clock) {
    this.data = data;
    this.agiPort = agiPort;
    this.clock = clock;
    this.zone = zoneOfTheDay(clock.instant());
    Path spool = folder("pbx/spool");
    Path done = folder("pbx/done");
    var behaviour = Behaviour.answersAfter(Duration.ofSeconds(4));
    var builder = SimulatorConfig.builder().agi(new InetSocketAddress("127.0.0.1", agiPort)).record(spool, done)
        .queue("scoutline", DemoCompany.extensionsOf(Role.MANAGER)).shownNumber("+74957770000").seed(SEED).clock(clock);
    for (String extension : DemoCompany.extensions()) {
      builder.phone(new SimulatorConfig.Phone(extension, extension, 1,
          DemoCompany.visitors().contains(extension) ? Behaviour.manual() : behaviour));
    }
    pbx = SimulatedPbx.start(builder.build());
  }

  private Path folder(String name) {
    try {
      return Files.createDirectories(data.resolve(name));
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  /** Moscow while it is at work there, otherwise a zone in which lunch is just over, so that the board lives. */
  static ZoneId zoneOfTheDay(Instant now) {
    ZoneId moscow = ZoneId.of("Europe/Moscow");
    int hour = now.atZone(moscow).getHour();
    if (hour >= 10 && hour < 16 && hour != LUNCH.getHour()) {
      return moscow;
    }
    int offset = LUNCH.getHour() + 1 - now.atOffset(ZoneOffset.UTC).getHour();
    return ZoneOffset.ofHours(offset < -12 ? offset + 24 : offset > 12 ? offset - 24 : offset);
  }

  /** What the server is started with. */
  public JsonObject config(int httpPort, int managementPort) {
    return new JsonObject()
        .put("http", new JsonObject().put("port", httpPort))
        .put("management", new JsonObject().put("port", managementPort))
        .put("data", data.toString())
        .put("trial", true)
        .put("agi", new JsonObject().put("port", agiPort))
        .put("logging", new JsonObject().put("json", false))
        .put("business", new JsonObject().put("zone", zone.getId()).put("opens", "00:00").put("closes", "24:00")
            .put("openDays", new JsonArray(List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun"))))
        .put("pbxs", new JsonArray().add(new JsonObject().put("name", DemoCompany.PBX.value())
            .put("port", pbx.amiPort()).put("password", "scoutline")
            .put("recordings", data.resolve("pbx/done").toString())));
  }

  public DeskPhones phones() {
    return pbx.desk();
  }

  public List<DemoSignIn> signIns() {
    return DemoCompany.signIns();
  }

  /** Founds the company and writes its past, should the base be empty; waits. */
  public void found(Company company, Passwords passwords, Supplier<PeopleDirectory> people, Database database,
      CallStore calls, SampleLibrary library) {
    var base = new DemoStore(database);
    if (!company.hasNobody()) {
      return;
    }
    Map<String, PersonId> ids = company.found(DemoCompany.company(), passwords.hash(DemoCompany.PASSWORD));
    base.makeClients(of(ids, DemoCompany.logins(Role.MANAGER, Role.KAM)), of(ids, DemoCompany.logins(Role.SCOUT)));
    List<Callable> clients = base.callable();
    LocalDate today = clock.instant().atZone(zone).toLocalDate();
    var past = new Past(base, people, clients, calls, library, samples(library));
    write(today.minusDays(6), today, past);
    Thread.ofVirtual().name("demo-history").start(() -> write(today.minusDays(DAYS), today.minusDays(7), past));
  }

  /** What the past is written with. */
  private record Past(DemoStore base, Supplier<PeopleDirectory> people, List<Callable> clients, CallStore calls,
      SampleLibrary library, List<Sample> samples) {}

  /** Some conversations of different lengths, shared by all calls of the past (P17.1). */
  private static List<Sample> samples(SampleLibrary library) {
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

  private static List<PersonId> of(Map<String, PersonId> ids, List<String> logins) {
    return logins.stream().map(ids::get).toList();
  }

  private void write(LocalDate first, LocalDate last, Past past) {
    for (LocalDate day = last; !day.isBefore(first); day = day.minusDays(1)) {
      List<CallRow> rows = day(day, past.people().get(), past.clients());
      for (int from = 0; from < rows.size(); from += 500) {
        past.calls().save(rows.subList(from, Math.min(rows.size(), from + 500)));
      }
    }
    Instant from = first.atStartOfDay(zone).toInstant();
    Instant to = last.plusDays(1).atStartOfDay(zone).toInstant();
    past.base().writeUp(from, to);
    past.library().giveToCalls(from, to, past.samples());
    log.info("the demo company's calls of {} to {} are written", first, last);
  }

  private List<CallRow> day(LocalDate day, PeopleDirectory people, List<Callable> clients) {
    var made = new DemoDay((where, endpoint) -> people.atEndpoint(where, endpoint).map(person -> person.id()),
        SEED + day.toEpochDay());
    Instant from = day.atTime(OPENS).atZone(zone).toInstant();
    Instant close = day.atTime(CLOSES).atZone(zone).toInstant();
    Instant until = close.isBefore(clock.instant()) ? close : clock.instant().minusSeconds(600);
    int rank = 0;
    for (String extension : DemoCompany.extensionsOf(Role.SCOUT)) {
      made.scout(extension, of(people, extension, clients), from, until, 7.0 + rank++ * 0.9);
    }
    for (String extension : DemoCompany.extensionsOf(Role.MANAGER)) {
      made.manager(extension, of(people, extension, clients), from, until, 2.2);
    }
    return made.rows();
  }

  /** The clients whom somebody at this extension calls, or who call them. */
  private static List<Callable> of(PeopleDirectory people, String extension, List<Callable> clients) {
    Optional<PersonId> person = people.atExtension(DemoCompany.PBX, extension).map(one -> one.id());
    return clients.stream().filter(client -> person.isPresent()
        && (client.owner().equals(person) || client.scout().equals(person))).toList();
  }

  /** Lets the day go on. @param isAtDesk whether a visitor sits at a person's desk, so that calls may come there */
  public void begin(Supplier<PeopleDirectory> people, Database database, Predicate<PersonId> isAtDesk) {
    List<Callable> clients = new DemoStore(database).callable();
    var random = new Random(SEED);
    var next = new AtomicInteger();
    List<String> scouts = new ArrayList<>(DemoCompany.extensionsOf(Role.SCOUT));
    scouts.removeAll(DemoCompany.visitors());
    traffic = Optional.of(pbx.traffic(new DemoTraffic.Plan(
        () -> caller(people.get(), clients, random, isAtDesk), Duration.ofSeconds(25), scouts,
        extension -> {
          List<Callable> own = of(people.get(), extension, clients);
          return own.isEmpty() ? Optional.empty()
              : Optional.of(own.get(next.getAndIncrement() % own.size()).number());
        }, List.of("102", "103", "104"))));
  }

  /** Somebody whose manager is at work: a visitor's own clients call only while the visitor sits there. */
  private static DemoTraffic.Client caller(PeopleDirectory people, List<Callable> clients, Random random,
      Predicate<PersonId> isAtDesk) {
    List<Callable> visitors = clients.stream().filter(client -> client.owner().filter(isAtDesk).isPresent()).toList();
    boolean toVisitor = !visitors.isEmpty() && random.nextInt(3) > 0;
    for (int tries = 0; tries < 50; tries++) {
      Callable client = toVisitor ? visitors.get(random.nextInt(visitors.size()))
          : clients.get(random.nextInt(clients.size()));
      boolean answered = client.owner().flatMap(owner -> people.endpointsOf(owner).stream().findFirst())
          .filter(phone -> toVisitor || !DemoCompany.visitors().contains(phone.extension())).isPresent();
      if (answered) {
        return new DemoTraffic.Client(client.number(), client.caller(), "74957770000");
      }
    }
    return new DemoTraffic.Client("+79160000000", "", "74957770000");
  }

  @Override
  public void close() {
    traffic.ifPresent(DemoTraffic::close);
    pbx.close();
  }
}
