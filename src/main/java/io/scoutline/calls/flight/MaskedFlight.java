package io.scoutline.calls.flight;

import io.scoutline.calls.RouteNote;
import io.scoutline.calls.flight.FlightFile.Entry;
import io.scoutline.calls.flight.FlightFile.Header;
import io.scoutline.calls.flight.FlightFile.Site;
import io.scoutline.kernel.PersonId;
import io.scoutline.pbx.ChannelRef;
import io.scoutline.pbx.LiveChannel;
import io.scoutline.pbx.PbxEvent;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A flight record without the numbers and names of those who called: it folds to the same call, and nobody can be told
 * from it (P16.4).
 */
final class MaskedFlight {

  private final Masks masks;

  private MaskedFlight(Masks masks) {
    this.masks = masks;
  }

  static FlightFile of(FlightFile file) {
    var masked = new MaskedFlight(new Masks(file.header().site().region()));
    return new FlightFile(masked.header(file.header()), file.entries().stream().map(masked::entry).toList());
  }

  private Header header(Header header) {
    var people = new TreeMap<String, Long>();
    header.people().forEach((endpoint, person) -> people.put(masks.text(endpoint), masks.person(person)));
    var site = new Site(header.site().trunkEndpoints().stream().map(masks::text).toList(),
        header.site().trunkContexts().stream().map(masks::text).toList(), header.site().region());
    return new Header(header.type(), header.format(), header.server(), header.pbx(), header.call(), true, site,
        people, gist(header.gist()));
  }

  private Gist gist(Gist gist) {
    return new Gist(gist.direction(), gist.disposition(), gist.evidence(), gist.lengthMs(), gist.queuedMs(),
        gist.legs(), gist.answeredBy().map(masks::person), gist.people().stream().map(part ->
            new Gist.Part(masks.person(part.person()), part.outcome(), part.talkMs(), part.holdMs())).toList());
  }

  private Entry entry(Entry entry) {
    return switch (entry) {
      case Entry.Happened(PbxEvent event) -> new Entry.Happened(event(event));
      case Entry.Routed(String uniqueid, RouteNote note) -> new Entry.Routed(masks.id(uniqueid), note(note));
    };
  }

  private RouteNote note(RouteNote note) {
    return new RouteNote(note.at(), note.attempt(), note.kind(), note.reason(), note.steps().stream()
        .map(step -> new RouteNote.Step(step.code(), step.person().map(this::person))).toList(),
        note.targets().stream().map(this::person).toList());
  }

  private PersonId person(PersonId person) {
    return new PersonId(masks.person(person.value()));
  }

  private PbxEvent event(PbxEvent event) {
    return switch (event) {
      case PbxEvent.OfChannel of -> ofChannel(of);
      case PbxEvent.LinkUp up -> up;
      case PbxEvent.LinkDown down -> down;
      case PbxEvent.ResyncAsked asked -> asked;
      case PbxEvent.Resynced answer ->
          new PbxEvent.Resynced(answer.at(), answer.channels().stream().map(this::live).toList());
      case PbxEvent.DeviceChanged changed ->
          new PbxEvent.DeviceChanged(changed.at(), masks.text(changed.device()), changed.state());
    };
  }

  private LiveChannel live(LiveChannel live) {
    return new LiveChannel(ref(live.channel()), live.state(), live.bridge().map(masks::bridge),
        masks.number(live.callerNumber()), masks.name(live.callerName()), masks.text(live.context()),
        masks.number(live.extension()), live.age());
  }

  private PbxEvent ofChannel(PbxEvent.OfChannel event) {
    ChannelRef channel = ref(event.channel());
    return switch (event) {
      case PbxEvent.ChannelCreated one -> new PbxEvent.ChannelCreated(one.at(), channel, one.state(),
          masks.number(one.callerNumber()), masks.name(one.callerName()), masks.text(one.context()),
          masks.number(one.extension()));
      case PbxEvent.ChannelStateChanged one -> new PbxEvent.ChannelStateChanged(one.at(), channel, one.state());
      case PbxEvent.ChannelRenamed one ->
          new PbxEvent.ChannelRenamed(one.at(), channel, masks.channel(one.formerName()));
      case PbxEvent.DialBegun one ->
          new PbxEvent.DialBegun(one.at(), channel, ref(one.caller()), masks.dialled(one.dialString()));
      case PbxEvent.DialEnded one -> new PbxEvent.DialEnded(one.at(), channel, ref(one.caller()), one.status());
      case PbxEvent.BridgeEntered one -> new PbxEvent.BridgeEntered(one.at(), channel, masks.bridge(one.bridge()));
      case PbxEvent.BridgeLeft one -> new PbxEvent.BridgeLeft(one.at(), channel, masks.bridge(one.bridge()));
      case PbxEvent.HoldBegun one -> new PbxEvent.HoldBegun(one.at(), channel);
      case PbxEvent.HoldEnded one -> new PbxEvent.HoldEnded(one.at(), channel);
      case PbxEvent.BlindTransferred one -> new PbxEvent.BlindTransferred(one.at(), channel, ref(one.transferee()),
          masks.text(one.context()), masks.number(one.extension()), one.succeeded());
      case PbxEvent.AttendedTransferred one -> new PbxEvent.AttendedTransferred(one.at(), channel, ref(one.second()),
          ref(one.transferee()), ref(one.target()), one.succeeded());
      case PbxEvent.QueueJoined one ->
          new PbxEvent.QueueJoined(one.at(), channel, masks.text(one.queue()), one.position());
      case PbxEvent.QueueLeft one -> new PbxEvent.QueueLeft(one.at(), channel, masks.text(one.queue()));
      case PbxEvent.QueueAbandoned one -> new PbxEvent.QueueAbandoned(one.at(), channel, masks.text(one.queue()));
      case PbxEvent.QueueMemberCalled one ->
          new PbxEvent.QueueMemberCalled(one.at(), channel, ref(one.member()), masks.text(one.queue()));
      case PbxEvent.QueueMemberConnected one ->
          new PbxEvent.QueueMemberConnected(one.at(), channel, ref(one.member()), masks.text(one.queue()));
      // The words come from the far end's exchange; the cause says the same.
      case PbxEvent.ChannelEnded one -> new PbxEvent.ChannelEnded(one.at(), channel, one.cause(), "");
    };
  }

  private Optional<ChannelRef> ref(Optional<ChannelRef> channel) {
    return channel.map(this::ref);
  }

  private ChannelRef ref(ChannelRef channel) {
    return new ChannelRef(masks.id(channel.uniqueid()), masks.id(channel.linkedid()), masks.channel(channel.name()));
  }
}
