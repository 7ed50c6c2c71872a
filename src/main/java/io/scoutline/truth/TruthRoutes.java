package io.scoutline.truth;

import io.scoutline.calls.recovery.SecondWitness;
import io.scoutline.calls.recovery.WitnessFigures;
import io.scoutline.calls.rows.CallWriter;
import io.scoutline.calls.tracking.CallStream;
import io.scoutline.kernel.BusinessZone;
import io.scoutline.kernel.PbxName;
import io.scoutline.kernel.Role;
import io.scoutline.pbx.LinkFault;
import io.scoutline.pbx.LinkState;
import io.scoutline.pbx.asterisk.AsteriskLink;
import io.scoutline.platform.Timers;
import io.scoutline.platform.api.Access;
import io.scoutline.platform.api.Api;
import io.scoutline.platform.api.Reply;
import io.scoutline.platform.database.Database;
import io.scoutline.platform.database.DatabaseFault;
import io.scoutline.recordings.Recordings;
import io.scoutline.recordings.intake.IntakeState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The admin's page of how far calls can be trusted: figures, what is wrong, what was repaired. Waits for nobody. */
public final class TruthRoutes {

  record View(Instant at, long eventsWaiting, long eventsHeldUp, CallWriter.Figures rows, long recordingsUnlinked,
      List<TruthRules.Finding> findings, List<PbxView> pbxs, Optional<List<TruthStore.Repaired>> repaired) {}

  record PbxView(String name, boolean up, Instant since, Optional<LinkFault> fault, double eventsPerSecond,
      Duration lagMedianMs, Duration lagP99Ms, long waiting, long drops, long reconnects, long failedResyncs,
      Optional<Instant> lastResync, int closedByLast, long closedInAll, int openCalls, long estimatedToday,
      Optional<WitnessFigures> records) {}

  private static final int LISTED = 50;

  private final EventRates rates = new EventRates();
  private final List<AsteriskLink> links;
  private final CallStream stream;
  private final CallWriter writer;
  private final List<SecondWitness> witnesses;
  private final ResyncLedger resyncs;
  private final Recordings recordings;
  private final TruthStore store;
  private final BusinessZone zone;
  private final Clock clock;

  public TruthRoutes(List<AsteriskLink> links, CallStream stream, CallWriter writer, List<SecondWitness> witnesses,
      ResyncLedger resyncs, Recordings recordings, Database database, BusinessZone zone, Clock clock) {
    this.links = List.copyOf(links);
    this.stream = stream;
    this.writer = writer;
    this.witnesses = List.copyOf(witnesses);
    this.resyncs = resyncs;
    this.recordings = recordings;
    this.store = new TruthStore(database);
    this.zone = zone;
    this.clock = clock;
  }

  public void register(Api api) {
    api.operation("getTruth", Access.roles(Role.ADMIN), _ -> Reply.ok(view()));
  }

  /** Begins to reckon how many events come in a second. */
  public void watch(Timers timers) {
    timers.every(EventRates.EVERY,
        () -> links.forEach(link -> rates.look(link.name(), clock.instant(), link.figures().events())));
  }

  private View view() {
    Instant now = clock.instant();
    Optional<List<TruthStore.Repaired>> repaired = Optional.empty();
    Map<PbxName, Long> estimated = Map.of();
    try {
      repaired = Optional.of(store.repaired(LISTED));
      estimated = store.estimatedSince(zone.startOf(zone.dayOf(now)));
    } catch (DatabaseFault away) {
      repaired = Optional.empty();
    }
    Map<PbxName, Long> today = estimated;
    Map<PbxName, Integer> open = openCalls();
    Map<PbxName, IntakeState> intake = recordings.intake();
    var truth = new Truth(now, stream.depth(), stream.heldUp(), writer.figures(), recordings.unlinked(),
        repaired.isEmpty(), links.stream().map(link -> new Truth.OfPbx(link.name().value(), link.linkState(),
            link.figures(), rates.perSecond(link.name()), open.getOrDefault(link.name(), 0),
            resyncs.last(link.name()), today.getOrDefault(link.name(), 0L), witnessOf(link.name()),
            Optional.ofNullable(intake.get(link.name())))).toList());
    return new View(now, truth.eventsWaiting(), truth.eventsHeldUp(), truth.rows(), truth.recordingsUnlinked(),
        TruthRules.of(truth), truth.pbxs().stream().map(TruthRoutes::view).toList(), repaired);
  }

  private Optional<WitnessFigures> witnessOf(PbxName pbx) {
    return witnesses.stream().filter(witness -> witness.pbx().equals(pbx)).findFirst().map(SecondWitness::figures);
  }

  private Map<PbxName, Integer> openCalls() {
    var answer = new CompletableFuture<Map<PbxName, Integer>>();
    stream.owner().runOnContext(_ -> answer.complete(stream.openCalls()));
    return answer.join();
  }

  private static PbxView view(Truth.OfPbx pbx) {
    var figures = pbx.figures();
    Optional<LinkFault> fault = pbx.link() instanceof LinkState.Down down ? Optional.of(down.fault())
        : Optional.empty();
    return new PbxView(pbx.name(), fault.isEmpty(), pbx.link().since(), fault,
        Math.round(pbx.eventsPerSecond() * 10) / 10.0, figures.lagMedian(), figures.lagP99(), figures.waiting(),
        figures.drops(), Math.max(0, figures.sessions() - 1), figures.failedResyncs(),
        Optional.ofNullable(figures.lastResync()), pbx.resync().map(ResyncLedger.Entry::closed).orElse(0),
        pbx.resync().map(ResyncLedger.Entry::closedInAll).orElse(0L), pbx.openCalls(), pbx.estimatedToday(),
        pbx.witness());
  }
}
