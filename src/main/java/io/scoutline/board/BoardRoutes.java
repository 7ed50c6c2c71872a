package io.scoutline.board;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.scoutline.audit.AuditLog;
import io.scoutline.calls.Direction;
import io.scoutline.calls.Disposition;
import io.scoutline.kernel.Actor;
import io.scoutline.kernel.BusinessZone;
import io.scoutline.kernel.CallId;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.Role;
import io.scoutline.people.Oversight;
import io.scoutline.people.PeopleDirectory;
import io.scoutline.people.Person;
import io.scoutline.platform.api.Access;
import io.scoutline.platform.api.Api;
import io.scoutline.platform.api.Reply;
import io.scoutline.platform.api.Request;
import io.scoutline.platform.database.Database;
import io.scoutline.platform.wire.DayRange;
import io.scoutline.platform.wire.Problem;
import io.vertx.core.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** The board over HTTP, the calls behind each number, and the norms. */
public final class BoardRoutes {

  /** One call behind a number, and why it counts or not (P7.2). */
  public record CountedCall(CallId call, Instant startedAt, Direction direction, Optional<String> number,
      Disposition disposition, @JsonProperty("rangMs") Duration rang, @JsonProperty("talkMs") Duration talk,
      boolean counts, Verdict reason) {}

  public record CountedCalls(LocalDate day, BoardView.Rule rule, List<BoardView.Rule> rules, String person,
      int counted, int notCounted, List<CountedCall> calls) {}

  public record NormLine(long id, Optional<Role> role, Optional<PersonId> person, Optional<String> personName, int min,
      int max, LocalDate validFrom) {}

  /** The rule in force with what it goes by, so that a page can say how calls count. */
  public record RuleInForce(int version, String name, @JsonProperty("shortestRingMs") Duration shortestRing,
      boolean repeatsCount, boolean inboundCounts) {}

  public record NormList(List<NormLine> items, RuleInForce rule) {}

  public record NormBody(Optional<Role> role, Optional<PersonId> person, int min, int max,
      Optional<LocalDate> validFrom) {}

  private final Board board;
  private final BoardStreams streams;
  private final BoardStore store;
  private final Norms changes;
  private final BusinessZone zone;
  private final Supplier<PeopleDirectory> people;
  private final Context owner;
  private final InstantSource clock;

  public BoardRoutes(Board board, BoardStreams streams, BoardStore store, Database database, AuditLog audit,
      BusinessZone zone, Supplier<PeopleDirectory> people, Context owner, InstantSource clock) {
    this.board = board;
    this.streams = streams;
    this.store = store;
    this.changes = new Norms(database, audit, clock);
    this.zone = zone;
    this.people = people;
    this.owner = owner;
    this.clock = clock;
  }

  public void register(Api api) {
    api.operation("getBoard", Access.signedIn(), this::get);
    api.operation("getCountedCalls", Access.signedIn(), this::counted);
    api.operation("listNorms", Access.roles(Role.HEAD, Role.ADMIN, Role.LINE_MANAGER, Role.SUPERVISOR), this::norms);
    api.operation("setNorm", Access.roles(Role.HEAD, Role.ADMIN), this::setNorm);
    api.operation("removeNorm", Access.roles(Role.HEAD, Role.ADMIN), this::removeNorm);
  }

  private Reply get(Request request) {
    Actor actor = request.actor();
    return Reply.ok(onOwner(() -> streams.view(actor)));
  }

  private Reply counted(Request request) {
    var person = new PersonId(request.pathNumber("id"));
    PeopleDirectory everybody = people.get();
    Person shown = everybody.person(person).filter(_ -> Oversight.of(request.actor(), everybody).covers(person))
        .orElseThrow(() -> Problem.notFound("person"));
    LocalDate day = request.queryText("day").map(text -> DayRange.OF_RECORDS.read("day", text))
        .orElse(zone.dayOf(clock.instant()));
    List<CountingRule> rules = store.rules();
    CountingRule rule = request.queryNumber("rule").map(wanted -> rules.stream()
        .filter(one -> one.version() == wanted).findFirst()
        .orElseThrow(() -> Problem.invalid("rule", "unknown_rule", "There is no counting rule of this version.")))
        .orElse(rules.getLast());
    List<CountedCall> calls = rule.judge(store.facts(person, zone.startOf(day), zone.endOf(day))).stream()
        .map(one -> call(one)).toList().reversed();
    int counts = (int) calls.stream().filter(CountedCall::counts).count();
    return Reply.ok(new CountedCalls(day, view(rule), rules.stream().map(BoardRoutes::view).toList(), shown.name(),
        counts, calls.size() - counts, calls));
  }

  private static CountedCall call(CountingRule.Counted one) {
    CallFact fact = one.fact();
    return new CountedCall(fact.call(), fact.startedAt(), fact.direction(), fact.number(), fact.disposition(),
        fact.rang(), fact.talked(), one.verdict().counts(), one.verdict());
  }

  private static BoardView.Rule view(CountingRule rule) {
    return new BoardView.Rule(rule.version(), rule.name());
  }

  private Reply norms(Request request) {
    CountingRule rule = store.rules().getLast();
    return Reply.ok(new NormList(store.norms().stream().map(norm -> new NormLine(norm.id(), norm.role(), norm.person(),
        norm.person().flatMap(people.get()::person).map(Person::name), norm.least(), norm.most(),
        norm.validFrom())).toList(), new RuleInForce(rule.version(), rule.name(), rule.shortestRing(),
        rule.repeatsCount(), rule.inboundCounts())));
  }

  private Reply setNorm(Request request) {
    NormBody body = request.body(NormBody.class);
    if (body.role().isPresent() == body.person().isPresent()) {
      throw Problem.invalid("role", "role_or_person", "A norm is either for a role or for one person.");
    }
    if (body.max() < body.min()) {
      throw Problem.invalid("max", "below_minimum", "The maximum is not below the minimum.");
    }
    body.person().ifPresent(person -> people.get().person(person)
        .orElseThrow(() -> Problem.invalid("person", "unknown_person", "There is no such person.")));
    LocalDate today = zone.dayOf(clock.instant());
    LocalDate from = DayRange.ofRules(today).require("validFrom", body.validFrom().orElse(today));
    changes.set(request.actor(), body.role(), body.person(), body.min(), body.max(), from);
    judgeByNewNorms();
    return Reply.nothing();
  }

  private Reply removeNorm(Request request) {
    if (!changes.remove(request.actor(), request.pathNumber("id"))) {
      throw Problem.notFound("norm");
    }
    judgeByNewNorms();
    return Reply.nothing();
  }

  private void judgeByNewNorms() {
    List<Norm> inForce = store.norms();
    onOwner(() -> {
      board.setNorms(inForce);
      return true;
    });
  }

  private <T> T onOwner(Supplier<T> question) {
    var answer = new CompletableFuture<T>();
    owner.runOnContext(_ -> {
      try {
        answer.complete(question.get());
      } catch (RuntimeException fault) {
        answer.completeExceptionally(fault);
      }
    });
    return answer.join();
  }
}
