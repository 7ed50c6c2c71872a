package io.scoutline.routing;

import io.scoutline.kernel.CallerNumber;
import io.scoutline.kernel.PbxName;
import io.scoutline.pbx.RouteAdviser;
import io.scoutline.pbx.RouteReply;
import io.scoutline.pbx.RouteRequest;
import io.scoutline.routing.RouteQuestion.Progress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the PBX from memory, remembers who was rung so that a second attempt rings others, and tells each decision
 * to those who keep it with the call. Any number of threads at once; nothing here waits.
 */
public final class Router implements RouteAdviser {
  private static final Logger LOG = LoggerFactory.getLogger(Router.class);

  private final Attempts attempts = new Attempts();
  private final RoutingRules rules;
  private final Supplier<RoutingView> view;
  private final Function<PbxName, String> regionOf;
  private final RouteListener listener;
  private final InstantSource clock;

  /** @param regionOf the country whose national numbers a PBX speaks, ISO 3166 */
  public Router(RoutingRules rules, Supplier<RoutingView> view, Function<PbxName, String> regionOf,
      RouteListener listener, InstantSource clock) {
    this.rules = rules;
    this.view = view;
    this.regionOf = regionOf;
    this.listener = listener;
    this.clock = clock;
  }

  @Override
  public Optional<RouteReply> advise(RouteRequest request) {
    Instant now = clock.instant();
    RouteDecision decision = rules.decide(question(request, now), view.get());
    if (decision instanceof RouteDecision.Ring ring && !request.uniqueid().isEmpty()) {
      attempts.rung(request.pbx(), request.uniqueid(), ring.people(), now);
    }
    tell(request, decision, now);
    return Optional.of(reply(decision));
  }

  private RouteQuestion question(RouteRequest request, Instant now) {
    var caller = CallerNumber.read(request.callerSaid(), regionOf.apply(request.pbx()));
    if (request.attempt() == 1) {
      attempts.forget(request.pbx(), request.uniqueid());
    }
    var tried = attempts.rungFor(request.pbx(), request.uniqueid());
    return new RouteQuestion(request.pbx(), caller, now, tried.orElse(Set.of()), progress(request, tried.isPresent()));
  }

  private static Progress progress(RouteRequest request, boolean remembered) {
    if (request.afterQueue()) {
      return Progress.AFTER_QUEUE;
    }
    if (request.attempt() == 1) {
      return Progress.FIRST;
    }
    return remembered ? Progress.NOT_ANSWERED : Progress.FORGOTTEN;
  }

  private void tell(RouteRequest request, RouteDecision decision, Instant now) {
    try {
      listener.routed(request.pbx(), request.uniqueid(), decision.note(now, request.attempt()));
    } catch (RuntimeException fault) {
      LOG.error("PBX {}: a decision could not be kept with its call; the call goes on", request.pbx(), fault);
    }
  }

  private static RouteReply reply(RouteDecision decision) {
    return switch (decision) {
      case RouteDecision.Ring ring -> new RouteReply.Ring(
          ring.targets().stream().map(RouteDecision.Target::extension).toList(), ring.ringFor());
      case RouteDecision.Queue _ -> new RouteReply.Queue();
      case RouteDecision.Voicemail _ -> new RouteReply.Voicemail();
      case RouteDecision.Refuse _ -> new RouteReply.Refuse();
    };
  }
}
