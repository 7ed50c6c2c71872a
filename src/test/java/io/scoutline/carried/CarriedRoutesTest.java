package io.scoutline.carried;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.Await;
import io.vertx.core.json.JsonObject;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** P16.1, P16.2: who may send records and recordings of a PBX, and what of them is taken. */
class CarriedRoutesTest {

  private static final String NAME = "1732270000.17.raw";
  private static final byte[] SOUND = "not much of a sound".getBytes(StandardCharsets.UTF_8);

  @TempDir
  Path folder;

  private final HttpClient http = HttpClient.newHttpClient();
  private CarriedHost host;

  @BeforeEach
  void open() {
    host = new CarriedHost(folder);
  }

  @AfterEach
  void close() {
    host.close();
    http.close();
  }

  @Test
  void whoever_has_no_token_or_another_one_is_refused_before_anything_is_read() throws Exception {
    for (String token : List.of("", "Bearer", "Bearer " + "x".repeat(32), "Basic " + CarriedHost.TOKEN,
        "Bearer " + CarriedHost.TOKEN + "x", "Bearer " + CarriedHost.TOKEN.substring(1))) {
      assertEquals(401, send("GET", "main", "", token, new byte[0]).statusCode(), token);
      var sent = send("POST", "main", "/records?file=a1&offset=0", token, SOUND);
      assertEquals(401, sent.statusCode(), token);
      assertEquals("Bearer", sent.headers().firstValue("WWW-Authenticate").orElse(""));
      assertEquals(401, send("PUT", "main", recording(NAME, SOUND), token, SOUND).statusCode(), token);
    }
    assertEquals(List.of(), host.lines());
    assertEquals(List.of(), host.done());
  }

  @Test
  void the_token_of_one_pbx_opens_no_other_and_tells_nothing_of_it() throws Exception {
    String token = "Bearer " + CarriedHost.OTHER_TOKEN;
    var foreign = send("POST", "main", "/records?file=a1&offset=0", token, SOUND);
    assertEquals(404, foreign.statusCode());
    assertEquals(foreign.body(), send("POST", "nowhere", "/records?file=a1&offset=0", token, SOUND).body());
    assertEquals(404, send("GET", "main", "", token, new byte[0]).statusCode());
    assertEquals(404, send("PUT", "main", recording(NAME, SOUND), token, SOUND).statusCode());
    assertEquals(List.of(), host.lines());
    assertEquals(List.of(), host.done());
  }

  @Test
  void a_gap_is_told_with_the_byte_that_is_wanted() throws Exception {
    assertEquals(200, records("a1", 0, "one\n").statusCode());
    var gap = records("a1", 9, "three\n");
    assertEquals(409, gap.statusCode());
    assertEquals("gap", new JsonObject(gap.body()).getString("code"));
    assertEquals("4", gap.headers().firstValue("Scoutline-Offset").orElse(""));
    assertEquals(new JsonObject().put("name", "main")
        .put("records", new JsonObject().put("file", "a1").put("next", 4)), new JsonObject(mine("GET", "").body()));
  }

  @Test
  void where_the_records_end_is_told_in_headers_too_for_whoever_reads_no_json() throws Exception {
    var nothing = mine("GET", "").headers();
    assertEquals(List.of(), nothing.allValues("Scoutline-File"));
    assertEquals(List.of(), nothing.allValues("Scoutline-Offset"));
    records("a1", 700, "one\n");
    records("b2", 0, "three\n");
    var there = mine("GET", "").headers();
    assertEquals(List.of("b2"), there.allValues("Scoutline-File"));
    assertEquals(List.of("6"), there.allValues("Scoutline-Offset"));
  }

  @Test
  void more_than_a_piece_is_refused_and_nothing_of_it_kept() throws Exception {
    assertEquals(413, records("a1", 0, "x".repeat((1 << 20) + 1)).statusCode());
    assertEquals(List.of(), host.lines());
    assertEquals(List.of(), host.arriving());
  }

  @Test
  void a_file_or_an_offset_that_is_none_is_refused() throws Exception {
    for (String query : List.of("file=../a1&offset=0", "file=A1&offset=0", "file=a1&offset=-1", "file=a1", "offset=0",
        "file=a1&offset=1e3", "file=&offset=0")) {
      assertEquals(400, mine("POST", "/records?" + query).statusCode(), query);
    }
    assertEquals(List.of(), host.lines());
  }

  @Test
  void a_recording_lies_there_whole_with_the_time_at_which_the_pbx_finished_it() throws Exception {
    var sent = put(NAME, SOUND);
    assertEquals(200, sent.statusCode(), sent.body());
    assertEquals(sha256(SOUND), sent.headers().firstValue("Scoutline-Sha256").orElse(""));
    assertEquals(Integer.toString(SOUND.length), sent.headers().firstValue("Scoutline-Size").orElse(""));
    assertEquals(List.of(NAME), host.done());
    Path there = host.main().doneFolder().resolve(NAME);
    assertEquals(Instant.ofEpochMilli(1_732_270_123_456L), Files.getLastModifiedTime(there).toInstant()); // P6.1
    assertEquals(List.of(), host.arriving());
  }

