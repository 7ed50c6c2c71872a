package io.scoutline.recordings.listening;

import io.scoutline.kernel.RecordingId;
import io.scoutline.recordings.Recording;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Where a page of recordings, the newest first, goes on. */
public record Cursor(Instant createdAt, RecordingId id) {

  static final Cursor START =
      new Cursor(Instant.parse("9999-01-01T00:00:00Z"), new RecordingId(new UUID(-1, -1)));

  private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");

  static Cursor after(Recording last) {
    return new Cursor(last.createdAt(), last.id());
  }

  /** As it stands in an address. */
  String text() {
    return createdAt + "_" + id;
  }

  static Optional<Cursor> parse(String text) {
    int bar = text.indexOf('_');
    try {
      return bar < 0 ? Optional.empty() : Optional.of(
          new Cursor(Instant.parse(text.substring(0, bar)), RecordingId.parse(text.substring(bar + 1))))
          .filter(given -> given.createdAt().isBefore(START.createdAt()) && !given.createdAt().isBefore(EARLIEST));
    } catch (DateTimeException | IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }
}
