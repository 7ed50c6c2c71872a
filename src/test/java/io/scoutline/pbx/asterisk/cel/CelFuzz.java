package io.scoutline.pbx.asterisk.cel;

import io.scoutline.fuzz.Patience;
import java.nio.charset.StandardCharsets;

/** Whatever stands in the PBX's own records, a line is a record or none. */
public final class CelFuzz {

  public static void fuzzerTestOneInput(byte[] input) throws Exception {
    String written = new String(input, StandardCharsets.UTF_8);
    Patience.with(() -> written.lines().forEach(line -> {
      if (CelLine.read(line).isPresent() && !CelLine.isRecord(line)) {
        throw new IllegalStateException("read, and no record");
      }
    }));
  }

  private CelFuzz() {}
}
