package io.scoutline.carried;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.pbx.PbxRecords.Piece;
import io.scoutline.pbx.PbxRecords.Place;
import io.scoutline.pbx.asterisk.cel.CelFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** P2.6: the records of a PBX on another host, each byte once, whatever is interrupted. */
class CarriedRecordsTest {

  @TempDir
  Path folder;

  private CarriedRecords records;

  @BeforeEach
  void open() throws IOException {
    records = CarriedRecords.open(folder.resolve("records"), InstantSource.system());
  }

  @Test
  void a_piece_that_comes_twice_is_appended_once() throws IOException {
    assertEquals(new CarriedRecords.Outcome(true, 4), take("a1", 0, "one\n"));
    assertEquals(new CarriedRecords.Outcome(true, 4), take("a1", 0, "one\n"));
    assertEquals(new CarriedRecords.Outcome(true, 8), take("a1", 4, "two\n"));
    assertEquals(new CarriedRecords.Outcome(true, 8), take("a1", 0, "one\n"));
    assertEquals("one\ntwo\n", Files.readString(records.newest()));
  }

  @Test
  void a_piece_that_would_leave_a_gap_is_refused_with_the_byte_that_is_wanted() throws IOException {
    take("a1", 0, "one\n");
    assertEquals(new CarriedRecords.Outcome(false, 4), take("a1", 8, "three\n"));
    assertEquals("one\n", Files.readString(records.newest()));
  }

  @Test
  void a_piece_that_holds_more_than_is_missing_is_refused_with_the_byte_that_is_wanted() throws IOException {
    take("a1", 0, "one\n");
    assertEquals(new CarriedRecords.Outcome(false, 4), take("a1", 0, "one\ntwo\n"));
  }

  @Test
  void listening_begins_where_the_first_piece_begins_and_every_later_file_at_its_beginning() throws IOException {
    assertEquals(new CarriedRecords.Outcome(true, 700), take("a1", 700, ""));
    assertEquals(new CarriedRecords.Outcome(true, 704), take("a1", 700, "one\n"));
    assertEquals(new CarriedRecords.Outcome(false, 0), take("b2", 300, "later\n"));
    assertEquals(new CarriedRecords.Outcome(true, 4), take("b2", 0, "two\n"));
    assertEquals(List.of("one", "two"), all());
  }

  @Test
  void a_question_about_a_file_that_is_not_known_begins_none() throws IOException {
    take("a1", 0, "one\n");
    assertEquals(new CarriedRecords.Outcome(true, 0), take("b2", 0, ""));
    assertEquals(new CarriedRecords.Outcome(true, 8), take("a1", 4, "two\n"));
    assertEquals(1, parts().size());
  }

  @Test
  void a_server_that_was_killed_in_the_middle_of_a_piece_asks_for_the_rest() throws IOException {
    take("a1", 0, "one\n");
    Files.writeString(records.newest(), "tw", StandardOpenOption.APPEND);
    open();
    assertEquals(new CarriedRecords.Outcome(false, 6), take("a1", 4, "two\n"));
    assertEquals(new CarriedRecords.Outcome(true, 8), take("a1", 6, "o\n"));
    assertEquals("one\ntwo\n", Files.readString(records.newest()));
  }

  @Test
  void a_server_that_was_killed_before_it_pointed_to_the_new_file_does_so_later() throws IOException {
    take("a1", 0, "one\n");
    Files.createFile(folder.resolve("records/records.csv.00000002.0.b2"));
    open();
    assertEquals(new CarriedRecords.Outcome(true, 4), take("b2", 0, "two\n"));
    assertEquals("two\n", Files.readString(records.newest()));
    assertEquals(List.of("one", "two"), all());
  }

  @Test
  void lines_of_a_file_that_was_left_are_taken_too() throws IOException {
    take("a1", 0, "one\n");
    take("b2", 0, "three\n");
    assertEquals(new CarriedRecords.Outcome(true, 8), take("a1", 4, "two\n"));
    assertEquals(new CarriedRecords.Outcome(true, 8), take("a1", 4, "two\n"));
    assertEquals(List.of("one", "three", "two"), all());
  }

  @Test
  void the_reader_of_records_leaves_no_file_out_however_many_came_between_two_looks() throws IOException {
    String line = line();
    var reader = new CelFile(records.newest());
    Place place = reader.end();
    take("a1", 0, line);
    place = reader.after(place).next();
    take("a1", bytes(line), line);
    for (String file : List.of("b2", "c3", "d4")) {
      take(file, 0, line + line);
    }
    assertEquals(7, read(reader, place));
  }

  @Test
  void the_reader_of_records_leaves_no_file_out_when_the_clock_is_set_back_meanwhile() throws IOException {
    String line = line();
    var reader = new CelFile(records.newest());
    Place place = reader.end();
    take("a1", 0, line);
    place = reader.after(place).next();
    Files.setLastModifiedTime(parts().getLast(), FileTime.from(Instant.now().plus(Duration.ofHours(1))));
    take("b2", 0, line);
    take("b2", bytes(line), line);
    take("c3", 0, line);
    assertEquals(3, read(reader, place));
  }

  private static String line() throws IOException {
    return Files.readAllLines(Path.of("src/test/resources/recorded/busy.cel")).getFirst() + "\n";
  }

  private static int bytes(String line) {
    return line.getBytes(StandardCharsets.UTF_8).length;
  }

  /** How many records there are from here on, without a gap. */
  private static int read(CelFile reader, Place from) throws IOException {
    int read = 0;
    Piece piece = reader.after(from);
    while (!piece.said().isEmpty()) {
      assertFalse(piece.gap());
      read += piece.said().size();
      piece = reader.after(piece.next());
    }
    return read;
  }

  @Test
  void what_was_read_long_ago_is_thrown_away_and_the_newest_never() throws IOException {
    take("a1", 0, "one\n");
    Files.setLastModifiedTime(parts().getFirst(), FileTime.from(Instant.now().minus(Duration.ofDays(8))));
    open();
    assertEquals(Optional.of(new CarriedRecords.Stand("a1", 4)), records.stand());
    take("b2", 0, "two\n");
    assertEquals(List.of("two"), all());
    assertTrue(parts().getFirst().toString().endsWith(".00000002.0.b2"));
  }

  private CarriedRecords.Outcome take(String file, long offset, String text) throws IOException {
    return records.take(file, offset, Files.writeString(folder.resolve("piece"), text));
  }

  private List<Path> parts() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("records"))) {
      return files.filter(file -> !Files.isSymbolicLink(file)).sorted().toList();
    }
  }

  private List<String> all() throws IOException {
    var lines = new ArrayList<String>();
    for (Path part : parts()) {
      lines.addAll(Files.readAllLines(part));
    }
    return lines;
  }
}
