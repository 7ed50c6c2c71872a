package io.scoutline.recordings.listening;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.recordings.Recording;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** P6.1, P6.2: who is shown and sent which recording, over real sockets and from real files. */
class RecordingRoutesTest extends RecordingRoutesCase {

  @Test
  @DisplayName("P6.8 who took part hears it, so do those who lead or review; nobody else knows that it is there")
  void each_request_is_judged_by_who_took_part() throws Exception {
    Recording recording = room.recorded(SOUND, "scout");
    Map<String, Integer> audio = Map.of("scout", 200, "colleague", 404, "channel", 200, "otherChannel", 404,
        "reviewer", 200, "head", 200, "admin", 403, "researcher", 404);

    for (var expected : audio.entrySet()) {
      String who = expected.getKey();
      int row = expected.getValue() == 404 ? 404 : 200;
      assertEquals(expected.getValue(), room.get(who, "/" + recording.id() + "/audio").statusCode(), who);
      assertEquals(expected.getValue(), room.get(who, "/" + recording.id() + "/peaks").statusCode(), who);
      assertEquals(expected.getValue(), room.head(who, "/" + recording.id() + "/audio").statusCode(), who);
      assertEquals(row, room.get(who, "/" + recording.id()).statusCode(), who);
      assertEquals(row, room.get(who, "?call=" + recording.call().orElseThrow()).statusCode(), who);
      if (row == 200) {
        assertEquals(expected.getValue() == 200, room.json(who, "/" + recording.id()).getBoolean("audible"), who);
      }
    }
  }

  @Test
  @DisplayName("P6.8 nothing is reachable by somebody who is not signed in, nor by guessing")
  void an_address_alone_opens_nothing() throws Exception {
    Recording recording = room.recorded(SOUND, "scout");
    for (String path : List.of("", "/audio", "/peaks", "/listenings")) {
      assertEquals(401, room.get("nobody", "/" + recording.id() + path).statusCode(), path);
    }
    assertEquals(401, room.get("nobody", "?unlinked=true").statusCode());

    String hidden = room.get("colleague", "/" + recording.id() + "/audio").body();
    String unknown = room.get("colleague", "/" + UUID.randomUUID() + "/audio").body();
    assertEquals(unknown, hidden, "a recording that is not yours looks exactly like one that is not there");
    for (String guess : List.of("..%2f..%2fetc%2fpasswd", "1", "%00", recording.id() + "%2f..")) {
      int status = room.get("head", "/" + guess + "/audio").statusCode();
      assertTrue(status == 400 || status == 404, guess + " " + status);
    }
  }

  @Test
  void who_only_heard_it_ring_does_not_hear_what_was_said() throws Exception {
    Recording recording = room.recorded(SOUND, "scout");
    room.rang(recording.call().orElseThrow(), "colleague", "answered_elsewhere");

    assertEquals(404, room.get("colleague", "/" + recording.id() + "/audio").statusCode());
  }

  @Test
  @DisplayName("P6.1 orphans and damaged files are shown to those who look after them, page by page")
  void orphans_are_found_and_shown() throws Exception {
    List<String> orphans = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      room.clock().passes(Duration.ofSeconds(1));
      orphans.addFirst(room.unlinked(SOUND).id().toString());
    }
    assertEquals(List.of(), ids(room.json("reviewer", "?unlinked=true")), "they may still find their call");
    room.clock().passes(Duration.ofMinutes(11));

    JsonObject first = room.json("reviewer", "?unlinked=true&limit=3");
    JsonObject second = room.json("reviewer", "?unlinked=true&limit=3&cursor=" + first.getString("next"));

