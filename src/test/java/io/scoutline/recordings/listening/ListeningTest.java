package io.scoutline.recordings.listening;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.recordings.Recording;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** P6.8, pain 18: who listened to what is on the audit, and what was not sent was not heard. */
class ListeningTest extends RecordingRoutesCase {

  @Test
  void a_right_that_ends_while_somebody_listens_ends_the_listening() throws Exception {
    Recording recording = room.recorded(SOUND, "scout");
    assertEquals(206, room.range("channel", recording, "bytes=0-999").statusCode());

    room.movesToOtherTeam("scout");

    assertEquals(404, room.range("channel", recording, "bytes=1000-1999").statusCode());
    assertEquals(206, room.range("scout", recording, "bytes=1000-1999").statusCode());
  }

  @Test
  @DisplayName("P6.8 a listening is on the audit with who, when and how much of it")
  void listening_is_on_the_audit_before_the_first_byte() throws Exception {
    Recording recording = room.recorded(SOUND, "scout");
    room.range("reviewer", recording, "bytes=44-16043");
    room.range("reviewer", recording, "bytes=8044-32043");
    room.range("reviewer", recording, "bytes=64044-80043");
    room.head("reviewer", "/" + recording.id() + "/audio");
    room.range("reviewer", recording, "bytes=999999-");
    assertEquals(204, room.post("reviewer", "/" + recording.id() + "/heard",
        "{\"stretches\":[{\"fromMs\":0,\"toMs\":700},{\"fromMs\":500,\"toMs\":900},{\"fromMs\":3900,\"toMs\":99000}]}")
        .statusCode());

    JsonArray listenings = room.json("head", "/" + recording.id() + "/listenings").getJsonArray("items");

    assertEquals(1, listenings.size());
    JsonObject one = listenings.getJsonObject(0);
    assertEquals("Name of reviewer", one.getString("personName"));
    assertEquals(3, one.getInteger("requests"));
    assertEquals(1_500, one.getLong("askedMs"));
    assertEquals(1_000, one.getLong("heardMs"));
    assertEquals(List.of("recording.listened"), room.auditOf(recording));

    room.clock().passes(Duration.ofMinutes(31));
    room.bytes("reviewer", recording, Map.of());
    assertEquals(2, room.json("head", "/" + recording.id() + "/listenings").getJsonArray("items").size());
    assertEquals(2, room.auditOf(recording).size());
    assertEquals(403, room.get("scout", "/" + recording.id() + "/listenings").statusCode());
  }

  @Test
  void many_requests_at_once_are_one_listening() throws Exception {
    Recording recording = room.recorded(SOUND, "scout");
    try (var threads = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 12; i++) {
        threads.submit(() -> room.range("scout", recording, "bytes=0-99"));
      }
    }

    assertEquals(1, room.auditOf(recording).size());
    assertEquals(12, room.json("head", "/" + recording.id() + "/listenings").getJsonArray("items").getJsonObject(0)
        .getInteger("requests"));
  }

  @Test
  void without_its_record_there_is_no_sound() throws Exception {
    Recording recording = room.recorded(SOUND, "scout");
    room.update("ALTER TABLE recordings.listening RENAME TO listening_away");
    try {
      assertEquals(500, room.bytes("scout", recording, Map.of()).statusCode());
    } finally {
      room.update("ALTER TABLE recordings.listening_away RENAME TO listening");
    }
  }

  @Test
  void what_was_not_sent_was_not_heard() throws Exception {
    Recording recording = room.recorded(SOUND, "scout");
    assertEquals(409, room.post("scout", "/" + recording.id() + "/heard",
        "{\"stretches\":[{\"fromMs\":0,\"toMs\":700}]}").statusCode());
    assertEquals(400, room.post("scout", "/" + recording.id() + "/heard",
        "{\"stretches\":[{\"fromMs\":-5,\"toMs\":700}]}").statusCode());
    assertEquals(404, room.post("colleague", "/" + recording.id() + "/heard", "{\"stretches\":[]}").statusCode());
  }

  @Test
  void an_hour_for_many_slow_listeners_is_never_in_memory() throws Exception {
    Recording hour = room.anHour("scout");
    List<Socket> slow = new ArrayList<>();
    long before = memory();
    try {
      for (int i = 0; i < 16; i++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), room.port());
        slow.add(socket);
        ask(socket, hour);
        assertTrue(new String(socket.getInputStream().readNBytes(15), StandardCharsets.US_ASCII).contains("200"));
      }

      long used = memory() - before;

      assertTrue(used < 64_000_000, "sixteen times 115 MB are under way and memory grew by " + used);
      HttpResponse<byte[]> tail = room.bytes("scout", hour, Map.of("Range", "bytes=115000044-115000143"));
      assertEquals(206, tail.statusCode());
      assertEquals(100, tail.body().length);
      long rest = slow.getFirst().getInputStream().transferTo(OutputStream.nullOutputStream());
      assertTrue(rest > hour.bytes(), "the slow one gets it to the end: " + rest);
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  private void ask(Socket socket, Recording recording) throws IOException {
    socket.getOutputStream().write(("GET /api/recordings/" + recording.id() + "/audio HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        + "Cookie: scoutline=scout\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  private static long memory() {
    System.gc();
    long direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .mapToLong(BufferPoolMXBean::getMemoryUsed).sum();
    return direct + ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  @Test
  void whoever_plays_the_copy_that_their_browser_has_kept_listens_too() throws Exception {
    Recording recording = room.recorded(SOUND, "scout"); // P6.8
    String tag = room.bytes("scout", recording, Map.of()).headers().firstValue("ETag").orElseThrow();
    assertEquals(304, room.bytes("scout", recording, Map.of("If-None-Match", tag)).statusCode());
    assertEquals(2, room.json("head", "/" + recording.id() + "/listenings").getJsonArray("items").getJsonObject(0)
        .getInteger("requests"));
  }
}
