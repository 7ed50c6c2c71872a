package io.scoutline.recordings.intake;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a finished file: the channel's {@code ${UNIQUEID}}, optionally {@code -part}, and {@code .raw} or
 * {@code .wav}. A unique id is {@code seconds.number}, before it {@code systemname-} where the PBX has one. Everything
 * else, above all whatever could name another folder, is no recording's name.
 */
public record RecordingName(String uniqueid, OptionalInt part, boolean raw) {

  private static final int LONGEST = 96;
  private static final Pattern PATTERN = Pattern.compile(
      "(?<uniqueid>(?:[A-Za-z0-9][A-Za-z0-9_.-]{0,31}-)?(?<seconds>[0-9]{1,11})\\.[0-9]{1,10})"
          + "(?:-(?<part>[1-9][0-9]?))?\\.(?<ending>raw|wav)");

  public static Optional<RecordingName> parse(String fileName) {
    if (fileName.length() > LONGEST) {
      return Optional.empty();
    }
    Matcher matcher = PATTERN.matcher(fileName);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String part = matcher.group("part");
    return Optional.of(new RecordingName(
        matcher.group("uniqueid"),
        part == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(part)),
        matcher.group("ending").equals("raw")));
  }

  /** When the channel came into being by the PBX's clock: no sound of it can be older. */
  public Instant channelCreated() {
    String numbers = uniqueid.substring(uniqueid.lastIndexOf('-') + 1);
    return Instant.ofEpochSecond(Long.parseLong(numbers.substring(0, numbers.indexOf('.'))));
  }
}
