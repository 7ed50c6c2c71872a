package io.scoutline.calls;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What the PBX was told to do with a call. */
public enum RouteKind {
  RING,
  QUEUE,
  VOICEMAIL,
  REFUSE;

  /** As it stands in rows and in the API; kept with calls, so it never changes its meaning. */
  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
