package io.scoutline.pbx.asterisk.cel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.scoutline.pbx.PbxRecords.Piece;
import io.scoutline.pbx.PbxRecords.Place;
import io.scoutline.pbx.Testimony;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** P2.6: the PBX's own records over rotations, whenever they are looked at. */
class CelFileTest {

  @TempDir
  Path folder;

  private Path file;
  private CelFile records;
  private Place place;
  private boolean gap;

  @BeforeEach
  void open() throws IOException {
    file = folder.resolve("scoutline.csv");
    records = new CelFile(file);
    place = records.end();
  }

  @Test
  void a_file_that_was_rotated_often_between_two_looks_is_read_in_its_order_and_none_left_out() throws IOException {
    write("1.1");
    assertEquals(List.of("1.1"), read());
    write("1.2");
    rotate("scoutline.csv.3", 300);
    write("2.1");
    rotate("scoutline.csv-20261121", 200);
    write("3.1");
    rotate("scoutline.csv.1", 100);
    write("4.1");
    assertEquals(List.of("1.2", "2.1", "3.1", "4.1"), read());
    assertEquals(List.of(), read());
    write("4.2");
    assertEquals(List.of("4.2"), read());
    assertEquals(false, gap);
  }

  @Test
  void what_was_rotated_before_and_what_was_packed_is_not_read_again() throws IOException {
    write("0.1");
    rotate("scoutline.csv.2", 900);
    write("1.1");
    read();
    Files.copy(file, folder.resolve("scoutline.csv.1.gz"));
    rotate("scoutline.csv.1", 300);
    write("2.1");
    assertEquals(List.of("2.1"), read());
  }

  @Test
  void a_file_that_is_gone_before_it_was_read_is_told() throws IOException {
    write("1.1");
    read();
    Path next = Files.createFile(folder.resolve("next"));  // lest it get the inode of the other
    Files.delete(file);
    Files.move(next, file);
    write("2.1");
    assertEquals(List.of("2.1"), read());
    assertEquals(true, gap);
  }

  private List<String> read() throws IOException {
    var said = new ArrayList<String>();
    Piece piece;
    do {
      piece = records.after(place);
      piece.said().forEach(one ->
          said.add(((Testimony.Happened) one.testimony()).event().channel().uniqueid()));
      gap |= piece.gap();
      place = piece.next();
    } while (!piece.said().isEmpty());
    return said;
  }

  private void write(String channel) throws IOException {
    Files.writeString(file, "\"CHAN_START\",\"1795320023.820015\",\"" + channel + "\",\"" + channel
        + "\",\"PJSIP/trunk-00000004\",\"scoutline-incoming\",\"74950000000\",\"\",\"+74950000001\",\"\"\n",
        StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private void rotate(String name, int secondsAgo) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(secondsAgo)));
    Files.move(file, folder.resolve(name));
  }
}
