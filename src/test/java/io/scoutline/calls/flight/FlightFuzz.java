package io.scoutline.calls.flight;

import io.scoutline.fuzz.Patience;
import java.nio.charset.StandardCharsets;

/** Whatever file is brought as a flight record, it is replayed or refused with the line that is wrong. */
public final class FlightFuzz {

  private static final FlightText TEXT = new FlightText();

  public static void fuzzerTestOneInput(byte[] input) throws Exception {
    String text = new String(input, StandardCharsets.UTF_8);
    Patience.with(() -> {
      try {
        FlightReplay.of(TEXT.read(text), () -> false).steps();
      } catch (FlightText.NotAFlight | FlightReplay.TooMuch refused) {
        if (refused.getMessage().isBlank()) {
          throw new IllegalStateException("refused without a reason", refused);
        }
      }
    });
  }

  private FlightFuzz() {}
}
