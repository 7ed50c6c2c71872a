package io.scoutline.pbx.asterisk.ami;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/** A release of Asterisk, as {@code CoreSettings} names it: {@code 22.10.1~dfsg}, {@code certified/20.7-cert5}. */
public record PbxVersion(int major, int minor, int patch) implements Comparable<PbxVersion> {

  /** The first whose event filters choose by name (18.26 of that line). */
  static final int OLDEST_MAJOR = 18;

  private static final Pattern FORM = Pattern.compile(
      "(?:Asterisk )?(?:certified/)?(\\d{1,4})\\.(\\d{1,4})(?:\\.(\\d{1,4}))?.*");
  private static final Comparator<PbxVersion> ORDER = Comparator.comparingInt(PbxVersion::major)
      .thenComparingInt(PbxVersion::minor)
      .thenComparingInt(PbxVersion::patch);

  public static Optional<PbxVersion> parse(String said) {
    var matcher = FORM.matcher(said == null ? "" : said.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int patch = matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3));
    return Optional.of(new PbxVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)), patch));
  }

  boolean isTooOld() {
    return major < OLDEST_MAJOR;
  }

  /** Whether the security advisories that 20.18.2 and 22.8.2 answer are still open in it. */
  public boolean isOutdated() {
    return switch (major) {
      case 20 -> compareTo(new PbxVersion(20, 18, 2)) < 0;
      case 22 -> compareTo(new PbxVersion(22, 8, 2)) < 0;
      default -> major < 22;
    };
  }

  @Override
  public int compareTo(PbxVersion other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + patch;
  }
}
