package io.scoutline.calls.tracking;

import io.scoutline.calls.Call;
import io.scoutline.pbx.PbxEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A call in the tracker's hands, with the events that made it. Confined to the tracker's thread. */
final class TrackedCall {

  /** A call of hours with hold and transfers is some hundred events; beyond this the record keeps its first part. */
  static final int LONGEST_FLIGHT = 5_000;

  private Call call;
  private final List<PbxEvent> flight = new ArrayList<>();

  TrackedCall(Call call) {
    this.call = call;
  }

  Call call() {
    return call;
  }

  List<PbxEvent> flight() {
    return List.copyOf(flight);
  }

  void update(Call next) {
    call = next;
  }

  void remember(PbxEvent event) {
    if (flight.size() < LONGEST_FLIGHT) {
      flight.add(event);
    }
  }

  void absorb(TrackedCall other) {
    call = call.absorbing(other.call);
    flight.addAll(other.flight);
    flight.sort(Comparator.comparing(PbxEvent::at));
  }
}
