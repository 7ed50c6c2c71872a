package io.scoutline.kernel;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A number as it is stored everywhere (P2.4): E.164 with its plus, and an extension kept apart ({@code ""} when
 * there is none).
 */
public record PhoneNumber(String e164, String extension) {

  /** Longer text is never a number; the bound keeps a hostile caller id from costing time. */
  private static final int LONGEST = 40;

  private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{4,14}");
  private static final Pattern EXTENSION = Pattern.compile("[0-9]{0,11}");
  private static final Pattern WRITTEN = Pattern.compile("[-+0-9 ().,/;#xextдобn\\u00a0\\u2010-\\u2015]+");

  public PhoneNumber {
    if (!E164.matcher(e164).matches()) {
      throw new IllegalArgumentException("not E.164");
    }
    if (!EXTENSION.matcher(extension).matches()) {
      throw new IllegalArgumentException("not an extension");
    }
  }

  public static PhoneNumber of(String e164) {
    return new PhoneNumber(e164, "");
  }

  /**
   * Reads a number as people and PBXs write it.
   *
   * @param region ISO 3166 code of the country whose national format is understood, e.g. {@code RU}
   * @return empty when it is not a possible number of any country: too short, too long, letters, a SIP URI
   */
  public static Optional<PhoneNumber> parse(String text, String region) {
    if (text == null || text.isBlank() || text.length() > LONGEST
        || !WRITTEN.matcher(text).matches()) {
      return Optional.empty();
    }
    var util = PhoneNumberUtil.getInstance();
    try {
      Phonenumber.PhoneNumber parsed = util.parse(text, region);
      if (!util.isPossibleNumber(parsed)) {
        return Optional.empty();
      }
      String e164 = util.format(parsed, PhoneNumberFormat.E164);
      // Of several zeros after the country's code each reading takes one away: it would be another number each time.
      if (parsed.isItalianLeadingZero()
          && !util.format(util.parse(e164, region), PhoneNumberFormat.E164).equals(e164)) {
        return Optional.empty();
      }
      return Optional.of(new PhoneNumber(e164, parsed.hasExtension() ? parsed.getExtension() : ""));
    } catch (NumberParseException | IllegalArgumentException notANumber) {
      return Optional.empty();
    }
  }

  /** The digits without the plus as one number: 15 digits fit, so a directory can hold millions of them compactly. */
  public long digits() {
    return Long.parseLong(e164, 1, e164.length(), 10);
  }

  @Override
  public String toString() {
    return extension.isEmpty() ? e164 : e164 + " ext. " + extension;
  }
}
