package io.scoutline;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.scoutline.calls.lease.LeaseStore;
import io.scoutline.calls.lease.PbxLeases;
import io.scoutline.calls.rows.CallJson;
import io.scoutline.calls.rows.CallOwners;
import io.scoutline.calls.rows.CallStore;
import io.scoutline.calls.rows.CallWriter;
import io.scoutline.calls.rows.ContactKeeper;
import io.scoutline.calls.rows.EarlierCalls;
import io.scoutline.calls.recovery.RecoveryStore;
import io.scoutline.calls.recovery.SecondWitness;
import io.scoutline.calls.tracking.CallStream;
import io.scoutline.calls.tracking.CallTracker;
import io.scoutline.calls.tracking.PbxSite;
import io.scoutline.clients.directory.ClientEntry;
import io.scoutline.clients.directory.Match;
import io.scoutline.config.ServerConfig.PbxConfig;
import io.scoutline.kernel.CallerNumber;
import io.scoutline.kernel.ClientId;
import io.scoutline.kernel.PbxName;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.Role;
import io.scoutline.pbx.asterisk.cel.CelFile;
import io.scoutline.people.Person;
import io.scoutline.platform.OwnLoop;
import io.scoutline.promises.EarlierPromises;
import io.scoutline.promises.PromiseKeeper;
import io.scoutline.promises.PromiseStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A call's way from the links through the one owner of its state to its row and to what is owed after it. */
final class CallFlow {

  private static final Duration MONTHS_BEFORE = Duration.ofDays(400);
  private static final Duration MONTHS_AHEAD = Duration.ofDays(60);

  /** Where the one owner of call state lives. */
  final OwnLoop loop = new OwnLoop();
  final CallStream stream;
  final PbxLeases leases;
  final Links links;
  final CallStore rows;
  final CallWriter writer;
  final PromiseStore owed;
  final PromiseKeeper promises;
  final ContactKeeper contacts;
  final EarlierCalls earlier;
  private final List<SecondWitness> witnesses = new ArrayList<>();
  private final Ground ground;
  private final Directories directories;

  CallFlow(Ground ground, Storage storage, Directories directories, Carriage carriage) {
    this.ground = ground;
    this.directories = directories;
    stream = new CallStream(loop.context(), trackers());
    Gauge.builder("scoutline.events.waiting", stream, CallStream::depth)
        .description("Events handed over by the links and not yet folded").register(ground.meters());
    FunctionCounter.builder("scoutline.events.held.up", stream, CallStream::heldUp)
        .description("Times a link was held up because too many of its events waited").register(ground.meters());
    links = new Links(ground, stream, carriage);
    var json = new CallJson();
    rows = new CallStore(storage.database(), json);
    owed = new PromiseStore(storage.database());
    leases = new PbxLeases(new LeaseStore(storage.ledger()), ground.pbxs(), PbxLeases.Timing.USUAL, ground.meters());
    var ledger = new CallStore(storage.ledger(), json, leases);
    var places = new RecoveryStore(storage.ledger(), leases);
    promises = new PromiseKeeper(new PromiseStore(storage.ledger()), this::managerOf);
    contacts = new ContactKeeper(directories.clients.passports(), this::isScout);
    earlier = new EarlierCalls(storage.database(), rows, directories.clients.directory(),
        directories.clients.passports(), this::scouts, List.of(new EarlierPromises(owed, this::managerOf, promises)));
    directories.clients.tell(earlier);
    var memory = ground.config().memory();
    writer = new CallWriter(ledger, this::whose, List.of(promises, contacts),
        new CallWriter.Room(memory.calls(), memory.events()), ground.meters());
    for (PbxConfig pbx : ground.config().pbxs()) {
      carriage.recordsOf(pbx).ifPresent(file -> witnesses.add(witness(pbx, file, ledger, places)));
    }
  }

  private SecondWitness witness(PbxConfig pbx, Path file, CallStore rows, RecoveryStore places) {
    return new SecondWitness(new PbxName(pbx.name()), new CelFile(file), site(pbx), this::ownerOf, ground.ids(), stream,
        rows, writer, places, ground.meters());
  }

  private PbxSite site(PbxConfig pbx) {
    return new PbxSite(pbx.trunks(), pbx.trunkContexts(), ground.config().business().region());
  }

  /** What is known of a PBX; of one that is configured no more, how numbers are written here. */
  PbxSite siteOf(PbxName name) {
    return ground.config().pbxs().stream().filter(pbx -> pbx.name().equals(name.value())).findFirst().map(this::site)
        .orElseGet(() -> new PbxSite(Set.of(), Set.of(), ground.config().business().region()));
  }

  private Optional<PersonId> ownerOf(PbxName pbx, String endpoint) {
    return directories.staff().atEndpoint(pbx, endpoint).map(Person::id);
  }

  /** Begins to read what the PBXs wrote down by themselves. */
  void startWitnesses() {
    witnesses.forEach(SecondWitness::start);
  }

  List<SecondWitness> witnesses() {
    return List.copyOf(witnesses);
  }

  void closeWitnesses() {
    witnesses.forEach(SecondWitness::close);
  }

  private Map<PbxName, CallTracker> trackers() {
    var trackers = new LinkedHashMap<PbxName, CallTracker>();
    for (PbxConfig pbx : ground.config().pbxs()) {
      var name = new PbxName(pbx.name());
      trackers.put(name, new CallTracker(name, site(pbx), this::ownerOf, ground.ids()));
    }
    return trackers;
  }

  private Optional<PersonId> managerOf(ClientId client) {
    return directories.clients.directory().client(client).flatMap(ClientEntry::owner);
  }

  private Set<PersonId> scouts() {
    return directories.staff().people().stream().map(Person::id).filter(this::isScout)
        .collect(Collectors.toUnmodifiableSet());
  }

  private boolean isScout(PersonId person) {
    return directories.staff().person(person).filter(one -> one.roles().contains(Role.SCOUT)).isPresent();
  }

  /** Whose call it is by its number: only where the directory leaves no choice (P3.3). */
  private Optional<CallOwners.Attribution> whose(CallerNumber outside) {
    return outside.outside().map(directories.clients.directory()::lookup)
        .flatMap(match -> match instanceof Match.Known known
            ? Optional.of(new CallOwners.Attribution(known.client().id(), known.contact().map(one -> one.id())))
            : Optional.empty());
  }

  /** Makes the partitions that the coming rows, and late ones of the past, fall into; waits. */
  void ensureMonths() {
    Instant now = ground.clock().instant();
    rows.ensureMonths(now.minus(MONTHS_BEFORE), now.plus(MONTHS_AHEAD));
  }
}
