package io.scoutline;

import io.micrometer.core.instrument.MeterRegistry;
import io.scoutline.calls.CallListener;
import io.scoutline.clients.Clients;
import io.scoutline.config.ServerConfig;
import io.scoutline.demo.Demo;
import io.scoutline.demo.DemoRoutes;
import io.scoutline.pbx.PbxEvent;
import io.scoutline.pbx.asterisk.setup.ConnectedPbx;
import io.scoutline.people.Installation;
import io.scoutline.people.People;
import io.scoutline.platform.Timers;
import io.scoutline.platform.api.Contract;
import io.scoutline.platform.api.Operation;
import io.scoutline.platform.database.Database;
import io.scoutline.platform.live.Live;
import io.scoutline.truth.ResyncLedger;
import io.scoutline.truth.TruthRoutes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * The server put together, and the index of its parts: each class of this package wires one of them, this one says in
 * which order they are built, who hears of what, and how they start and stop. The constructor wires, {@link #start}
 * begins; both wait, so they are for a plain thread.
 */
public final class App implements AutoCloseable {

  static final String VERSION = "0.1.0";
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Duration BOARD_EVERY = Duration.ofMillis(300);
  private static final Duration MONTHS_EVERY = Duration.ofHours(6);

  private final Ground ground;
  private final Timers timers;
  private final Optional<Demo> demo;
  private final Storage storage;
  private final Directories directories;
  private final Carriage carriage;
  private final CallFlow calls;
  private final History history;
  private final FrontDoor door;
  private final Desks desks;
  private final Boards boards;
  private final Routing routing;
  private final OperatorPort operators;
  private final ResyncLedger resyncs = new ResyncLedger();
  private final TruthRoutes truth;

  /** @param demo the company that is served, and its simulated PBX; absent in earnest */
  public App(Vertx vertx, ServerConfig config, Optional<Demo> demo, Clock clock, RandomGenerator random,
      MeterRegistry meters) {
    this.demo = demo;
    ground = Ground.of(vertx, config, clock, random, meters);
    timers = new Timers(vertx);
    Future<Contract> contract = FrontDoor.contract(vertx);
    storage = Storage.open(ground);
    try {
      Database database = storage.database();
      directories = new Directories(ground, database,
          new Installation(ground.zone(), config.business().region(), demo.isPresent(), VERSION));
      carriage = new Carriage(ground);
      calls = new CallFlow(ground, storage, directories, carriage);
      history = new History(ground, database, directories, calls, carriage);
      door = new FrontDoor(ground, contract, directories.people.authenticator());
      desks = new Desks(ground, database, directories, calls, history, door.live);
      boards = new Boards(ground, database, directories, calls, desks.presence, door.live);
      routing = new Routing(ground, directories, desks.presence, calls.stream);
      operators = new OperatorPort(ground, storage, directories.clients.directory(), calls, history.recordings,
          carriage);
      truth = new TruthRoutes(calls.links.connected().stream().map(ConnectedPbx::link).toList(), calls.stream,
          calls.writer, calls.witnesses(), resyncs, history.recordings, database, ground.zone(), clock);
      follow();
      register();
    } catch (RuntimeException | Error refused) {
      closeWhatIsThere(refused);
      throw refused;
    }
  }

  /** Nobody gets a server to close whose constructor fails, and our own PostgreSQL would go on without us. */
  private void closeWhatIsThere(Throwable refused) {
    Stream.<AutoCloseable>of(timers, door, routing, calls == null ? null : calls.links,
            history == null ? null : history.recordings, calls == null ? null : calls.writer,
            calls == null ? null : calls.contacts, desks == null ? null : desks::close, directories,
            calls == null ? null : calls.leases, storage,
            calls == null ? null : calls.loop)
        .filter(Objects::nonNull).forEach(part -> {
          try {
            part.close();
          } catch (Exception failure) {
            refused.addSuppressed(failure);
          }
        });
  }

  /** Who hears of what. The order of followers matters: the card is painted first. */
  private void follow() {
    calls.stream.follow(desks.desk);
    calls.stream.follow(desks.presence);
    calls.stream.follow(boards.board);
    calls.stream.follow(calls.writer);
    calls.stream.follow(desks.draftMoves);
    desks.presence.follow(desks.streams);
    desks.presence.follow(boards.board);
    calls.stream.follow(resyncs);
    calls.stream.followLinks(resyncs);
    calls.stream.followLinks(desks.presence);
    calls.stream.followLinks((_, event) -> {
      if (event instanceof PbxEvent.LinkUp || event instanceof PbxEvent.LinkDown) {
        desks.streams.linksChanged();
        boards.streams.linksChanged();
      }
    });
    calls.promises.follow(desks.streams::promisesAre);
    history.recordings.follow((recording, participants) -> recording.call()
        .ifPresent(call -> desks.streams.recorded(call, participants)));
    directories.people.watch(door.live);
  }

  /** What can be called over HTTP; the contract is refused while an operation of it is missing here. */
  private void register() {
    directories.register(door.api);
    history.register(door.api, desks.naming::mayName);
    carriage.register(door.api);
    desks.register(door.api);
    boards.register(door.api);
    calls.links.register(door.api, directories, routing.server);
    truth.register(door.api);
    new DemoRoutes(demo.map(Demo::phones), directories::staff).register(door.api);
    new AboutRoutes(VERSION, demo.isPresent(), demo.map(Demo::signIns).orElse(List.of())).register(door.api);
  }

  /**
   * Waits until the PBXs are ours to follow, takes up where the last server left off, connects to the PBXs and listens.
   * The operators' port opens first and says how far it is.
   *
   * @param standingBy told once when another server is at work, which is waited for
   * @return false when it was closed while it stood by, or replaced
   */
  public boolean start(Runnable standingBy) {
    operators.open();
    if (!calls.leases.acquire(standingBy)) {
      return false;
    }
    calls.ensureMonths();
    directories.people.current().refresh();
    demo.ifPresentOrElse(this::found, this::greetFirstAdmin);
    directories.start();
    new Restoration(ground, directories, calls, desks, boards).run();
    tick();
    routing.start();
    calls.links.start();
    calls.startWitnesses();
    history.recordings.start();
    door.open();
    operators.started();
    demo.ifPresent(company -> company.begin(directories::staff, storage.database(),
        person -> door.live.isFollowed("desk", person.toString())));
    return true;
  }

  /** {@link #start(Runnable)} where nobody need be told. */
  public boolean start() {
    return start(() -> { });
  }

  /** What is done when another server takes over: this one is to end. To be said before the start. */
  void whenReplaced(Runnable end) {
    calls.leases.whenReplaced(end);
  }

  private void found(Demo company) {
    company.found(directories.people.company(), directories.passwords, directories::staff, storage.database(),
        calls.rows, history.recordings.samples());
  }

  private void greetFirstAdmin() {
    directories.people.company().firstAdmin().ifPresent(admin -> System.out.print(admin.introduction()));
  }

  private void tick() {
    calls.loop.every(TICK, desks::tick);
    calls.loop.every(BOARD_EVERY, boards.board::flush);
    truth.watch(timers);
    timers.every(MONTHS_EVERY, () -> Thread.ofVirtual().start(calls::ensureMonths));
  }

  /**
   * Stops taking in, writes what is known, and lets go; calls go on at the PBX and are taken up again at the start.
   * The operators' port goes last: until then it says that we are not ready.
   */
  @Override
  public void close() {
    operators.stopping();
    calls.leases.waitNoMore();
    timers.close();
    calls.loop.stopTimers();
    door.close();
    routing.close();
    calls.links.close();
    calls.closeWitnesses();
    history.recordings.close();
    calls.writer.close();
    calls.contacts.close();
    calls.earlier.close();
    desks.close();
    directories.close();
    calls.leases.close();
    storage.close();
    calls.loop.close();
    operators.close();
  }

  /** Whether the owner of call state takes up a task in time; waits for it. */
  boolean answers(Duration within) {
    var taken = new CountDownLatch(1);
    calls.stream.owner().runOnContext(_ -> taken.countDown());
    try {
      return taken.await(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  public int port() {
    return door.port();
  }

  /** Where health and metrics are served; only when the meters can be scraped. */
  OptionalInt managementPort() {
    return operators.port();
  }

  /** What can be called over HTTP, for the test that tries each as every role. */
  List<Operation> operations() {
    return door.api.operations();
  }

  /** What can be followed on the live channel, for the same test. */
  List<Live.Topic> topics() {
    return door.live.topics();
  }

  /** Tells every change of a call, for the test that looks whether any takes back what was known. */
  void follow(CallListener listener) {
    calls.stream.follow(listener);
  }

  public People people() {
    return directories.people;
  }

  public Clients clients() {
    return directories.clients;
  }

  public Database database() {
    return storage.database();
  }
}
