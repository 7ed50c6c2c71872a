package io.scoutline.calls.flight;

import io.scoutline.calls.Call;
import io.scoutline.calls.Direction;
import io.scoutline.calls.Disposition;
import io.scoutline.calls.Ending;
import io.scoutline.calls.Leg;
import io.scoutline.calls.LegSide;
import io.scoutline.calls.LegState;
import io.scoutline.calls.RouteNote;
import io.scoutline.calls.Span;
import io.scoutline.calls.Stay;
import io.scoutline.calls.flight.FlightFile.Entry;
import io.scoutline.calls.flight.FlightReplay.CallNow;
import io.scoutline.calls.flight.FlightReplay.LegNow;
import io.scoutline.kernel.PersonId;
import io.scoutline.pbx.DialStatus;
import io.scoutline.pbx.PbxEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A replay as its page steps through it: each step tells only what it changed.
 *
 * @param recorded what the file says that the call came to
 * @param replayed what it came to now; one, unless something is strange
 */
record ReplayView(From flight, Gist recorded, List<Gist> replayed, boolean agrees, List<StepView> steps) {

  /** Where the file is from. */
  record From(String server, String pbx, String call, boolean masked) {}

  record StepView(Instant at, String kind, String channel, Object event, boolean failed, List<CallAt> calls,
      List<LegAt> legs) {}

  record CallAt(int number, Direction direction, String outside, String dialled, Optional<String> queue,
      boolean waiting, Optional<Disposition> disposition, Optional<Integer> absorbedBy) {}

  /** @param bridges those that it is in now */
  record LegAt(int call, String uniqueid, String channel, String endpoint, LegSide side, Optional<Long> person,
      LegState state, Instant createdAt, Optional<Instant> ringingAt, Optional<Instant> answeredAt,
      Optional<Instant> endedAt, boolean holding, List<String> bridges, Optional<DialStatus> dialStatus, int cause,
      boolean endEstimated) {}

  static ReplayView of(FlightFile file, FlightReplay replay) {
    FlightFile.Header header = file.header();
    List<Gist> gists = replay.gists();
    return new ReplayView(new From(header.server(), header.pbx(), header.call(), header.masked()), header.gist(), gists,
        gists.size() == 1 && header.gist().agreesWith(gists.getFirst()),
        replay.steps().stream().map(ReplayView::step).toList());
  }

  private static StepView step(FlightReplay.Step step) {
    List<CallAt> calls = step.calls().stream().map(ReplayView::call).toList();
    List<LegAt> legs = step.legs().stream().map(ReplayView::leg).toList();
    return switch (step.entry()) {
      case Entry.Happened(PbxEvent event) -> new StepView(event.at(), event.getClass().getSimpleName(),
          event instanceof PbxEvent.OfChannel of ? of.channel().name() : "", event, step.failed(), calls, legs);
      case Entry.Routed(String _, RouteNote note) ->
          new StepView(note.at(), "RouteNote", "", note, step.failed(), calls, legs);
    };
  }

  private static CallAt call(CallNow now) {
    Call call = now.call();
    return new CallAt(now.number(), call.origin().direction(), call.origin().outside().said(),
        call.origin().dialled(), call.queue(), Span.anyOpen(call.queued()), call.ending().map(Ending::disposition),
        now.absorbedBy());
  }

  private static LegAt leg(LegNow now) {
    Leg leg = now.leg();
    return new LegAt(now.call(), leg.uniqueid(), leg.channel(), leg.endpoint(), leg.side(),
        leg.person().map(PersonId::value), leg.state(), leg.createdAt(), leg.ringingAt(), leg.answeredAt(),
        leg.endedAt(), leg.isHolding(), leg.stays().stream().filter(Stay::isOpen).map(Stay::bridge).toList(),
        leg.dialStatus(), leg.cause(), leg.endEstimated());
  }
}
