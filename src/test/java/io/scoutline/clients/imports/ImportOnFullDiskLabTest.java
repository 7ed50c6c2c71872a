package io.scoutline.clients.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.clients.Page.Answer;
import io.scoutline.lab.SmallDisk;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** P8.4: a disk without room costs a load its file or its report, never the truth about what was loaded. */
class ImportOnFullDiskLabTest extends ImportCase {

  private static final int ROWS = 200;
  private SmallDisk disk;

  @BeforeEach
  void mount() {
    disk = new SmallDisk(folder, "1m");
  }

  @AfterEach
  void unmount() {
    disk.close();
  }

  /** Each of these rows is loaded and has a word in the report. */
  private static byte[] remarkable() {
    var file = new StringBuilder("Клиент;Телефон;E-mail\n");
    for (int row = 0; row < ROWS; row++) {
      file.append("Клиент ").append(row).append(";нет такого номера;нет\n");
    }
    return file.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void a_file_for_which_there_is_no_room_is_refused_and_leaves_nothing() throws IOException {
    disk.refuseFiles();

    Answer refused = office.as("head").upload("/imports", remarkable());

    assertEquals(507, refused.status(), refused.text());
    assertEquals("no_room", refused.json().getString("code"));
    try (Stream<?> left = Files.list(folder)) {
      assertEquals(List.of(), left.toList());
    }
    disk.takeFiles();
    done(office.as("head").upload("/imports", remarkable()));
  }

  @Test
  void a_report_for_which_there_is_no_room_stops_the_load_and_says_what_stays() {
    byte[] file = remarkable();
    disk.resize((file.length / 4_096 + 2) * 4 + "k");

    Answer stopped = office.as("head").upload("/imports", file);

    assertEquals("failed", stopped.json().getString("state"), stopped.text());
    JsonObject failure = stopped.json().getJsonObject("failure");
    assertEquals("stopped", failure.getString("code"), failure.encode());
    assertTrue(failure.getString("detail").contains("what was loaded of them stays"), failure.encode());
    disk.resize("1m");
    JsonObject again = done(office.as("head").upload("/imports", file));
    assertEquals(ROWS, again.getJsonObject("totals").getInteger("rows"));
    assertEquals(again.getJsonObject("totals").getInteger("rows") - again.getJsonObject("totals").getInteger("refused"),
        office.count("SELECT count(*) FROM clients.client"));
  }
}
