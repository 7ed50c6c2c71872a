package io.scoutline.routing;

import io.scoutline.clients.directory.ClientEntry;
import io.scoutline.clients.directory.Match;
import io.scoutline.kernel.CallerNumber;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.PhoneNumber;
import io.scoutline.routing.RouteCodes.Place;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Who gets a call, and why (P4): owner → deputy → for a key client the second person → team → common queue; a client
 * without owner goes to the scout who spoke last → that scout's team → queue. Pure: the same question on the same
 * view has the same answer, with a reason for each person passed over.
 */
public final class RoutingRules {
  private final RoutingSettings settings;

  public RoutingRules(RoutingSettings settings) {
    this.settings = settings;
  }

  public RouteDecision decide(RouteQuestion question, RoutingView view) {
    var search = new RouteSearch(question, view, settings);
    return switch (question.caller()) {
      case CallerNumber.Outside outside -> decide(outside.number(), search);
      case CallerNumber.Hidden _ -> search.commonAfter(RouteCodes.HIDDEN);
      case CallerNumber.Unreadable _ -> search.commonAfter(RouteCodes.UNREADABLE);
      case CallerNumber.Extension _ -> search.commonAfter(RouteCodes.INTERNAL);
    };
  }

  private RouteDecision decide(PhoneNumber number, RouteSearch search) {
    if (search.view().isBlocked(number)) {
      return search.refuse(RouteCodes.BLOCKED);
    }
    return switch (search.question().progress()) {
      case FORGOTTEN -> search.commonAfter(RouteCodes.ATTEMPT_FORGOTTEN);
      case AFTER_QUEUE -> search.common();
      case FIRST, NOT_ANSWERED -> byClient(search.view().lookup(number), search);
    };
  }

  private RouteDecision byClient(Match match, RouteSearch search) {
    return switch (match) {
      case Match.Known known -> known.client().owner().isPresent()
          ? toOwner(known.client().owner().get(), second(known.client()), search)
          : withoutOwner(known.client(), search);
      case Match.Ambiguous ambiguous -> sharedOwner(ambiguous).map(owner -> {
        search.note(RouteCodes.AMBIGUOUS_SAME_OWNER);
        return toOwner(owner, Optional.empty(), search);
      }).orElseGet(() -> search.commonAfter(RouteCodes.AMBIGUOUS));
      case Match.Unknown _ -> search.commonAfter(
          search.view().isFilled() ? RouteCodes.UNKNOWN : RouteCodes.DIRECTORY_NOT_FILLED);
    };
  }

  private RouteDecision toOwner(PersonId owner, Optional<PersonId> second, RouteSearch search) {
    return search.person(Place.OWNER, owner)
        .or(() -> search.view().deputyOf(owner, search.question().at())
            .flatMap(deputy -> search.person(Place.DEPUTY, deputy)))
        .or(() -> second.flatMap(person -> search.person(Place.VIP_SECOND, person)))
        .or(() -> search.team(owner, RouteCodes.TEAM, RouteCodes.TEAM_NOBODY))
        .orElseGet(search::common);
  }

  private RouteDecision withoutOwner(ClientEntry client, RouteSearch search) {
    search.note(RouteCodes.NO_OWNER);
    var earliest = search.question().at().minus(settings.lastSpokeWithin());
    var last = client.lastScout().filter(spoke -> !spoke.at().isBefore(earliest)).map(ClientEntry.LastScout::scout);
    return last.flatMap(scout -> search.person(Place.SCOUT_WHO_SPOKE_LAST, scout))
        .or(() -> last.flatMap(scout -> search.team(scout, RouteCodes.LIST_TEAM, RouteCodes.LIST_TEAM_NOBODY)))
        .or(() -> second(client).flatMap(person -> search.person(Place.VIP_SECOND, person)))
        .orElseGet(search::common);
  }

  private static Optional<PersonId> second(ClientEntry client) {
    return client.vip() ? client.second() : Optional.empty();
  }

  /** The one owner of everybody behind a shared number; none when not all of them are known. */
  private static Optional<PersonId> sharedOwner(Match.Ambiguous ambiguous) {
    List<Optional<PersonId>> owners = ambiguous.choices().stream().map(choice -> choice.client().owner())
        .collect(Collectors.toSet()).stream().toList();
    return ambiguous.more() || owners.size() != 1 ? Optional.empty() : owners.getFirst();
  }
}