    assertEquals(orphans.subList(0, 3), ids(first));
    assertEquals(orphans.subList(3, 5), ids(second));
    assertEquals(null, second.getString("next"));
    assertEquals(orphans, ids(room.json("admin", "?unlinked=true")));
    assertEquals(403, room.get("scout", "?unlinked=true").statusCode());
    assertEquals(403, room.get("channel", "?damaged=true").statusCode());
    assertEquals(200, room.get("head", "/" + orphans.getFirst() + "/audio").statusCode());
    assertEquals(404, room.get("channel", "/" + orphans.getFirst() + "/audio").statusCode());
  }

  @Test
  void a_damaged_file_says_why_and_what_is_left_can_be_heard() throws Exception {
    Recording cut = room.unlinked(Arrays.copyOf(SOUND, 8_003));
    Recording empty = room.unlinked(new byte[0]);

    JsonArray damaged = room.json("head", "?damaged=true").getJsonArray("items");
    assertEquals(List.of("empty", "cut"),
        damaged.stream().map(one -> ((JsonObject) one).getString("fault")).toList());
    assertEquals(8_000 + 44, room.get("head", "/" + cut.id() + "/audio").body().length());
    HttpResponse<String> nothing = room.get("head", "/" + empty.id() + "/audio");
    assertEquals(404, nothing.statusCode());
    assertEquals("no_sound", new JsonObject(nothing.body()).getString("code"));
  }

  @Test
  void one_filter_is_asked_for_and_a_foreign_cursor_refused() throws Exception {
    for (String query : List.of("", "?unlinked=true&damaged=true", "?call=" + UUID.randomUUID() + "&unlinked=true",
        "?unlinked=true&cursor=drop%20table", "?unlinked=true&cursor=2026-01-01T00:00:00Z_x",
        "?unlinked=true&cursor=-999999999-01-01T00:00:00Z_" + UUID.randomUUID())) {
      assertEquals(400, room.get("head", query).statusCode(), query);
    }
  }

  @Test
  @DisplayName("P6.2 the player gets any one range of the file, as RFC 9110 has it")
  void sound_is_sent_by_ranges() throws Exception {
    Recording recording = room.recorded(SOUND, "scout");

    HttpResponse<byte[]> whole = room.bytes("scout", recording, Map.of());
    assertEquals(200, whole.statusCode());
    assertArrayEquals(WAV, whole.body());
    assertEquals("audio/wav", header(whole, "Content-Type"));
    assertEquals("bytes", header(whole, "Accept-Ranges"));
    assertEquals("nosniff", header(whole, "X-Content-Type-Options"));
    assertEquals("private, no-cache", header(whole, "Cache-Control"));
    assertEquals("inline; filename=\"" + recording.id() + ".wav\"", header(whole, "Content-Disposition"));
    String tag = header(whole, "ETag");
    assertTrue(tag.matches("\"[0-9a-f]{64}\""), tag);

    HttpResponse<byte[]> middle = room.bytes("scout", recording, Map.of("Range", "bytes=100-299"));
    assertEquals(206, middle.statusCode());
    assertEquals("bytes 100-299/" + WAV.length, header(middle, "Content-Range"));
    assertArrayEquals(Arrays.copyOfRange(WAV, 100, 300), middle.body());
    HttpResponse<byte[]> last = room.bytes("scout", recording, Map.of("Range", "bytes=-10"));
    assertArrayEquals(Arrays.copyOfRange(WAV, WAV.length - 10, WAV.length), last.body());
    HttpResponse<byte[]> beyond = room.bytes("scout", recording, Map.of("Range", "bytes=" + WAV.length + "-"));
    assertEquals(416, beyond.statusCode());
    assertEquals("bytes */" + WAV.length, header(beyond, "Content-Range"));
    assertEquals(200, room.bytes("scout", recording, Map.of("Range", "bytes=0-1,5-6")).statusCode());
    assertEquals(200,
        room.bytes("scout", recording, Map.of("Range", "bytes=0-9", "If-Range", "\"old\"")).statusCode());
    assertEquals(206, room.bytes("scout", recording, Map.of("Range", "bytes=0-9", "If-Range", tag)).statusCode());
    assertEquals(304, room.bytes("scout", recording, Map.of("If-None-Match", tag)).statusCode());
    assertEquals(404, room.bytes("colleague", recording, Map.of("If-None-Match", tag)).statusCode());

    HttpResponse<String> head = room.head("scout", "/" + recording.id() + "/audio");
    assertEquals(200, head.statusCode());
    assertEquals(Integer.toString(WAV.length), header(head, "Content-Length"));
    assertEquals(tag, header(head, "ETag"));
  }

  @Test
  void both_lanes_are_drawn_without_the_sound() throws Exception {
    Recording recording = room.recorded(SOUND, "scout");

    JsonObject peaks = room.json("scout", "/" + recording.id() + "/peaks?width=4");

    assertEquals(1_000, peaks.getDouble("columnMs"));
    assertEquals(4_000, peaks.getLong("durationMs"));
    assertArrayEquals(new byte[] {(byte) 128, (byte) 128, 0, 0}, lane(peaks, 0));
    assertArrayEquals(new byte[] {0, 0, 32, 32}, lane(peaks, 1));
    assertEquals(200, lane(room.json("scout", "/" + recording.id() + "/peaks"), 0).length);
    assertEquals(400, room.get("scout", "/" + recording.id() + "/peaks?width=0").statusCode());
    assertEquals(400, room.get("scout", "/" + recording.id() + "/peaks?width=1000000000").statusCode());
  }
}
