package io.scoutline.recordings.listening;

import io.scoutline.platform.TestDatabase;
import io.scoutline.recordings.ListeningRoom;
import io.scoutline.recordings.Sounds;
import io.scoutline.recordings.sound.AudioFormat;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A room of people with recordings, real files and a real socket. */
abstract class RecordingRoutesCase {

  @RegisterExtension
  static final TestDatabase postgres = new TestDatabase();

  static final byte[] SOUND = new Sounds().stereo(2_000, 16_384, 0).stereo(2_000, 0, 4_096).raw();
  static final byte[] WAV = Sounds.wav(AudioFormat.MIX_MONITOR_RAW, SOUND);

  @TempDir
  Path folder;
  ListeningRoom room;

  @BeforeEach
  void open() throws IOException {
    room = ListeningRoom.open(postgres, folder);
  }

  @AfterEach
  void close() {
    room.close();
  }

  static byte[] lane(JsonObject peaks, int lane) {
    return Base64.getDecoder().decode(peaks.getJsonArray("channels").getString(lane));
  }

  static List<String> ids(JsonObject page) {
    return page.getJsonArray("items").stream().map(one -> ((JsonObject) one).getString("id")).toList();
  }

  static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }
}
