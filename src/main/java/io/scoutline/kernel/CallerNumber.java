package io.scoutline.kernel;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What the PBX said about who is calling or called; everything is a legal value (P2.4). */
public sealed interface CallerNumber {

  /** As the PBX wrote it, cut to what is worth keeping; never to be put unescaped anywhere. */
  String said();

  record Outside(PhoneNumber number, String said) implements CallerNumber {}

  /** A short internal number of the PBX. */
  record Extension(String digits) implements CallerNumber {
    @Override
    public String said() {
      return digits;
    }
  }

  /** The caller withheld the number. */
  record Hidden(String said) implements CallerNumber {}

  /** Neither a number nor hidden: letters, a SIP URI, forty digits. */
  record Unreadable(String said) implements CallerNumber {}

  int LONGEST_KEPT = 80;

  /** Words by which carriers and Asterisk mark a withheld number. */
  Set<String> HIDDEN_WORDS = Set.of("", "anonymous", "unknown", "<unknown>", "unavailable", "restricted", "private",
      "withheld", "none", "null", "hidden");

  /** Reads what the PBX said; national formats are those of {@code region}. Never fails. */
  static CallerNumber read(String said, String region) {
    String text = said == null ? "" : said.strip();
    String kept = text.length() > LONGEST_KEPT ? text.substring(0, LONGEST_KEPT) : text;
    if (HIDDEN_WORDS.contains(text.toLowerCase(Locale.ROOT))) {
      return new Hidden(kept);
    }
    if (text.matches("[0-9]{1,5}")) {
      return new Extension(text);
    }
    Optional<PhoneNumber> number = PhoneNumber.parse(text, region);
    return number.isPresent() ? new Outside(number.get(), kept) : new Unreadable(kept);
  }

  default Optional<PhoneNumber> outside() {
    return switch (this) {
      case Outside outside -> Optional.of(outside.number());
      case Extension _, Hidden _, Unreadable _ -> Optional.empty();
    };
  }
}
