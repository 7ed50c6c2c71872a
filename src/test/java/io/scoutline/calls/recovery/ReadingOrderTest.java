package io.scoutline.calls.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.scoutline.pbx.PbxRecords.Place;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** P2.6: from where the records are read again after a restart. */
class ReadingOrderTest {

  private final ReadingOrder order = new ReadingOrder();

  @BeforeEach
  void read() {
    List.of(9L, 9L, 4L, 7L).forEach(order::read);
  }

  @Test
  void a_place_in_a_file_that_was_read_earlier_comes_first_whatever_its_offset_and_its_inode() {
    assertEquals(List.of(new Place(9, 800), new Place(4, 20), new Place(4, 500), new Place(7, 0)),
        sorted(new Place(7, 0), new Place(4, 500), new Place(9, 800), new Place(4, 20)));
  }

  @Test
  void an_inode_that_is_used_again_is_the_newest_file() {
    order.read(9);
    assertEquals(List.of(new Place(7, 300), new Place(9, 10)), sorted(new Place(9, 10), new Place(7, 300)));
  }

  @Test
  void what_was_read_before_all_that_is_remembered_comes_first() {
    assertEquals(List.of(new Place(1, 900), new Place(9, 10)), sorted(new Place(9, 10), new Place(1, 900)));
  }

  private List<Place> sorted(Place... places) {
    return Stream.of(places).sorted(order).toList();
  }
}
