package io.scoutline.calls.flight;

import io.scoutline.kernel.CallerNumber;
import io.scoutline.kernel.PhoneNumber;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Words of a flight record that nobody else may read, each with another in its place: the same within one file wherever
 * and however it is written, and of the same kind, so that the calls are told apart as before. Internal numbers and
 * names of lines stay. Confined to one file.
 */
final class Masks {

  private static final Pattern LONG_NUMBER = Pattern.compile("\\+?[0-9]{6,}");
  /** What a dialplan knows without any caller: {@code s}, {@code h}, {@code *72}. */
  private static final Pattern OF_THE_DIALPLAN = Pattern.compile("[a-zA-Z]|[*#][0-9*#]{1,4}");
  private static final Pattern CHANNEL_SUFFIX = Pattern.compile("[0-9a-f]{8}(;[12])?");
  private static final Pattern ID = Pattern.compile("([A-Za-z][A-Za-z0-9-]{0,30}-)?[0-9]{9,10}\\.[0-9]{1,10}");
  private static final Pattern BRIDGE = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  /** How much of a number tells its country, which decides how it is read. */
  private static final int COUNTRY = 4;

  private final String region;
  private final Map<String, String> numbers = new LinkedHashMap<>();
  private final Map<String, String> words = new LinkedHashMap<>();
  private final Map<Long, Long> people = new LinkedHashMap<>();

  Masks(String region) {
    this.region = region;
  }

  /** In place of what stands where a number stands. */
  String number(String said) {
    return switch (CallerNumber.read(said, region)) {
      case CallerNumber.Outside outside -> numbers.computeIfAbsent(outside.number().e164(), this::another);
      case CallerNumber.Extension _, CallerNumber.Hidden _ -> said;
      case CallerNumber.Unreadable _ -> OF_THE_DIALPLAN.matcher(said).matches() ? said : word("masked", said);
    };
  }

  /** As long as the other and of the same country, and plainly nobody's. */
  private String another(String e164) {
    String country = e164.substring(0, Math.min(COUNTRY, e164.length() - 2));
    int left = e164.length() - country.length();
    int place = numbers.size() + 1;
    return Stream.of("0", "5", "9")
        .map(filler -> country + (filler.repeat(left) + place).substring(Integer.toString(place).length()))
        .filter(made -> PhoneNumber.parse(made, region).filter(read -> read.e164().equals(made)).isPresent())
        .findFirst().orElseGet(() -> word("masked", e164));
  }

  String name(String said) {
    return said.isBlank() ? said : word("name", said);
  }

  long person(long person) {
    return people.computeIfAbsent(person, _ -> people.size() + 1L);
  }

  /** Any words in which a number can stand: a context, a queue, an endpoint. */
  String text(String said) {
    return LONG_NUMBER.matcher(said).replaceAll(found -> Matcher.quoteReplacement(number(found.group())));
  }

  /** {@code PJSIP/101-0000002f} stays; {@code Local/79161234567@queue-00000001;2} keeps its shape. */
  String channel(String name) {
    int suffix = name.lastIndexOf('-');
    boolean usual = suffix > name.indexOf('/') && CHANNEL_SUFFIX.matcher(name.substring(suffix + 1)).matches();
    return usual ? text(name.substring(0, suffix)) + name.substring(suffix) : text(name);
  }

  /** What is dialled, without the address behind it. */
  String dialled(String said) {
    String line = said.indexOf('@') < 0 ? said : said.substring(0, said.indexOf('@'));
    return text(line);
  }

  /** The PBX counts its channels; whoever makes one may name it otherwise. */
  String id(String id) {
    return id.isEmpty() || ID.matcher(id).matches() ? id : word("id", id);
  }

  String bridge(String id) {
    return BRIDGE.matcher(id).matches() ? id : word("bridge", id);
  }

  private String word(String kind, String said) {
    return words.computeIfAbsent(kind + ' ' + said, _ -> kind + '-' + (words.size() + 1));
  }
}
