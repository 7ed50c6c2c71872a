package io.scoutline.calls;

import static io.scoutline.calls.SpanTest.at;

import io.scoutline.kernel.CallId;
import io.scoutline.kernel.CallerNumber;
import io.scoutline.kernel.PbxName;
import io.scoutline.kernel.PersonId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Draws calls channel by channel, without the events that would make them. */
final class Sketch {

  static final PersonId ANNA = new PersonId(1);
  static final PersonId BORIS = new PersonId(2);

  static Origin origin(Direction direction, String number) {
    return new Origin(direction, CallerNumber.read(number, "RU"), "", "74950000000");
  }

  static Leg client(String uniqueid) {
    return Leg.begun(uniqueid, "PJSIP/trunk-0000" + uniqueid, "PJSIP/trunk", LegSide.CLIENT, Optional.empty(), at(0));
  }

  static Leg phone(String uniqueid, PersonId person) {
    return Leg.begun(uniqueid, "PJSIP/10" + person.value() + "-0000" + uniqueid, "PJSIP/10" + person.value(),
        LegSide.PERSON, Optional.of(person), at(0));
  }

  static Leg plumbing(String uniqueid) {
    return Leg.begun(uniqueid, "Local/s@x-0000" + uniqueid, "Local/s@x", LegSide.PLUMBING, Optional.empty(), at(0));
  }

  /** In that bridge for that time. */
  static Leg talking(Leg leg, String bridge, long from, long to) {
    return leg.up(at(from)).entered(bridge, at(from)).left(bridge, at(to));
  }

  static Leg over(Leg leg, long at) {
    return leg.ended(at(at), 16, false);
  }

  static Call call(Direction direction, Leg... legs) {
    return call(1, direction, legs);
  }

  static Call call(long id, Direction direction, Leg... legs) {
    return new Call(new CallId(new UUID(0, id)), new PbxName("main"), List.of(id + ".1"),
        origin(direction, "+7495123456" + id), at(0), List.of(legs), List.of(), Optional.empty(), List.of(),
        Optional.empty(), 3);
  }

  private Sketch() {}
}