  @Test
  void the_same_recording_twice_is_one_and_another_of_its_name_takes_no_place() throws Exception {
    put(NAME, SOUND);
    assertEquals(200, put(NAME, SOUND).statusCode());
    byte[] other = "another sound".getBytes(StandardCharsets.UTF_8);
    assertEquals(409, put(NAME, other).statusCode());
    assertEquals(List.of(NAME), host.done());
    assertEquals(SOUND.length, Files.size(host.main().doneFolder().resolve(NAME)));
    Files.delete(host.main().doneFolder().resolve(NAME)); // taken in
    assertEquals(200, put(NAME, other).statusCode());
  }

  @Test
  void a_recording_that_is_not_what_was_announced_is_not_kept() throws Exception {
    byte[] other = "not much of a tone!".getBytes(StandardCharsets.UTF_8);
    assertEquals(422, mine("PUT", recording(NAME, SOUND), other).statusCode());
    assertEquals(422, mine("PUT", recording(NAME, SOUND), "short".getBytes(StandardCharsets.UTF_8)).statusCode());
    assertEquals(413, mine("PUT", recording(NAME, SOUND), (new String(SOUND, StandardCharsets.UTF_8) + "more")
        .getBytes(StandardCharsets.UTF_8)).statusCode());
    assertEquals(List.of(), host.done());
    assertEquals(List.of(), host.arriving());
  }

  @Test
  void more_than_any_recording_is_refused_before_it_is_sent() throws Exception {
    String huge = recording(NAME, SOUND).replaceFirst("size=[0-9]+", "size=" + (3L << 30));
    assertEquals(413, mine("PUT", huge, SOUND).statusCode());
  }

  @Test
  void a_pbx_holds_four_places_and_keeps_no_other_from_its_own() throws Exception {
    var open = new ArrayList<Socket>();
    try {
      for (int one = 0; one < 4; one++) {
        open.add(begun());
      }
      Await.until(() -> host.arriving().size() == 4, () -> "on their way are " + host.arriving());
      assertEquals(429, records("a1", 0, "one\n").statusCode());
      assertEquals(200, send("POST", "branch", "/records?file=a1&offset=0", "Bearer " + CarriedHost.OTHER_TOKEN,
          SOUND).statusCode());
    } finally {
      for (Socket socket : open) {
        socket.close();
      }
    }
    Await.until(() -> records("a1", 0, "one\n").statusCode() == 200, "the places are not given back");
    Await.until(() -> host.arriving().isEmpty(), () -> "what was cut still lies there: " + host.arriving());
  }

  /** A piece of which half has come. */
  private Socket begun() throws Exception {
    var socket = new Socket("127.0.0.1", host.uri().getPort());
    socket.getOutputStream().write(("POST /api/pbx/main/carried/records?file=a1&offset=0 HTTP/1.1\r\n"
        + "Host: localhost\r\nAuthorization: Bearer " + CarriedHost.TOKEN
        + "\r\nContent-Length: 100\r\n\r\nhalf").getBytes(StandardCharsets.UTF_8));
    return socket;
  }

  @Test
  void a_name_that_climbs_or_is_no_recordings_is_refused() throws Exception {
    for (String name : List.of("..%2F..%2F1732270000.17.raw", "%2e%2e", "1732270000.17.raw%00", "notes.raw",
        "1732270000.17.sh", "a%2Fb%2F1732270000.17.raw", "%24%28touch%20x%29.raw")) {
      int status = mine("PUT", recording(name, SOUND), SOUND).statusCode();
      assertTrue(Set.of(400, 404, 405).contains(status), name + ": " + status);
    }
    assertEquals(List.of(), host.done());
    assertFalse(Files.exists(folder.resolve(NAME)));
  }

  private HttpResponse<String> records(String file, long offset, String lines) throws Exception {
    return mine("POST", "/records?file=" + file + "&offset=" + offset, lines.getBytes(StandardCharsets.UTF_8));
  }

  private HttpResponse<String> put(String name, byte[] sound) throws Exception {
    return mine("PUT", recording(name, sound), sound);
  }

  private static String recording(String name, byte[] sound) throws Exception {
    return "/recordings/" + name + "?size=" + sound.length + "&sha256=" + sha256(sound) + "&finished=1732270123456";
  }

  private HttpResponse<String> mine(String method, String path) throws Exception {
    return mine(method, path, new byte[0]);
  }

  private HttpResponse<String> mine(String method, String path, byte[] body) throws Exception {
    return send(method, "main", path, "Bearer " + CarriedHost.TOKEN, body);
  }

  private HttpResponse<String> send(String method, String pbx, String path, String authorization, byte[] body)
      throws Exception {
    var request = HttpRequest.newBuilder(URI.create(host.uri() + "/api/pbx/" + pbx + "/carried" + path))
        .header("Content-Type", "application/octet-stream")
        .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
