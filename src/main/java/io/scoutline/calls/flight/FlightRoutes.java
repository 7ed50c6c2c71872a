package io.scoutline.calls.flight;

import io.scoutline.audit.AuditLog;
import io.scoutline.calls.Call;
import io.scoutline.calls.finding.CallFinderStore;
import io.scoutline.calls.finding.CallSight;
import io.scoutline.calls.rows.CallStore;
import io.scoutline.calls.tracking.CallStream;
import io.scoutline.calls.tracking.PbxSite;
import io.scoutline.kernel.CallId;
import io.scoutline.kernel.PbxName;
import io.scoutline.kernel.Role;
import io.scoutline.pbx.PbxEvent;
import io.scoutline.people.Oversight;
import io.scoutline.people.PeopleDirectory;
import io.scoutline.platform.api.Access;
import io.scoutline.platform.api.Api;
import io.scoutline.platform.api.Reply;
import io.scoutline.platform.api.Request;
import io.scoutline.platform.database.Database;
import io.scoutline.platform.wire.Problem;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Flight records as files (P2.7): whoever may see a call takes its record away, an admin steps through one. A file that
 * is brought is read, folded and forgotten; nothing of it is kept.
 */
public final class FlightRoutes {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private record Brought(String file) {}

  private final FlightText text = new FlightText();
  private final CallStore rows;
  private final CallFinderStore finder;
  private final CallStream stream;
  private final Function<PbxName, PbxSite> sites;
  private final Supplier<PeopleDirectory> people;
  private final Database database;
  private final AuditLog audit;
  private final InstantSource clock;
  private final String version;

  /**
   * @param sites what is known of a PBX, also of one that is in the configuration no more
   * @param version of this server
   */
  public FlightRoutes(CallStore rows, CallFinderStore finder, CallStream stream, Function<PbxName, PbxSite> sites,
      Supplier<PeopleDirectory> people, Database database, AuditLog audit, InstantSource clock, String version) {
    this.rows = rows;
    this.finder = finder;
    this.stream = stream;
    this.sites = sites;
    this.people = people;
    this.database = database;
    this.audit = audit;
    this.clock = clock;
    this.version = version;
  }

  public void register(Api api) {
    api.operation("exportFlight", Access.signedIn(), this::export)
        .operation("replayCall", Access.roles(Role.ADMIN), request -> Reply.ok(replayed(fileOf(request))))
        .operation("replayFlight", Access.roles(Role.ADMIN), this::replayBrought);
  }

  /** A record holds numbers and names: who takes it away is on the audit before it is sent (P16.4). */
  private Reply export(Request request) {
    boolean masked = request.queryFlag("masked").orElse(false);
    FlightFile file = fileOf(request);
    String call = file.header().call();
    audit.record(database, request.actor(), "call.flight_exported", "call:" + call, Map.of("masked", masked));
    return Reply.bytes("application/x-ndjson; charset=utf-8",
        Buffer.buffer(text.write(masked ? MaskedFlight.of(file) : file)))
        .withHeader("Content-Disposition", "attachment; filename=\"call-" + call + ".jsonl\"");
  }

  private FlightFile fileOf(Request request) {
    CallId id = rows.resolve(new CallId(request.pathUuid("id")));
    var sight = new CallSight(request.actor(), Oversight.of(request.actor(), people.get()));
    finder.line(sight, id).orElseThrow(() -> Problem.notFound("call"));
    List<PbxEvent> kept = rows.flight(id);
    Call call = onOwner(() -> stream.call(id)).filter(Call::isOpen).or(() -> rows.find(id))
        .orElseThrow(() -> Problem.notFound("call"));
    return FlightFile.of(call, kept.isEmpty() ? onOwner(() -> stream.flightOf(id)) : kept, sites.apply(call.pbx()),
        version);
  }

  private Reply replayBrought(Request request) {
    try {
      return Reply.ok(replayed(text.read(request.body(Brought.class).file())));
    } catch (FlightText.NotAFlight other) {
      throw Problem.badRequest("not_a_flight", switch (other.fault()) {
        case NO_HEADER -> "The first line is not the header of a flight record.";
        case OTHER_FORMAT -> "The record has another format than this version reads.";
        case NOT_AN_EVENT -> "Line " + other.line() + " is not an event.";
        case INCOMPLETE -> "Something is missing in line " + other.line() + ".";
        case OUT_OF_BOUNDS -> "Line " + other.line() + " holds a time or a text that no call has.";
        case TOO_LONG -> "The record is longer than any call's, at line " + other.line() + ".";
      }).keeping("Nothing was changed.");
    }
  }

  private ReplayView replayed(FlightFile file) {
    Instant until = clock.instant().plus(PATIENCE);
    try {
      return ReplayView.of(file, FlightReplay.of(file, () -> clock.instant().isAfter(until)));
    } catch (FlightReplay.TooMuch much) {
      throw Problem.badRequest("replay_too_long", "The record has more channels than any call, or takes too long.")
          .keeping("Nothing was changed.");
    }
  }

  private <T> T onOwner(Supplier<T> question) {
    var answer = new CompletableFuture<T>();
    stream.owner().runOnContext(_ -> answer.complete(question.get()));
    return answer.join();
  }
}
