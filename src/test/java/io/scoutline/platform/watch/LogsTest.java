package io.scoutline.platform.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LogsTest {

  @Test
  void each_line_is_one_json_object_whatever_is_in_it() {
    PrintStream console = System.out;
    var bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      Logs.writeJson();
      LoggerFactory.getLogger("io.scoutline.example")
          .warn("two\r\nlines \"quoted\" Жук", new IllegalStateException("x"));
      LoggerFactory.getLogger("org.asteriskjava.manager").error("+74951234567");
    } finally {
      System.setOut(console);
      Logs.writeText();
    }
    String[] lines = bytes.toString(StandardCharsets.UTF_8).strip().split("\n");
    assertEquals(1, lines.length, String.join("|", lines));
    var line = new JsonObject(lines[0]);
    assertEquals("two\r\nlines \"quoted\" Жук", line.getString("message"));
    assertEquals("WARN", line.getString("level"));
    assertTrue(line.getString("trace").contains("IllegalStateException"));
    assertTrue(line.getString("at").startsWith("20"));
  }
}
