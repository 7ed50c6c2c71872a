package io.scoutline.demo;

import io.scoutline.calls.rows.CallStore;
import io.scoutline.demo.DemoStore.Callable;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.Role;
import io.scoutline.pbx.simulator.SimulatedPbx;
import io.scoutline.pbx.simulator.scenario.Behaviour;
import io.scoutline.pbx.simulator.setup.SimulatorConfig;
import io.scoutline.pbx.simulator.traffic.DemoTraffic;
import io.scoutline.pbx.simulator.traffic.DeskPhones;
import io.scoutline.people.Company;
import io.scoutline.people.PeopleDirectory;
import io.scoutline.people.signin.Passwords;
import io.scoutline.platform.database.Database;
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
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The demo company: a simulated PBX, twenty people, a thousand clients, ninety days of calls, and a day that goes on
 * while one looks (P17.1). Everything but the far end of the wires is the code that talks to a real PBX.
 */
public final class Demo implements AutoCloseable {

  private static final long SEED = 36_12;
  private static final LocalTime LUNCH = LocalTime.of(13, 0);

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
        .records(records()).queue("scoutline", DemoCompany.extensionsOf(Role.MANAGER)).shownNumber("+74957770000")
        .seed(SEED).clock(clock);
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
            .put("recordings", data.resolve("pbx/done").toString()).put("records", records().toString())));
  }

  private Path records() {
    return data.resolve("pbx/records.csv");
  }

  public DeskPhones phones() {
    return pbx.desk();
  }

  public List<DemoSignIn> signIns() {
    return DemoCompany.signIns();
  }

  /** Founds the company and writes its past, or what a founding that was cut short has left out; waits. */
  public void found(Company company, Passwords passwords, Supplier<PeopleDirectory> people, Database database,
      CallStore calls, SampleLibrary library) {
    new Founding(new DemoStore(database), company, people, calls, library, clock)
        .run(() -> passwords.hash(DemoCompany.PASSWORD), zone);
  }

  /** Lets the day go on. @param isAtDesk whether a visitor sits at a person's desk, so that calls may come there */
  public void begin(Supplier<PeopleDirectory> people, Database database, Predicate<PersonId> isAtDesk) {
    var store = new DemoStore(database);
    List<Callable> clients = store.callable();
    var callers = new DemoCallers(clients, store.switchboards(), isAtDesk, new Random(SEED));
    var next = new AtomicInteger();
    List<String> scouts = new ArrayList<>(DemoCompany.extensionsOf(Role.SCOUT));
    scouts.removeAll(DemoCompany.visitors());
    traffic = Optional.of(pbx.traffic(new DemoTraffic.Plan(
        () -> callers.next(people.get()), Duration.ofSeconds(25), scouts,
        extension -> {
          List<Callable> own = Founding.clientsAt(people.get(), extension, clients);
          return own.isEmpty() ? Optional.empty()
              : Optional.of(own.get(next.getAndIncrement() % own.size()).number());
        }, List.of("102", "103", "104"))));
  }

  @Override
  public void close() {
    traffic.ifPresent(DemoTraffic::close);
    pbx.close();
  }
}
