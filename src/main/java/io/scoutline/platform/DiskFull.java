package io.scoutline.platform;

import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Tells a disk that has no room from other reasons for which a file could not be written. Java keeps nothing of that
 * but the system's words, which are in the language of the machine; the device that is always full says them.
 */
public final class DiskFull {

  private static final Set<String> SAID = said();

  /** Whether it is why this happened, however often it was wrapped since. */
  public static boolean isBehind(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message = cause.getMessage();
      if (message != null && SAID.stream().anyMatch(message::contains)) {
        return true;
      }
    }
    return false;
  }

  private static Set<String> said() {
    var words = new LinkedHashSet<>(Set.of("No space left on device", "Disk quota exceeded"));
    try (var alwaysFull = new FileOutputStream("/dev/full")) {
      alwaysFull.write(0);
    } catch (FileNotFoundException noSuchDevice) {
      return Set.copyOf(words);
    } catch (IOException full) {
      words.add(full.getMessage());
    }
    return Set.copyOf(words);
  }

  private DiskFull() {}
}
