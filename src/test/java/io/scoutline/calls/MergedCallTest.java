package io.scoutline.calls;

import static io.scoutline.calls.Sketch.ANNA;
import static io.scoutline.calls.Sketch.BORIS;
import static io.scoutline.calls.Sketch.call;
import static io.scoutline.calls.Sketch.client;
import static io.scoutline.calls.Sketch.origin;
import static io.scoutline.calls.Sketch.over;
import static io.scoutline.calls.Sketch.phone;
import static io.scoutline.calls.Sketch.talking;
import static io.scoutline.calls.SpanTest.at;
import static io.scoutline.calls.SpanTest.since;
import static io.scoutline.calls.SpanTest.span;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.kernel.CallerNumber;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** One call of two (P2.1), and one call of what was seen of it and what the PBX wrote down (P2.6). */
class MergedCallTest {

  private static List<String> ids(Call call) {
    return call.legs().stream().map(Leg::uniqueid).toList();
  }

  /** P2.1: two linkedids that turn out to be one conversation. */
  @Nested
  class OfTwo {

    private final Call older = call(1, Direction.INBOUND, client("1.1"), phone("1.2", ANNA));
    private final Call younger = call(2, Direction.INTERNAL, phone("2.1", ANNA), phone("2.2", BORIS));

    @Test
    void it_has_the_legs_and_linkedids_of_both_each_once() {
      Call one = older.absorbing(younger.withLeg(client("1.1").up(at(50))).alsoKnownAs("1.1"));
      assertEquals(List.of("1.1", "1.2", "2.1", "2.2"), ids(one));
      assertEquals(Optional.empty(), one.legs().getFirst().answeredAt(), "the older knows its own channels");
      assertEquals(List.of("1.1", "2.1"), one.linkedids());
      assertEquals(older.id(), one.id());
    }

    @Test
    void its_version_is_later_than_that_of_either() {
      assertEquals(4, older.absorbing(younger).version());
      Call changed = younger.alsoKnownAs("2.8").alsoKnownAs("2.9");
      assertEquals(6, older.absorbing(changed).version());
      assertEquals(6, changed.absorbing(older).version());
    }

    @Test
    void it_begins_as_the_one_began_that_had_somebody_outside() {
      assertEquals(older.origin(), older.absorbing(younger).origin()); // P2.2
      assertEquals(older.origin(), younger.absorbing(older).origin());
      Call outside = call(3, Direction.INBOUND, client("3.1"));
      assertEquals(older.origin(), older.absorbing(outside).origin(), "of two the older");
      Call inside = call(4, Direction.INTERNAL, phone("4.1", ANNA));
      assertEquals(younger.origin(), younger.absorbing(inside).origin());
    }

    @Test
    void it_keeps_what_routing_said_and_the_waits_of_both() {
      var first = new RouteNote(at(1), 1, RouteKind.QUEUE, "queue", List.of(), List.of());
      var second = new RouteNote(at(9), 1, RouteKind.RING, "owner", List.of(), List.of(BORIS));
      Call one = older.routed(first).queuedIn("sales", List.of(span(1, 5)))
          .absorbing(younger.routed(second).queuedIn("support", List.of(since(9))));
      assertEquals(List.of(first, second), one.routes());
      assertEquals(Optional.of("sales"), one.queue());
      assertEquals(List.of(span(1, 5), since(9)), one.queued());
      assertEquals(Optional.of("support"),
          older.absorbing(younger.queuedIn("support", List.of(since(9)))).queue());
    }
  }

  /** P2.6: what the PBX's own records add. */
  @Nested
  class BesideItsRecords {

    private final Leg client = over(talking(client("1.1"), "b1", 10, 60), 60);
    private final Leg anna = over(talking(phone("1.2", ANNA), "b1", 10, 60), 60);
    private final Call written = call(1, Direction.INBOUND, client, anna);

    private Call seen(Leg... legs) {
      return call(1, Direction.INBOUND, legs);
    }

    @Test
    void a_call_that_was_seen_whole_stays_as_it_is() {
      Call whole = seen(client, anna);
      assertSame(whole, whole.completedBy(written));
      assertTrue(whole.isAllOf(written));
    }

    @Test
    void a_leg_that_nobody_saw_is_added_and_one_that_is_not_written_stays() {
      Leg boris = over(phone("1.3", BORIS), 9);
      Call both = seen(boris, client).completedBy(written);
      assertEquals(List.of("1.1", "1.2", "1.3"), ids(both));
      assertEquals(4, both.version());
      assertFalse(seen(boris, client).isAllOf(written));
    }

    @Test
    void a_leg_of_which_a_part_was_missed_is_completed() {
      Leg missed = over(phone("1.2", ANNA), 60);
      assertEquals(anna.stays(), seen(client, missed).completedBy(written).legs().getLast().stays());
    }

    @Test
    void a_linkedid_that_nobody_heard_of_is_added_behind_those_of_the_record() {
      Call whole = seen(client, anna).alsoKnownAs("1.7");
      assertSame(whole, whole.completedBy(written), "one more than is written takes nothing away");
      assertEquals(List.of("1.1", "1.9", "1.7"), whole.completedBy(written.alsoKnownAs("1.9")).linkedids());
    }

    @Test
    void a_beginning_that_was_not_seen_is_taken_over_and_one_that_was_keeps_its_name() {
      Call unseen = seen(client, anna).withOrigin(Origin.unseen());
      assertEquals(written.origin(), unseen.completedBy(written).origin()); // P2.2
      Call named = seen(client).withOrigin(new Origin(Direction.INBOUND, written.origin().outside(), "Romashka",
          written.origin().dialled()));
      assertEquals("Romashka", named.completedBy(written).origin().callerName());
      Call whole = named.withLeg(anna);
      assertSame(whole, whole.completedBy(written), "a name is no reason to write it anew");
    }

    @Test
    void a_record_that_does_not_tell_how_it_began_leaves_the_beginning_as_it_is() {
      Call whole = seen(client, anna);
      assertSame(whole, whole.completedBy(written.withOrigin(Origin.unseen())));
      assertEquals(whole.origin(), seen(client).completedBy(written.withOrigin(Origin.unseen())).origin());
    }

    @Test
    void another_way_another_number_or_another_extension_is_another_beginning() {
      Stream.of(origin(Direction.OUTBOUND, "+74951234561"), origin(Direction.INBOUND, "+74951234599"),
          new Origin(Direction.INBOUND, CallerNumber.read("+74951234561", "RU"), "", "100")).forEach(other ->
          assertEquals(other, seen(client, anna).completedBy(written.withOrigin(other)).origin()));
    }

    @Test
    void it_began_when_the_earlier_of_both_says() {
      Call late = new Call(written.id(), written.pbx(), written.linkedids(), written.origin(), at(10),
          List.of(client), List.of(), Optional.empty(), List.of(), Optional.empty(), 1);
      assertEquals(at(0), late.completedBy(written).startedAt());
      Call early = seen(client);
      Call writtenLate = new Call(written.id(), written.pbx(), written.linkedids(), written.origin(), at(10),
          written.legs(), List.of(), Optional.empty(), List.of(), Optional.empty(), 1);
      assertEquals(at(0), early.completedBy(writtenLate).startedAt());
    }
  }
}
