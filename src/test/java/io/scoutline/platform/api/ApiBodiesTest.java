package io.scoutline.platform.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is sent and answered is just what the contract says: P16.2, and bad input. */
class ApiBodiesTest extends ApiCase {

  @Test
  void records_are_written_as_the_contract_says() throws Exception {
    var answer = send(as("head", "/api/things/5").GET());
    assertEquals(200, answer.statusCode());
    assertEquals(new JsonObject().put("id", 5).put("at", "2026-11-21T09:42:11.120Z").put("talkMs", 2000)
        .put("kind", "first_kind").put("call", SOME.toString()).put("person", 1).putNull("none"), json(answer));
    assertEquals(304, send(as("head", "/api/things/5").header("If-None-Match", "\"v1\"").GET()).statusCode());
  }

  @Test
  void a_text_parameter_is_never_taken_for_anything_else() throws Exception {
    for (String text : List.of("8 (495) 700-10-20", "+74957001020", "10-20", "007", "true", "null", "\\", "\"", "{}",
        "%_", "3.50", "a\"b\\c", "Жук «Ё»")) {
      var answer = send(as("head", "/api/things?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8)).GET());
      assertEquals(200, answer.statusCode(), text + ": " + answer.body());
      assertEquals(text, new JsonArray(answer.body()).getString(2));
    }
  }

  @Test
  void parameters_are_read_by_their_types() throws Exception {
    var answer = send(as("scout", "/api/things?limit=7&open=true&q=%D0%96%D1%83%D0%BA").GET());
    assertEquals(new JsonArray().add(7).add(true).add("Жук"), new JsonArray(answer.body()));
    assertProblem(400, "invalid", send(as("scout", "/api/things?limit=11").GET()));
    assertEquals("limit", fault(send(as("scout", "/api/things?limit=many").GET())).getString("field"));
    assertProblem(400, "invalid", send(as("head", "/api/things/five").GET()));
  }

  @Test
  void a_number_is_what_was_sent_or_refused() throws Exception {
    for (String number : List.of("9223372036854775808", "18446744073709551621", "-9223372036854775809", "1e0", "5.0",
        "0x5", "5x", "99999999999999999999999999")) {
      var answer = send(as("head", "/api/things/" + number).GET());
      assertProblem(400, "invalid", answer);
      assertEquals("id", fault(answer).getString("field"), number);
      assertProblem(400, "invalid", send(as("scout", "/api/things?limit=" + number).GET()));
    }
    assertEquals(200, send(as("head", "/api/things/5").GET()).statusCode());
  }

  @Test
  void each_wrong_field_is_named() throws Exception {
    var answer = send(change("head", "/api/things/5").PUT(BodyPublishers.ofString(
        "{\"name\":\"\",\"kind\":\"third\",\"extra\":1,\"parts\":[{\"size\":1},{\"size\":\"big\"},{}]}")));
    assertProblem(400, "invalid", answer);
    var faults = json(answer).getJsonArray("faults").stream().map(JsonObject.class::cast)
        .collect(java.util.stream.Collectors.toMap(f -> f.getString("field"), f -> f.getString("code")));
    assertEquals(Map.of("name", "min_length", "kind", "enum", "extra", "unknown_field", "parts.1.size", "type",
        "parts.2.size", "required"), faults, answer.body());
    assertEquals("kind", fault(send(change("head", "/api/things/5").PUT(BodyPublishers.ofString(
        "{\"name\":\"a\"}")))).getString("field"));
  }

  @Test
  void bodies_that_are_no_json_or_too_large_are_refused() throws Exception {
    assertProblem(400, "malformed", send(change("head", "/api/things/5").PUT(BodyPublishers.ofString("{\"name\":"))));
    assertProblem(400, "invalid", send(change("head", "/api/things/5").PUT(BodyPublishers.ofString("[]"))));
    assertProblem(400, "invalid", send(change("head", "/api/things/5").PUT(BodyPublishers.noBody())));
    assertProblem(415, "unsupported_type", send(as("head", "/api/things/5").header("X-CSRF-Token", "csrf-of-head")
        .header("Content-Type", "text/plain").PUT(BodyPublishers.ofString("x"))));
    String large = "{\"name\":\"" + "x".repeat(300_000) + "\"}";
    assertProblem(413, "too_large", send(change("head", "/api/things/5").PUT(BodyPublishers.ofString(large))));
    assertProblem(413, "too_large", send(change("head", "/api/things/5").PUT(BodyPublishers.ofInputStream(
        () -> new java.io.ByteArrayInputStream(large.getBytes())))));
    assertProblem(400, "malformed", send(change("head", "/api/things/5").PUT(BodyPublishers.ofString(
        "[".repeat(50_000)))));
    assertProblem(400, "malformed", send(change("head", "/api/things/5").PUT(BodyPublishers.ofString(
        "{\"name\":\"a\",\"name\":\"b\",\"kind\":\"other\"}"))));
  }

  @Test
  void a_file_is_sent_by_ranges() throws Exception {
    Files.writeString(folder.resolve("ten"), "0123456789");
    var whole = send(as("scout", "/api/things/ten/sound").GET());
    assertEquals("0123456789", whole.body());
    assertEquals("bytes", whole.headers().firstValue("Accept-Ranges").orElseThrow());
    var middle = send(as("scout", "/api/things/ten/sound").header("Range", "bytes=2-4").GET());
    assertEquals(206, middle.statusCode());
    assertEquals("234", middle.body());
    assertEquals("bytes 2-4/10", middle.headers().firstValue("Content-Range").orElseThrow());
    assertEquals("89", send(as("scout", "/api/things/ten/sound").header("Range", "bytes=-2").GET()).body());
    assertEquals("789", send(as("scout", "/api/things/ten/sound").header("Range", "bytes=7-").GET()).body());
    assertEquals("9", send(as("scout", "/api/things/ten/sound").header("Range", "bytes=9-99").GET()).body());
    var beyond = send(as("scout", "/api/things/ten/sound").header("Range", "bytes=10-").GET());
    assertEquals(416, beyond.statusCode());
    assertEquals("bytes */10", beyond.headers().firstValue("Content-Range").orElseThrow());
    assertEquals(200, send(as("scout", "/api/things/ten/sound").header("Range", "bytes=2-4")
        .header("If-Range", "\"older\"").GET()).statusCode());
    assertProblem(404, "not_found", send(as("scout", "/api/things/none/sound").GET()));
    Files.writeString(folder.resolve("empty"), "");
    assertEquals("", send(as("scout", "/api/things/empty/sound").GET()).body());
  }

  @Test
  void a_body_that_is_not_json_goes_to_the_disk_within_its_limit() throws Exception {
    byte[] sound = new byte[900_000];
    new java.util.Random(1).nextBytes(sound);
    var saved = send(change("scout", "/api/things/a/sound").POST(BodyPublishers.ofByteArray(sound)));
    assertEquals(new JsonObject().put("bytes", 900_000), json(saved));
    org.junit.jupiter.api.Assertions.assertArrayEquals(sound, Files.readAllBytes(folder.resolve("up-a")));
    assertProblem(413, "too_large", send(change("scout", "/api/things/b/sound").POST(BodyPublishers.ofInputStream(
        () -> new java.io.ByteArrayInputStream(new byte[1_200_000])))));
    assertFalse(Files.exists(folder.resolve("up-b")));
  }
}
