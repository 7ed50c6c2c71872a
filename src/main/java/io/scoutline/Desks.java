package io.scoutline;

import io.scoutline.desk.Desk;
import io.scoutline.desk.DeskRoutes;
import io.scoutline.desk.DeskStore;
import io.scoutline.desk.DeskStreams;
import io.scoutline.desk.DraftMoves;
import io.scoutline.desk.KeptTimeOuts;
import io.scoutline.desk.LanguageWatch;
import io.scoutline.desk.LoadedDetails;
import io.scoutline.desk.Naming;
import io.scoutline.desk.NamingRoutes;
import io.scoutline.desk.OrderedWrites;
import io.scoutline.people.Person;
import io.scoutline.platform.api.Api;
import io.scoutline.platform.database.Database;
import io.scoutline.platform.live.Live;
import io.scoutline.presence.AvailabilityStore;
import io.scoutline.presence.ColleagueRoutes;
import io.scoutline.presence.Presence;
import io.scoutline.presence.WrapUps;
import io.scoutline.promises.PromiseRoutes;
import java.time.Duration;
import java.util.concurrent.Executors;

/** What each person has before them while they talk: the card, their own state and the call-backs they owe. */
final class Desks {

  final Presence presence;
  final DeskStreams streams;
  final Desk desk;
  final DeskStore store;
  final DraftMoves draftMoves;
  final AvailabilityStore availability;
  final NamingRoutes naming;
  private final OrderedWrites writes;
  private final Ground ground;
  private final Database database;
  private final Directories directories;
  private final CallFlow calls;

  Desks(Ground ground, Database database, Directories directories, CallFlow calls, History history, Live live) {
    this.ground = ground;
    this.database = database;
    this.directories = directories;
    this.calls = calls;
    writes = new OrderedWrites(Duration.ofSeconds(10), ground.meters());
    var clients = directories.clients;
    var wrapUps = new WrapUps(ground.config().business().wrapUp(), ground.clock());
    presence = new Presence(ground.clock(), wrapUps, person -> directories.staff().endpointsOf(person).stream()
        .map(phone -> new Presence.Phone(phone.pbx(), phone.name())).toList());
    var virtualThreads = Executors.newVirtualThreadPerTaskExecutor();
    // It only reads; nothing is lost when a stop cuts it off.
    var details = new LoadedDetails(clients.passports(), calls.owed, history.finder, directories::staff,
        virtualThreads);
    store = new DeskStore(database);
    desk = new Desk(clients.directory(), details, wrapUps, calls.stream.owner(), ground.clock());
    streams = new DeskStreams(live, desk, directories::staff, clients.places(), presence, calls.links::statuses,
        calls.owed::countOf);
    desk.follow(streams);
    desk.follow(new KeptTimeOuts(store, writes, ground.clock()));
    var owner = calls.stream.owner();
    directories.people.current().onChange(new LanguageWatch(directories.staff(),
        person -> owner.runOnContext(_ -> desk.repaint(person)))::on);
    // Whoever has just been given an account has a state from then on, by the phones they have (P7.3).
    directories.people.current().onChange(staff -> owner.runOnContext(_ ->
        staff.people().stream().filter(Person::active).map(Person::id).forEach(presence::know)));
    draftMoves = new DraftMoves(store, writes);
    availability = new AvailabilityStore(database);
    naming = new NamingRoutes(desk, calls.rows, calls.writer, clients,
        new Naming(store, database, directories.audit, ground.zone(), ground.clock()), directories::staff,
        calls.stream.owner());
    streams.open();
  }

  void register(Api api) {
    new DeskRoutes(desk, store, calls.rows, presence, availability, calls.stream.owner(), ground.zone(), ground.clock())
        .register(api);
    naming.register(api);
    new ColleagueRoutes(directories::staff, presence).register(api);
    new PromiseRoutes(calls.owed, database, directories.audit, directories::staff, streams::promisesChanged,
        ground.clock()).register(api);
  }

  /** Ends what is over by time; each second, on the owner's context. */
  void tick() {
    presence.tick();
    desk.tick();
  }

  /** Waits until what the desks had to write down is written; before the database closes. */
  void close() {
    writes.close();
  }
}
