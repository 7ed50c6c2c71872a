package io.scoutline.demo;

import io.scoutline.calls.Call;
import io.scoutline.calls.CallChange;
import io.scoutline.calls.rows.CallRow;
import io.scoutline.calls.tracking.CallTracker;
import io.scoutline.calls.tracking.EndpointOwners;
import io.scoutline.calls.tracking.PbxSite;
import io.scoutline.demo.DemoStore.Callable;
import io.scoutline.kernel.Ids;
import io.scoutline.pbx.ChannelRef;
import io.scoutline.pbx.ChannelState;
import io.scoutline.pbx.DialStatus;
import io.scoutline.pbx.PbxEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Past calls of the demo, made the way real ones are: events folded by the tracker, so that every page shows them as
 * it shows real ones, flight record and all. The same seed gives the same day.
 */
final class DemoDay {

  private final EndpointOwners owners;
  private final Random random;
  private final List<CallRow> rows = new ArrayList<>();
  private long serial;

  DemoDay(EndpointOwners owners, long seed) {
    this.owners = owners;
    this.random = new Random(seed);
  }

  List<CallRow> rows() {
    return rows;
  }

  /** A scout works from one moment to another through some of these clients. */
  void scout(String extension, List<Callable> clients, Instant from, Instant until, double perHour) {
    Instant at = from.plusSeconds(random.nextInt(240));
    while (at.isBefore(until) && !clients.isEmpty()) {
      Callable client = clients.get(random.nextInt(clients.size()));
      at = outbound(extension, client, at).plusSeconds((long) (-Math.log(1 - random.nextDouble())
          * 3600 / perHour * 0.55) + 8);
    }
  }

  /** Clients call somebody in from one moment to another. */
  void manager(String extension, List<Callable> clients, Instant from, Instant until, double perHour) {
    Instant at = from.plusSeconds(random.nextInt(1200));
    while (at.isBefore(until) && !clients.isEmpty()) {
      at = inbound(extension, clients.get(random.nextInt(clients.size())), at)
          .plusSeconds((long) (-Math.log(1 - random.nextDouble()) * 3600 / perHour) + 20);
    }
  }

  /** Somebody calls these clients now and then, and is called by them more often. */
  void both(String extension, List<Callable> clients, Instant from, Instant until, double perHour) {
    Instant at = from.plusSeconds(random.nextInt(1200));
    while (at.isBefore(until) && !clients.isEmpty()) {
      Callable client = clients.get(random.nextInt(clients.size()));
      Instant end = random.nextInt(3) == 0 ? outbound(extension, client, at) : inbound(extension, client, at);
      at = end.plusSeconds((long) (-Math.log(1 - random.nextDouble()) * 3600 / perHour) + 20);
    }
  }

  private Instant outbound(String extension, Callable client, Instant start) {
    String linkedid = uniqueid(start);
    var phone = new ChannelRef(linkedid, linkedid, "PJSIP/" + extension + "-" + suffix());
    var far = new ChannelRef(uniqueid(start), linkedid, "PJSIP/trunk-" + suffix());
    var events = new ArrayList<PbxEvent>();
    events.add(new PbxEvent.ChannelCreated(start, phone, ChannelState.RING, extension, "", "scoutline-internal",
        client.number().substring(1)));
    events.add(new PbxEvent.ChannelCreated(start.plusMillis(40), far, ChannelState.DOWN, "", "", "scoutline-incoming",
        ""));
    events.add(new PbxEvent.DialBegun(start.plusMillis(60), far, Optional.of(phone), "trunk"));
    double draw = random.nextDouble();
    if (draw < 0.12) {
      return unanswered(events, client, phone, far, start.plusSeconds(3 + random.nextInt(4)), DialStatus.BUSY, 17);
    }
    events.add(new PbxEvent.ChannelStateChanged(start.plusMillis(900), far, ChannelState.RINGING));
    if (draw < 0.5) {
      return unanswered(events, client, phone, far, start.plusSeconds(18 + random.nextInt(22)),
          DialStatus.NOANSWER, 19);
    }
    return talk(events, client, far, phone, start.plusSeconds(5 + random.nextInt(15)));
  }

  private Instant inbound(String extension, Callable client, Instant start) {
    String linkedid = uniqueid(start);
    var far = new ChannelRef(linkedid, linkedid, "PJSIP/trunk-" + suffix());
    var phone = new ChannelRef(uniqueid(start), linkedid, "PJSIP/" + extension + "-" + suffix());
    var events = new ArrayList<PbxEvent>();
    events.add(new PbxEvent.ChannelCreated(start, far, ChannelState.RING, client.number(), client.caller(),
        "scoutline-incoming", "74957770000"));
    events.add(new PbxEvent.ChannelCreated(start.plusMillis(60), phone, ChannelState.DOWN, "", "",
        "scoutline-internal", "s"));
    events.add(new PbxEvent.DialBegun(start.plusMillis(70), phone, Optional.of(far), extension));
    events.add(new PbxEvent.ChannelStateChanged(start.plusMillis(200), phone, ChannelState.RINGING));
    return random.nextDouble() < 0.12
        ? unanswered(events, client, far, phone, start.plusSeconds(20), DialStatus.NOANSWER, 19)
        : talk(events, client, phone, far, start.plusSeconds(3 + random.nextInt(9)));
  }

  /** @param answering the channel that picks up */
  private Instant talk(List<PbxEvent> events, Callable client, ChannelRef answering, ChannelRef calling,
      Instant answer) {
    Instant end = answer.plusSeconds((long) (20 + Math.exp(random.nextGaussian() * 0.8 + 4)));
    String bridge = "demo-" + serial;
    events.add(new PbxEvent.DialEnded(answer, answering, Optional.of(calling), DialStatus.ANSWER));
    events.add(new PbxEvent.BridgeEntered(answer, answering, bridge));
    events.add(new PbxEvent.BridgeEntered(answer, calling, bridge));
    events.add(new PbxEvent.ChannelEnded(end, answering, 16, "Normal Clearing"));
    events.add(new PbxEvent.ChannelEnded(end.plusMillis(20), calling, 16, "Normal Clearing"));
    fold(events, client);
    return end;
  }

  private Instant unanswered(List<PbxEvent> events, Callable client, ChannelRef calling, ChannelRef called,
      Instant end, DialStatus status, int cause) {
    events.add(new PbxEvent.DialEnded(end, called, Optional.of(calling), status));
    events.add(new PbxEvent.ChannelEnded(end, called, cause, ""));
    events.add(new PbxEvent.ChannelEnded(end.plusMillis(20), calling, 16, ""));
    fold(events, client);
    return end;
  }

  private void fold(List<PbxEvent> events, Callable client) {
    Ids ids = Ids.timeOrdered(Clock.fixed(events.getFirst().at(), ZoneOffset.UTC), random);
    var tracker = new CallTracker(DemoCompany.PBX, new PbxSite(Set.of("PJSIP/trunk"), Set.of("scoutline-incoming"),
        "RU"), owners, ids);
    for (PbxEvent event : events) {
      for (CallChange change : tracker.apply(event)) {
        if (change instanceof CallChange.Closed(Call call, List<PbxEvent> flight)) {
          rows.add(new CallRow(call, Optional.of(client.client()), Optional.empty(), List.of(), Optional.of(flight)));
        }
      }
    }
  }

  private String uniqueid(Instant at) {
    return at.getEpochSecond() + "." + ++serial;
  }

  private String suffix() {
    return String.format("%08x", serial);
  }
}
