package io.scoutline.pbx;

import java.time.Duration;
import java.util.List;

/** What the dialplan is told to do with a call. */
public sealed interface RouteReply {

  /** Ring these extensions at once; when nobody answers, ask again. Digits only. */
  record Ring(List<String> extensions, Duration ringFor) implements RouteReply {
    public Ring {
      extensions = List.copyOf(extensions);
      if (extensions.isEmpty() || !extensions.stream().allMatch(digits -> digits.matches("[0-9]{1,11}"))) {
        throw new IllegalArgumentException("an extension is 1 to 11 digits, and there is at least one");
      }
    }
  }

  record Queue() implements RouteReply {}

  record Voicemail() implements RouteReply {}

  record Refuse() implements RouteReply {}
}
