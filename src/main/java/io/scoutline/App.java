package io.scoutline;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.scoutline.audit.AuditLog;
import io.scoutline.audit.AuditRoutes;
import io.scoutline.board.Board;
import io.scoutline.board.BoardRoutes;
import io.scoutline.board.BoardSight;
import io.scoutline.board.BoardStore;
import io.scoutline.board.BoardStreams;
import io.scoutline.calls.finding.CallFinderStore;
import io.scoutline.calls.finding.CallRoutes;
import io.scoutline.calls.finding.CallSight;
import io.scoutline.calls.rows.CallJson;
import io.scoutline.calls.rows.CallOwners;
import io.scoutline.calls.rows.CallStore;
import io.scoutline.calls.rows.CallWriter;
import io.scoutline.calls.tracking.CallStream;
import io.scoutline.calls.tracking.CallTracker;
import io.scoutline.calls.tracking.PbxSite;
import io.scoutline.clients.Clients;
import io.scoutline.clients.directory.Match;
import io.scoutline.clients.imports.Imports;
import io.scoutline.config.ConfigFault;
import io.scoutline.config.ServerConfig;
import io.scoutline.config.ServerConfig.PbxConfig;
import io.scoutline.config.WrongConfig;
import io.scoutline.demo.Demo;
import io.scoutline.demo.DemoRoutes;
import io.scoutline.desk.Desk;
import io.scoutline.desk.DeskRoutes;
import io.scoutline.desk.DeskStore;
import io.scoutline.desk.DeskStreams;
import io.scoutline.desk.LoadedDetails;
import io.scoutline.kernel.BusinessZone;
import io.scoutline.kernel.CallerNumber;
import io.scoutline.kernel.Ids;
import io.scoutline.kernel.PbxName;
import io.scoutline.pbx.LinkState;
import io.scoutline.pbx.PbxEvent;
import io.scoutline.pbx.asterisk.agi.RouteServer;
import io.scoutline.pbx.asterisk.ami.LinkTiming;
import io.scoutline.pbx.asterisk.setup.ConnectedPbx;
import io.scoutline.pbx.asterisk.setup.PbxChecks;
import io.scoutline.pbx.asterisk.setup.PbxPlan;
import io.scoutline.pbx.asterisk.setup.PbxRoutes;
import io.scoutline.people.Installation;
import io.scoutline.people.People;
import io.scoutline.people.PeopleDirectory;
import io.scoutline.people.PeopleUpkeep;
import io.scoutline.people.Person;
import io.scoutline.people.signin.PasswordCost;
import io.scoutline.people.signin.Passwords;
import io.scoutline.people.signin.Sessions;
import io.scoutline.people.signin.SignInLimits;
import io.scoutline.platform.api.Api;
import io.scoutline.platform.api.Contract;
import io.scoutline.platform.api.Operation;
import io.scoutline.platform.database.Database;
import io.scoutline.platform.live.Live;
import io.scoutline.platform.net.TrustedProxies;
import io.scoutline.platform.watch.DatabaseWatch;
import io.scoutline.platform.watch.Health;
import io.scoutline.platform.watch.Management;
import io.scoutline.platform.web.WebServer;
import io.scoutline.presence.AvailabilityStore;
import io.scoutline.presence.ColleagueRoutes;
import io.scoutline.presence.Presence;
import io.scoutline.promises.PromiseKeeper;
import io.scoutline.promises.PromiseRoutes;
import io.scoutline.promises.PromiseStore;
import io.scoutline.recordings.RecordingSettings;
import io.scoutline.recordings.Recordings;
import io.scoutline.recordings.listening.RecordingRoutes;
import io.scoutline.routing.MemoryView;
import io.scoutline.routing.OpeningHours;
import io.scoutline.routing.Router;
import io.scoutline.routing.RoutingRules;
import io.scoutline.routing.RoutingSettings;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The server put together: the only place that sees every feature. The constructor wires, {@link #start} begins; both
 * wait, so they are for a plain thread.
 */
public final class App implements AutoCloseable {

  static final String VERSION = "0.1.0";
  private static final Duration WAIT = Duration.ofSeconds(60);

  private final Vertx vertx;
  private final ServerConfig config;
  private final Clock clock;
  private final RandomGenerator random;
  private final MeterRegistry meters;
  private final Storage storage;
  private final Passwords passwords;
  private final People people;
  private final Clients clients;
  private final Imports imports;
  private final CallStore callStore;
  private final CallStream stream;
  private final CallWriter writer;
  private final Presence presence;
  private final Desk desk;
  private final DeskStreams deskStreams;
  private final Board board;
  private final BoardStreams boardStreams;
  private final Live live;
  private final Api api;
  private final TrustedProxies proxies;
  private final Restoration restoration;
  private final Optional<Demo> demo;
  private final Links links;
  private final Recordings recordings;
  private final RouteServer routes;
  private PeopleUpkeep upkeep;
  private final Health health = new Health();
  private WebServer web;
  private Management management;

  public App(Vertx vertx, ServerConfig config, Optional<Demo> demo, Clock clock, RandomGenerator random,
      MeterRegistry meters) {
    this.vertx = vertx;
    this.config = config;
    this.demo = demo;
    this.clock = clock;
    this.random = random;
    this.meters = meters;
    var zone = new BusinessZone(config.business().zone());
    String region = config.business().region();
    Ids ids = Ids.timeOrdered(clock, Random.from(random));
    storage = Storage.open(vertx, config.database(), config.data(), random, meters);
    Database database = storage.database();
    var audit = new AuditLog(clock);
    passwords = new Passwords(PasswordCost.RECOMMENDED, 2, 100);
    people = new People(database, audit, passwords,
        new Sessions.Settings(config.security().sessionIdle(), config.security().sessionLongest(),
            Duration.ofSeconds(10), Duration.ofMinutes(1)),
        SignInLimits.Limits.USUAL, new Installation(zone, region, demo.isPresent(), VERSION), random, clock);
    Supplier<PeopleDirectory> directory = people.current()::directory;
    clients = new Clients(database, audit, directory, region, clock);
    imports = new Imports(database, audit, clients, directory, region, config.data().resolve("imports"), ids, clock);

    Context owner = vertx.getOrCreateContext();
    stream = new CallStream(owner, trackers(config.pbxs(), directory, region, ids));
    links = new Links(config, stream, clock, random, meters);
    callStore = new CallStore(database, new CallJson());
    recordings = recordings(database, ids);
    var sight = new CallSight(directory);
    var finder = new CallFinderStore(database, zone, recordings::playableOf);
    clients.sight().add((actor, client) -> finder.tookPart(actor.person(), client));
    var promiseStore = new PromiseStore(database);
    var promises = new PromiseKeeper(promiseStore, client -> clients.directory().client(client)
        .flatMap(entry -> entry.owner()));
    writer = new CallWriter(callStore, this::ownerOf, List.of(promises), meters);

    proxies = new TrustedProxies(config.http().trustedProxies());
    live = new Live(vertx, people.authenticator(), proxies, clock, ids, meters);
    people.watch(live);
    presence = new Presence(clock, config.business().wrapUp(), person -> directory.get().endpointsOf(person).stream()
        .map(phone -> new Presence.Phone(phone.pbx(), phone.name())).toList());
    deskStreams = new DeskStreams(live, directory, clients.places(), presence, links::statuses,
        promiseStore::countOf);
    promises.follow(deskStreams::promisesChanged);
    var details = new LoadedDetails(clients.passports(), promiseStore, finder, directory,
        Executors.newVirtualThreadPerTaskExecutor());
    desk = new Desk(clients.directory(), details, deskStreams, presence::wrapUpUntil, config.business().wrapUp(),
        owner, clock);
    var boardStore = new BoardStore(database);
    var boardSight = new BoardSight(directory);
    boardStreams = new BoardStreams(live, boardSight, zone, clock, owner, links::statuses);
    board = new Board(zone, clock, directory, presence, boardStore.rules().getLast(), boardStreams);
    deskStreams.open(desk);
    boardStreams.open(board);
    followCalls();

    api = new Api(vertx, await(Contract.load(vertx, "openapi.yaml")), people.authenticator(), proxies, ids, meters);
    people.register(api);
    new AuditRoutes(database, audit).register(api);
    clients.register(api);
    imports.register(api);
    new CallRoutes(callStore, finder, sight, stream, directory, clock).register(api);
    var deskStore = new DeskStore(database);
    var availability = new AvailabilityStore(database);
    new DeskRoutes(desk, deskStore, callStore, writer, presence, availability, clients.passports(), owner, clock)
        .register(api);
    new ColleagueRoutes(directory, presence).register(api);
    new PromiseRoutes(promiseStore, directory, deskStreams::promisesChanged, clock).register(api);
    new BoardRoutes(board, boardStreams, boardStore, boardSight, zone, directory, owner, clock).register(api);
    new RecordingRoutes(recordings, database, audit, clock).register(api);
    new DemoRoutes(demo.map(Demo::phones), directory).register(api);
    new AboutRoutes(VERSION, demo.isPresent(), demo.map(Demo::signIns).orElse(List.of())).register(api);
    routes = new RouteServer(routeSettings(config), router(zone, directory), clock, meters);
    new PbxRoutes(links.connected(), pbx -> phonesAt(directory.get(), pbx),
        new PbxChecks(LinkTiming.USUAL, routes, clock), clock).register(api);
    restoration = new Restoration(callStore, deskStore, availability, boardStore, clock, zone);
  }

  private Recordings recordings(Database database, Ids ids) {
    var done = new LinkedHashMap<PbxName, Path>();
    config.pbxs().forEach(pbx -> pbx.recordings().ifPresent(folder -> done.put(new PbxName(pbx.name()), folder)));
    try {
      return Recordings.open(RecordingSettings.standard(config.data().resolve("recordings"), done), database, ids,
          clock, meters, (recording, participants) -> recording.call()
              .ifPresent(call -> deskStreams.recorded(call, participants)));
    } catch (IOException refused) {
      throw new WrongConfig(List.of(new ConfigFault("data", config.data() + ": " + refused.getMessage(),
          "a folder that can be written")));
    }
  }

  private static List<PbxPlan.Phone> phonesAt(PeopleDirectory people, PbxName pbx) {
    return people.people().stream().flatMap(person -> people.endpointsOf(person.id()).stream())
        .filter(phone -> phone.pbx().equals(pbx))
        .map(phone -> new PbxPlan.Phone(phone.name(), phone.extension())).toList();
  }

  private Router router(BusinessZone zone, Supplier<PeopleDirectory> directory) {
    var business = config.business();
    var open = new OpeningHours(zone,
        List.of(new OpeningHours.Hours(business.openDays(), business.opens(), business.closes())));
    return new Router(new RoutingRules(RoutingSettings.usual(open)),
        () -> new MemoryView(clients.directory(), directory.get(), presence.snapshot()), _ -> business.region(),
        stream::routed, clock);
  }

  /** Each PBX may ask from its own address and from those that are listed. */
  private static RouteServer.Settings routeSettings(ServerConfig config) {
    var sources = new LinkedHashMap<PbxName, Set<InetAddress>>();
    for (PbxConfig pbx : config.pbxs()) {
      Set<InetAddress> from = new LinkedHashSet<>();
      config.agi().allow().forEach(address -> from.add(address(address)));
      sources.put(new PbxName(pbx.name()), from);
    }
    return new RouteServer.Settings(new InetSocketAddress(config.agi().host(), config.agi().port()), sources,
        config.agi().answerWithin());
  }

  private static InetAddress address(String literal) {
    try {
      return InetAddress.ofLiteral(literal);
    } catch (IllegalArgumentException notOne) {
      throw new WrongConfig(List.of(new ConfigFault("agi.allow", "'" + literal + "'", "addresses of the PBXs")));
    }
  }

  private static Map<PbxName, CallTracker> trackers(List<PbxConfig> pbxs, Supplier<PeopleDirectory> people,
      String region, Ids ids) {
    var trackers = new LinkedHashMap<PbxName, CallTracker>();
    for (PbxConfig pbx : pbxs) {
      var name = new PbxName(pbx.name());
      trackers.put(name, new CallTracker(name, new PbxSite(pbx.trunks(), pbx.trunkContexts(), region),
          (where, endpoint) -> people.get().atEndpoint(where, endpoint).map(Person::id), ids));
    }
    return trackers;
  }

  /** Whose call it is by its number: only where the directory leaves no choice (P3.3). */
  private Optional<CallOwners.Attribution> ownerOf(CallerNumber outside) {
    return outside.outside().map(clients.directory()::lookup).flatMap(match -> match instanceof Match.Known known
        ? Optional.of(new CallOwners.Attribution(known.client().id(), known.contact().map(contact -> contact.id())))
        : Optional.empty());
  }

  /** The order matters: the card is painted first, the row is written last. */
  private void followCalls() {
    stream.follow(desk);
    stream.follow(presence);
    stream.follow(board);
    stream.follow(writer);
    presence.follow(deskStreams);
    presence.follow(board);
    stream.followLinks(presence);
    stream.followLinks((_, event) -> {
      if (event instanceof PbxEvent.LinkUp || event instanceof PbxEvent.LinkDown) {
        deskStreams.linksChanged();
        boardStreams.linksChanged();
      }
    });
  }

  /** Takes up where the last stop left off, connects to the PBXs and listens. */
  public void start() {
    ensureMonths();
    people.current().refresh();
    demo.ifPresentOrElse(company -> company.found(people.company(), passwords, people.current()::directory,
            storage.database(), callStore, recordings.samples()),
        () -> people.company().firstAdmin().ifPresent(admin -> System.out.print(admin.introduction())));
    upkeep = new PeopleUpkeep(vertx, people, Duration.ofSeconds(30));
    clients.start();
    List<PbxName> pbxs = config.pbxs().stream().map(pbx -> new PbxName(pbx.name())).toList();
    restoration.run(pbxs, people.current().directory().people().stream().map(Person::id).toList(), stream, presence, desk, board);
    stream.owner().runOnContext(_ -> {
      vertx.setPeriodic(1_000, _ -> {
        presence.tick();
        desk.tick();
      });
      vertx.setPeriodic(300, _ -> board.flush());
    });
    vertx.setPeriodic(Duration.ofHours(6).toMillis(), _ -> Thread.ofVirtual().start(this::ensureMonths));
    try {
      routes.start();
    } catch (IOException taken) {
      throw new WrongConfig(List.of(new ConfigFault("agi.port", config.agi().port() + ": " + taken.getMessage(),
          "an address and a port that are free")));
    }
    links.start();
    recordings.start();
    var settings = new WebServer.Settings(config.http().host(), config.http().port(),
        config.http().tls().map(tls -> new WebServer.Tls(tls.certificate(), tls.key())), Set.of(), 1,
        Duration.ofSeconds(15), "web");
    web = await(WebServer.start(vertx, settings, api, live, proxies, random));
    if (meters instanceof PrometheusMeterRegistry scraped) {
      management = await(Management.start(vertx, config.management().host(), config.management().port(), health(),
          scraped));
    }
    health.started();
    demo.ifPresent(company -> company.begin(people.current()::directory, storage.database(),
        person -> live.isFollowed("desk", person.toString())));
  }

  /** A PBX that is away is degraded, not unready: desks, notes and the base go on (P17.6). */
  private Health health() {
    var watch = new DatabaseWatch(vertx, storage.database(), clock, Duration.ofSeconds(5));
    health.check("database", watch::condition);
    health.check("directory", () -> clients.directory().isFilled() ? new Health.Up()
        : new Health.Degraded("the clients' directory is being filled; routing falls back to the queue"));
    for (ConnectedPbx pbx : links.connected()) {
      health.check("pbx:" + pbx.link().name(), () -> switch (pbx.link().linkState()) {
        case LinkState.Up _ -> new Health.Up();
        case LinkState.Down down -> new Health.Degraded(down.fault().name().toLowerCase(Locale.ROOT) + " since "
            + down.since());
      });
    }
    recordings.register(health);
    return health;
  }

  private void ensureMonths() {
    callStore.ensureMonths(clock.instant().minus(Duration.ofDays(400)), clock.instant().plus(Duration.ofDays(60)));
  }

  /** What can be called over HTTP, for the test that tries each as every role. */
  List<Operation> operations() {
    return api.operations();
  }

  /** What can be followed on the live channel, for the same test. */
  List<Live.Topic> topics() {
    return live.topics();
  }

  public int port() {
    return web.port();
  }

  /** Where health and metrics are served; only when the meters can be scraped. */
  OptionalInt managementPort() {
    return management == null ? OptionalInt.empty() : OptionalInt.of(management.port());
  }

  public People people() {
    return people;
  }

  public Clients clients() {
    return clients;
  }

  public Database database() {
    return storage.database();
  }

  /**
   * Stops taking in, writes what is known, and lets go; calls go on at the PBX and are taken up again at the start.
   * The management port goes last: until then it says that we are not ready.
   */
  @Override
  public void close() {
    health.stopping();
    if (web != null) {
      await(web.close());
    }
    live.close();
    if (upkeep != null) {
      upkeep.close();
    }
    routes.close();
    links.close();
    recordings.close();
    writer.close();
    imports.close();
    clients.close();
    passwords.close();
    storage.close();
    if (management != null) {
      await(management.close());
    }
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(WAIT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failed.getCause());
    } catch (TimeoutException late) {
      throw new IllegalStateException(late);
    }
  }
}
