package io.scoutline.calls.finding;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.scoutline.calls.Call;
import io.scoutline.calls.CallRules;
import io.scoutline.calls.EndEvidence;
import io.scoutline.calls.Ending;
import io.scoutline.calls.LegSide;
import io.scoutline.calls.LegState;
import io.scoutline.calls.ParticipantOutcome;
import io.scoutline.calls.RouteKind;
import io.scoutline.calls.Span;
import io.scoutline.kernel.PersonId;
import io.scoutline.people.PeopleDirectory;
import io.scoutline.people.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A call as its own page shows it: the line, each person's part, each leg, why it was routed so, what was written.
 *
 * @param nameable whether the asker may say with whom it was
 */
public record CallView(CallLine line, String pbx, List<String> linkedids, String dialled,
    Optional<EndEvidence> evidence, List<Part> participants, List<LegView> legs, List<Route> routes,
    List<CallFinderStore.Note> notes, boolean own, boolean nameable) {

  /** One of our people over all their devices (P2.3). */
  public record Part(PersonId person, String name, ParticipantOutcome outcome,
      @JsonProperty("talkMs") Duration talk, @JsonProperty("holdMs") Duration hold, List<Span> talkSpans,
      List<Span> holdSpans) {}

  public record LegView(String uniqueid, String endpoint, LegSide side, Optional<String> person, LegState state,
      Instant createdAt, Optional<Instant> ringingAt, Optional<Instant> answeredAt, Optional<Instant> endedAt,
      int cause, boolean endEstimated) {}

  public record Route(Instant at, int attempt, RouteKind kind, String reason, List<RouteStep> steps) {}

  public record RouteStep(String code, Optional<String> person) {}

  static CallView of(Call call, CallLine line, List<CallFinderStore.Note> notes, PeopleDirectory people, Instant now,
      PersonId asking, boolean nameable) {
    Instant until = call.ending().map(Ending::at).orElse(now);
    List<Part> parts = call.people().stream().map(person -> new Part(person, nameOf(people, person),
        CallRules.outcomeFor(call, person), call.talkTime(person, until), call.holdTime(person, until),
        call.legsOf(person).flatMap(leg -> call.talkOf(leg).stream()).toList(),
        call.legsOf(person).flatMap(leg -> leg.hold().stream()).toList())).toList();
    List<LegView> legs = call.legs().stream().map(leg -> new LegView(leg.uniqueid(), leg.endpoint(), leg.side(),
        leg.person().map(person -> nameOf(people, person)), leg.state(), leg.createdAt(), leg.ringingAt(),
        leg.answeredAt(), leg.endedAt(), leg.cause(), leg.endEstimated())).toList();
    List<Route> routes = call.routes().stream().map(note -> new Route(note.at(), note.attempt(), note.kind(),
        note.reason(), note.steps().stream().map(step -> new RouteStep(step.code(),
            step.person().map(person -> nameOf(people, person)))).toList())).toList();
    return new CallView(line, call.pbx().value(), call.linkedids(), call.origin().dialled(),
        call.ending().map(Ending::evidence), parts, legs, routes, notes, call.people().contains(asking),
        nameable);
  }

  private static String nameOf(PeopleDirectory people, PersonId person) {
    return people.person(person).map(Person::name).orElse("#" + person);
  }
}
