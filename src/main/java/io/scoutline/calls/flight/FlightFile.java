package io.scoutline.calls.flight;

import io.scoutline.calls.Call;
import io.scoutline.calls.Leg;
import io.scoutline.calls.RouteNote;
import io.scoutline.calls.tracking.Mentioned;
import io.scoutline.calls.tracking.PbxSite;
import io.scoutline.kernel.PersonId;
import io.scoutline.pbx.ChannelRef;
import io.scoutline.pbx.PbxEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A flight record to be taken away: everything that is needed to fold the call again, anywhere (P2.7).
 *
 * @param entries what happened, in the order in which the server heard of it
 */
public record FlightFile(Header header, List<Entry> entries) {

  /** Grows when a reader of the one before could no longer make sense of a file. */
  public static final int FORMAT = 1;

  /**
   * The first line.
   *
   * @param server the version that wrote it
   * @param call under which id that server keeps the call
   * @param people whose phone an endpoint was, by number
   * @param gist what the server made of the call; for a test, what should have been made of it
   */
  public record Header(String type, int format, String server, String pbx, String call, boolean masked, Site site,
      Map<String, Long> people, Gist gist) {
    static final String TYPE = "Flight";
  }

  /** What the tracker must know of the PBX ({@link PbxSite}), in an order that stays. */
  public record Site(List<String> trunkEndpoints, List<String> trunkContexts, String region) {
    PbxSite asKnown() {
      return new PbxSite(Set.copyOf(trunkEndpoints), Set.copyOf(trunkContexts), region);
    }
  }

  /** One of the lines after it. */
  public sealed interface Entry {
    Instant at();

    record Happened(PbxEvent event) implements Entry {
      @Override
      public Instant at() {
        return event.at();
      }
    }

    /** What routing answered for the call that this channel began (P4.2). */
    record Routed(String uniqueid, RouteNote note) implements Entry {
      @Override
      public Instant at() {
        return note.at();
      }
    }
  }

  public FlightFile {
    entries = List.copyOf(entries);
  }

  /**
   * @param call as the server has it
   * @param flight the events that made it
   * @param server its version
   */
  public static FlightFile of(Call call, List<PbxEvent> flight, PbxSite site, String server) {
    var where = new Site(site.trunkEndpoints().stream().sorted().toList(),
        site.trunkContexts().stream().sorted().toList(), site.region());
    return new FlightFile(new Header(Header.TYPE, FORMAT, server, call.pbx().value(), call.id().toString(), false,
        where, people(call, flight), Gist.of(call)), entries(call, flight));
  }

  /** By the endpoint that a leg began with, which is what the tracker asked about. */
  private static Map<String, Long> people(Call call, List<PbxEvent> flight) {
    var people = new TreeMap<String, Long>();
    for (Leg leg : call.legs()) {
      Optional<String> begun = flight.stream().filter(PbxEvent.OfChannel.class::isInstance)
          .flatMap(event -> Mentioned.channels((PbxEvent.OfChannel) event))
          .filter(channel -> channel.uniqueid().equals(leg.uniqueid())).findFirst().map(ChannelRef::endpoint);
      leg.person().map(PersonId::value).ifPresent(person ->
          people.putIfAbsent(begun.orElse(leg.endpoint()), person));
    }
    return people;
  }

  /** Each answer of routing before the first event after it. */
  private static List<Entry> entries(Call call, List<PbxEvent> flight) {
    List<Entry> entries = new ArrayList<>();
    flight.forEach(event -> entries.add(new Entry.Happened(event)));
    String began = call.leg(call.linkedids().getFirst()).or(() -> call.legs().stream().findFirst())
        .map(Leg::uniqueid).orElse(call.linkedids().getFirst());
    for (RouteNote note : call.routes()) {
      int place = (int) entries.stream().takeWhile(entry -> !entry.at().isAfter(note.at())).count();
      entries.add(place, new Entry.Routed(began, note));
    }
    return entries;
  }
}
