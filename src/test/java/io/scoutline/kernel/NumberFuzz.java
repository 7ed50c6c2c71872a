package io.scoutline.kernel;

import io.scoutline.fuzz.Patience;
import java.nio.charset.StandardCharsets;

/** Whatever stands where a number should, it is read as something, and a number is read as itself again. */
public final class NumberFuzz {

  public static void fuzzerTestOneInput(byte[] input) throws Exception {
    String said = new String(input, StandardCharsets.UTF_8);
    Patience.with(() -> {
      CallerNumber.read(said, "RU").outside().ifPresent(number -> {
        number.digits();
        if (PhoneNumber.parse(number.e164(), "RU").filter(PhoneNumber.of(number.e164())::equals).isEmpty()) {
          throw new IllegalStateException(number.e164() + " is not read as itself");
        }
      });
    });
  }

  private NumberFuzz() {}
}
