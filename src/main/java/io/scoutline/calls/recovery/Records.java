package io.scoutline.calls.recovery;

import io.scoutline.calls.Call;
import io.scoutline.calls.CallChange;
import io.scoutline.calls.tracking.CallTracker;
import io.scoutline.calls.tracking.EndpointOwners;
import io.scoutline.calls.tracking.PbxSite;
import io.scoutline.kernel.CallId;
import io.scoutline.kernel.Ids;
import io.scoutline.kernel.PbxName;
import io.scoutline.pbx.ChannelState;
import io.scoutline.pbx.DialStatus;
import io.scoutline.pbx.PbxEvent;
import io.scoutline.pbx.PbxEvent.ChannelCreated;
import io.scoutline.pbx.PbxEvent.ChannelEnded;
import io.scoutline.pbx.PbxEvent.ChannelStateChanged;
import io.scoutline.pbx.PbxEvent.DialEnded;
import io.scoutline.pbx.PbxEvent.OfChannel;
import io.scoutline.pbx.PbxRecords.Place;
import io.scoutline.pbx.PbxRecords.Said;
import io.scoutline.pbx.Testimony;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes calls of what a PBX wrote down by itself (P2.6), by the same fold as of what it tells over the link. Pure; for
 * one thread.
 *
 * <p>Records tell nothing of ringing and of how a dial went. Both are read from a channel's end: the cause says whether
 * there was a phone to ring, and one that a call reached has rung since it was made.
 */
final class Records {

  /** Q.850 causes of a phone that was not there, or could not be rung. */
  private static final List<Integer> NEVER_RANG = List.of(1, 3, 20, 34, 38, 41, 42, 58);
  private static final int BUSY = 17;

  /**
   * A call that is over by the records, with them as events.
   *
   * @param from where the first of them stands
   */
  record Written(Call call, List<PbxEvent> flight, Place from) {}

  /** A call of which no end is written for so long was cut by a restart of the PBX, which writes none. */
  private static final Duration LONGEST = Duration.ofDays(1);

  private record Begun(Place place, Instant at) {}

  private final CallTracker tracker;
  private final Map<String, ChannelCreated> created = new HashMap<>();
  private final Set<String> answered = new HashSet<>();
  /** The calls that are open, in the order in which they began. */
  private final Map<CallId, Begun> begun = new LinkedHashMap<>();
  private Instant latest = Instant.MIN.plus(LONGEST);

  Records(PbxName pbx, PbxSite site, EndpointOwners owners, Ids ids) {
    tracker = new CallTracker(pbx, site, owners, ids);
  }

  /** Takes the next record; tells of the calls that it ended. */
  List<Written> take(Said said) {
    if (said.testimony() instanceof Testimony.Happened happened) {
      latest = happened.event().at();
    }
    return switch (said.testimony()) {
      case Testimony.Retired _ -> List.of();
      case Testimony.Happened happened -> events(happened.event()).stream()
          .flatMap(event -> tracker.apply(event).stream()).flatMap(change -> over(change, said.at()).stream()).toList();
    };
  }

  /** Where the records begin of the oldest call that has not ended by them, but may. */
  Optional<Place> oldestOpen() {
    begun.values().removeIf(one -> one.at().isBefore(latest.minus(LONGEST)));
    return begun.values().stream().findFirst().map(Begun::place);
  }

  private Optional<Written> over(CallChange change, Place at) {
    CallId id = change.call().id();
    return switch (change) {
      case CallChange.Opened _ -> {
        begun.put(id, new Begun(at, change.call().startedAt()));
        yield Optional.empty();
      }
      case CallChange.Merged merged -> {
        begun.remove(merged.absorbed());
        yield Optional.empty();
      }
      case CallChange.Closed closed -> Optional.of(new Written(closed.call(), closed.flight(), from(id, at)));
      case CallChange.Corrected corrected when !corrected.call().isOpen() ->
          Optional.of(new Written(corrected.call(), corrected.flight(), from(id, at)));
      case CallChange.Corrected _, CallChange.Changed _, CallChange.Recovered _ -> Optional.empty();
    };
  }

  private Place from(CallId id, Place otherwise) {
    Begun its = begun.remove(id);
    return its == null ? otherwise : its.place();
  }

  private List<OfChannel> events(OfChannel event) {
    String uniqueid = event.channel().uniqueid();
    return switch (event) {
      case ChannelCreated begun -> {
        created.put(uniqueid, begun);
        yield List.of(event);
      }
      case ChannelStateChanged changed when changed.state() == ChannelState.UP -> {
        answered.add(uniqueid);
        yield List.of(event);
      }
      case ChannelEnded ended -> ended(ended);
      default -> List.of(event);
    };
  }

  private List<OfChannel> ended(ChannelEnded ended) {
    ChannelCreated begun = created.remove(ended.channel().uniqueid());
    boolean up = answered.remove(ended.channel().uniqueid());
    boolean dialled = begun != null && !begun.channel().uniqueid().equals(begun.channel().linkedid());
    if (!dialled) {
      return List.of(ended);
    }
    var events = new ArrayList<OfChannel>();
    if (up || !NEVER_RANG.contains(ended.cause()) && ended.cause() != BUSY) {
      events.add(new ChannelStateChanged(begun.at(), begun.channel(), ChannelState.RINGING));
    }
    if (!up) {
      events.add(new DialEnded(ended.at(), begun.channel(), Optional.empty(), status(ended.cause())));
    }
    events.add(ended);
    return events;
  }

  private static DialStatus status(int cause) {
    if (cause == BUSY) {
      return DialStatus.BUSY;
    }
    return NEVER_RANG.contains(cause) ? DialStatus.CHANUNAVAIL : DialStatus.NOANSWER;
  }
}
