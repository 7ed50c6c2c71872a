package io.scoutline.clients.search;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What somebody types to find a client (P8.3), read in every way it may be meant.
 *
 * @param folded without case, quotation marks and needless spaces, е for ё; as names are compared
 * @param words what a name must contain
 * @param numberStarts how an E.164 number may begin, when the text can be (a part of) a number
 * @param digits the digits in it, when it can be a number or a tax id; otherwise {@code ""}
 */
public record SearchText(String folded, List<String> words, List<String> numberStarts, String digits) {

  private static final int MOST_WORDS = 6;
  private static final int FEWEST_DIGITS = 3;

  public static SearchText read(String typed, String region) {
    String folded = Text.folded(typed).strip().replaceAll("\\s+", " ");
    List<String> words = Stream.of(folded.split(" ")).filter(word -> !word.isEmpty()).limit(MOST_WORDS).toList();
    String digits = folded.matches("[-+0-9 ().\\u00a0\\u2010-\\u2015]+") ? folded.replaceAll("[^0-9]", "") : "";
    if (digits.length() < FEWEST_DIGITS || digits.length() > 20) {
      return new SearchText(folded, words, List.of(), "");
    }
    return new SearchText(folded, words, starts(digits, folded.startsWith("+"), region), digits);
  }

  private static List<String> starts(String digits, boolean international, String region) {
    Set<String> starts = new LinkedHashSet<>();
    starts.add("+" + digits);
    if (!international) {
      var numbers = PhoneNumberUtil.getInstance();
      String country = "+" + numbers.getCountryCodeForRegion(region);
      String prefix = numbers.getNddPrefixForRegion(region, true);
      if (prefix != null && !prefix.isEmpty() && digits.startsWith(prefix)) {
        starts.add(country + digits.substring(prefix.length()));
      }
      starts.add(country + digits);
    }
    return new ArrayList<>(starts);
  }

  public boolean isEmpty() {
    return words.isEmpty();
  }

  boolean mayBeNumber() {
    return !digits.isEmpty();
  }

  /** The wildcards of LIKE stand for themselves. */
  static String literally(String text) {
    return text.replaceAll("([\\\\%_])", "\\\\$1");
  }
}
