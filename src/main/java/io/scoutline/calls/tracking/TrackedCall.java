package io.scoutline.calls.tracking;

import io.scoutline.calls.Call;
import io.scoutline.pbx.PbxEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A call in the tracker's hands, with the events that made it. Confined to the tracker's thread. */
final class TrackedCall {

  /** A call of hours with hold and transfers is some hundred events; beyond this the record keeps its first part. */
  static final int LONGEST_FLIGHT = 5_000;

  private Call call;
  private final List<PbxEvent> flight = new ArrayList<>();
  private Optional<PbxEvent.ResyncAsked> asked = Optional.empty();
  private int heardBeforeAsking;

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

  /** The PBX is being asked for everything; by what is known now its answer is judged. */
  void asked(PbxEvent.ResyncAsked question) {
    asked = Optional.of(question);
    heardBeforeAsking = flight.size();
  }

  /**
   * The answer changed this call: it and its question belong to what made it, each where it came. Of the channels that
   * the PBX has only its own ones, for whoever may see this call may not see the others.
   */
  void answered(PbxEvent.Resynced answer) {
    if (flight.size() + 2 <= LONGEST_FLIGHT) {
      asked.ifPresent(question -> flight.add(heardBeforeAsking, question));
      asked = Optional.empty();
      flight.add(new PbxEvent.Resynced(answer.at(), answer.channels().stream()
          .filter(live -> call.leg(live.channel().uniqueid()).isPresent()).toList()));
    }
  }

  void absorb(TrackedCall other) {
    call = call.absorbing(other.call);
    flight.addAll(other.flight);
    flight.sort(Comparator.comparing(PbxEvent::at));
    asked = asked.or(() -> other.asked);
    asked.ifPresent(question -> heardBeforeAsking =
        (int) flight.stream().takeWhile(event -> !event.at().isAfter(question.at())).count());
  }
}
