package io.scoutline.calls.recovery;

import io.scoutline.calls.Call;
import io.scoutline.pbx.ChannelRef;
import io.scoutline.pbx.PbxEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What one recording holds: a call, or several that have to do with each other.
 *
 * @param ids of its channels and bridges, as they were recorded
 * @param whole the calls when all that the PBX told has been heard
 */
record RecordedCall(String name, Set<String> ids, List<PbxEvent> told, List<Records.Written> written,
    List<Call> whole) {

  static RecordedCall read(String name) {
    List<PbxEvent> told = RecordedCalls.told(name).stream().filter(PbxEvent.OfChannel.class::isInstance).toList();
    var ids = new HashSet<String>();
    told.forEach(event -> gather(ids, event));
    // The records as events only go into the flight record; a day has room for better things.
    List<Records.Written> written = RecordedCalls.written(name).stream()
        .map(one -> new Records.Written(one.call(), List.of(), one.from())).toList();
    return new RecordedCall(name, ids, told, written, List.copyOf(new MemoryServer().hear(told).rows()));
  }

  /** The same once more, with ids of its own, beginning at another time. */
  RecordedCall again(String prefix, Instant begins) {
    var renamed = new Renamed(prefix, ids, Duration.between(told.getFirst().at(), begins));
    return new RecordedCall(prefix + name, ids, renamed.of(told), renamed.of(written), whole);
  }

  private static void gather(Set<String> ids, PbxEvent event) {
    refs(event).forEach(ref -> ids.addAll(List.of(ref.uniqueid(), ref.linkedid())));
    switch (event) {
      case PbxEvent.BridgeEntered entered -> ids.add(entered.bridge());
      case PbxEvent.BridgeLeft left -> ids.add(left.bridge());
      default -> { }
    }
    ids.remove("");
  }

  private static Collection<ChannelRef> refs(PbxEvent event) {
    return Stream.of(event.getClass().getRecordComponents()).map(part -> {
      try {
        return part.getAccessor().invoke(event);
      } catch (ReflectiveOperationException never) {
        throw new IllegalStateException(never);
      }
    }).flatMap(value -> value instanceof Optional<?> maybe ? maybe.stream() : Stream.of(value))
        .filter(ChannelRef.class::isInstance).map(ChannelRef.class::cast).toList();
  }
}
