package io.scoutline.calls;

import io.scoutline.kernel.CallId;
import io.scoutline.kernel.PbxName;
import io.scoutline.kernel.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * One conversation attempt: one call, N legs, one outcome (P2.1). Immutable; {@code version} grows with each change,
 * so that whoever is told of two states knows which is later. {@code linkedids} are all those of the PBX that turned
 * out to be this call, the first one first.
 */
public record Call(
    CallId id,
    PbxName pbx,
    List<String> linkedids,
    Origin origin,
    Instant startedAt,
    List<Leg> legs,
    List<RouteNote> routes,
    Optional<String> queue,
    List<Span> queued,
    Optional<Ending> ending,
    int version) {

  public Call {
    linkedids = List.copyOf(linkedids);
    legs = List.copyOf(legs);
    routes = List.copyOf(routes);
    queued = List.copyOf(queued);
  }

  public boolean isOpen() {
    return ending.isEmpty();
  }

  /** Whether somebody outside is part of it; only such calls are recorded and counted. */
  public boolean isExternal() {
    return legs.stream().anyMatch(leg -> leg.side() == LegSide.CLIENT);
  }

  public Optional<Leg> leg(String uniqueid) {
    return legs.stream().filter(leg -> leg.uniqueid().equals(uniqueid)).findFirst();
  }

  /** What routing answered last; empty when it was not asked. */
  public Optional<RouteNote> lastRoute() {
    return routes.isEmpty() ? Optional.empty() : Optional.of(routes.getLast());
  }

  public Stream<Leg> personLegs() {
    return legs.stream().filter(leg -> leg.side() == LegSide.PERSON);
  }

  public Stream<Leg> legsOf(PersonId person) {
    return legs.stream().filter(leg -> leg.person().filter(person::equals).isPresent());
  }

  /** The people whose phones took part in any way, in order of appearance. */
  public List<PersonId> people() {
    // Asked several times at each event of each call, and a quarter of the allocation under load as a stream.
    var people = new ArrayList<PersonId>(2);
    for (Leg leg : legs) {
      if (leg.person().isPresent() && !people.contains(leg.person().get())) {
        people.add(leg.person().get());
      }
    }
    return List.copyOf(people);
  }

  /** The stretches in which a leg of this call was in conversation. */
  public List<Span> talkOf(Leg leg) {
    return Talk.of(leg, legs);
  }

  public boolean hasTalked(Leg leg) {
    return !talkOf(leg).isEmpty();
  }

  /** Whether a leg is in conversation now, on hold or not. */
  public boolean isTalking(Leg leg) {
    return leg.isOpen() && Span.anyOpen(talkOf(leg));
  }

  private Optional<Instant> firstTalk(Leg leg) {
    return talkOf(leg).stream().findFirst().map(Span::from);
  }

  /** When the conversation proper began: somebody of ours and the other side in one bridge. */
  public Optional<Instant> answeredAt() {
    Stream<Leg> answering = isExternal() ? personLegs() : legs.stream();
    return answering.map(this::firstTalk).flatMap(Optional::stream).min(Instant::compareTo);
  }

  /** Who spoke first of our people (P2.3); for a call that we made, whoever made it, in whatever order it was told. */
  public Optional<PersonId> answeredBy() {
    return personLegs().filter(this::hasTalked)
        .min(Comparator.comparing((Leg leg) -> firstTalk(leg).orElseThrow()).thenComparing(leg -> !isFirst(leg)))
        .flatMap(Leg::person);
  }

  /** Whether the call began with it: the channel whose uniqueid became the linkedid. */
  private boolean isFirst(Leg leg) {
    return leg.uniqueid().equals(linkedids.getFirst());
  }

  public Duration talkTime(PersonId person, Instant now) {
    return legsOf(person).map(leg -> Talk.time(leg, legs, now)).reduce(Duration.ZERO, Duration::plus);
  }

  public Duration holdTime(PersonId person, Instant now) {
    return legsOf(person).map(leg -> leg.holdTime(now)).reduce(Duration.ZERO, Duration::plus);
  }

  public Duration queueTime(Instant now) {
    return Span.total(queued, now);
  }

  /**
   * When what the PBX no longer has was gone at the latest: never before what was seen of it, or a conversation whose
   * beginning we saw would not have been. The answer's time is ours, the events' times are the PBX's.
   */
  public Instant goneBy(Instant answered) {
    Instant seen = lastSeen().plusMillis(1);
    return seen.isAfter(answered) ? seen : answered;
  }

  /** The latest moment of which something is known. */
  public Instant lastSeen() {
    return legs.stream().map(Leg::lastSeen).max(Instant::compareTo).orElse(startedAt);
  }

  public boolean hasOpenLegs() {
    return legs.stream().anyMatch(Leg::isOpen);
  }

  public Call next(Origin newOrigin, List<String> newLinkedids, List<Leg> newLegs, Optional<Ending> newEnding) {
    return new Call(id, pbx, newLinkedids, newOrigin, startedAt, newLegs, routes, queue, queued, newEnding,
        version + 1);
  }

  Call withLegs(List<Leg> newLegs) {
    return next(origin, linkedids, newLegs, ending);
  }

  /** Adds a leg, or replaces the one with the same uniqueid; the very same call when nothing changes. */
  public Call withLeg(Leg leg) {
    var changed = new ArrayList<>(legs);
    for (int i = 0; i < changed.size(); i++) {
      if (changed.get(i).uniqueid().equals(leg.uniqueid())) {
        if (changed.get(i).equals(leg)) {
          return this;
        }
        changed.set(i, leg);
        return withLegs(changed);
      }
    }
    changed.add(leg);
    return withLegs(changed);
  }

  public Call changing(String uniqueid, UnaryOperator<Leg> change) {
    return leg(uniqueid).map(change).map(this::withLeg).orElse(this);
  }

  public Call withOrigin(Origin newOrigin) {
    return newOrigin.equals(origin) ? this : next(newOrigin, linkedids, legs, ending);
  }

  public Call alsoKnownAs(String linkedid) {
    if (linkedids.contains(linkedid)) {
      return this;
    }
    var more = new ArrayList<>(linkedids);
    more.add(linkedid);
    return next(origin, more, legs, ending);
  }

  public Call ending(Ending newEnding) {
    return next(origin, linkedids, legs, Optional.of(newEnding));
  }

  public Call routed(RouteNote note) {
    if (routes.contains(note)) {
      return this;
    }
    var more = new ArrayList<>(routes);
    more.add(note);
    return new Call(id, pbx, linkedids, origin, startedAt, legs, more, queue, queued, ending, version + 1);
  }

  public Call queuedIn(String name, List<Span> spans) {
    return new Call(id, pbx, linkedids, origin, startedAt, legs, routes, Optional.of(name), spans, ending,
        version + 1);
  }

  /**
   * This call, which is over, with what the PBX's own records add to it (P2.6); the very same one where they add
   * nothing.
   */
  public Call completedBy(Call written) {
    var allLegs = new ArrayList<Leg>();
    written.legs.forEach(leg -> allLegs.add(leg(leg.uniqueid()).map(own -> own.completedBy(leg)).orElse(leg)));
    legs.stream().filter(own -> written.leg(own.uniqueid()).isEmpty()).forEach(allLegs::add);
    boolean begun = written.origin.direction() == Direction.UNKNOWN || origin.isLike(written.origin);
    if (allLegs.equals(legs) && linkedids.containsAll(written.linkedids) && begun) {
      return this;
    }
    var allLinkedids = new ArrayList<>(written.linkedids);
    linkedids.stream().filter(linkedid -> !allLinkedids.contains(linkedid)).forEach(allLinkedids::add);
    Instant began = startedAt.isBefore(written.startedAt) ? startedAt : written.startedAt;
    return new Call(id, pbx, allLinkedids, begun ? origin : written.origin, began, allLegs, routes, queue,
        queued, ending, version + 1);
  }

  /** Whether the PBX's own records add nothing to this call, which is over. */
  public boolean isAllOf(Call written) {
    return completedBy(written) == this;
  }

  /** This call with everything of the other, which is the younger: its legs, linkedids, routes (P2.1). */
  public Call absorbing(Call other) {
    var allLinkedids = new ArrayList<>(linkedids);
    other.linkedids.stream().filter(linkedid -> !allLinkedids.contains(linkedid)).forEach(allLinkedids::add);
    var allLegs = new ArrayList<>(legs);
    other.legs.stream().filter(leg -> leg(leg.uniqueid()).isEmpty()).forEach(allLegs::add);
    var allRoutes = new ArrayList<>(routes);
    allRoutes.addAll(other.routes);
    var allQueued = new ArrayList<>(queued);
    allQueued.addAll(other.queued);
    Origin from = isExternal() || !other.isExternal() ? origin : other.origin;
    return new Call(id, pbx, allLinkedids, from, startedAt, allLegs, allRoutes, queue.or(() -> other.queue),
        allQueued, ending, Math.max(version, other.version) + 1);
  }
}
