package io.scoutline.clients.numbers;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberToTimeZonesMapper;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber;
import com.google.i18n.phonenumbers.geocoding.PhoneNumberOfflineGeocoder;
import io.scoutline.kernel.PhoneNumber;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Region and time zone of numbers, and how to write them. Any thread; the answer for a number asked before comes from
 * a bounded memory, another takes microseconds, the very first of a country some milliseconds ({@link #warm}).
 */
public final class NumberPlaces {

  private static final int MOST_REMEMBERED = 20_000;
  /** A winter and a summer day: zones that agree on both are one to whoever wants to call. */
  private static final List<Instant> SAMPLES =
      List.of(Instant.parse("2026-01-15T12:00:00Z"), Instant.parse("2026-07-15T12:00:00Z"));

  private record Asked(String e164, String language) {}

  private final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
  private final PhoneNumberOfflineGeocoder geocoder = PhoneNumberOfflineGeocoder.getInstance();
  private final PhoneNumberToTimeZonesMapper zones = PhoneNumberToTimeZonesMapper.getInstance();
  private final Map<Asked, NumberPlace> remembered = new ConcurrentHashMap<>();
  private final String home;

  /** @param home ISO 3166 code of the country whose numbers are written in their national format */
  public NumberPlaces(String home) {
    this.home = home;
  }

  /** @param language Russian or English; others are told in English */
  public NumberPlace place(PhoneNumber number, Locale language) {
    var asked = new Asked(number.e164(), language.getLanguage());
    NumberPlace known = remembered.get(asked);
    if (known != null) {
      return known;
    }
    if (remembered.size() >= MOST_REMEMBERED) {
      remembered.clear();
    }
    NumberPlace place = parsed(number).map(parsed -> find(parsed, language)).orElse(NumberPlace.UNKNOWN);
    remembered.put(asked, place);
    return place;
  }

  /** The number as people write it: national at home, international otherwise, with its extension. */
  public String shown(PhoneNumber number) {
    String plain = parsed(number)
        .map(parsed -> numbers.format(parsed, isAtHome(parsed) ? PhoneNumberFormat.NATIONAL
            : PhoneNumberFormat.INTERNATIONAL))
        .orElse(number.e164());
    return number.extension().isEmpty() ? plain : plain + " #" + number.extension();
  }

  /** Reads the tables of the home country, so that the first call does not wait for them. */
  public void warm() {
    Phonenumber.PhoneNumber example = numbers.getExampleNumberForType(home, PhoneNumberType.FIXED_LINE);
    if (example != null) {
      PhoneNumber number = PhoneNumber.of(numbers.format(example, PhoneNumberFormat.E164));
      place(number, Locale.of("ru"));
      place(number, Locale.ENGLISH);
      shown(number);
    }
  }

  private boolean isAtHome(Phonenumber.PhoneNumber number) {
    return number.getCountryCode() == numbers.getCountryCodeForRegion(home);
  }

  private NumberPlace find(Phonenumber.PhoneNumber number, Locale language) {
    String region = geocoder.getDescriptionForNumber(number, language);
    boolean onlyTheCountry = isAtHome(number) && region.equals(countryName(number, language));
    return new NumberPlace(
        region.isBlank() || onlyTheCountry ? Optional.empty() : Optional.of(region),
        zone(zones.getTimeZonesForNumber(number)));
  }

  private String countryName(Phonenumber.PhoneNumber number, Locale language) {
    String country = numbers.getRegionCodeForNumber(number);
    return country == null ? "" : Locale.of("", country).getDisplayCountry(language);
  }

  /** The zone when there is one, or several that have the same time. */
  private static Optional<ZoneId> zone(List<String> names) {
    List<ZoneId> known = names.stream().flatMap(name -> zoneNamed(name).stream()).toList();
    boolean oneTime = known.stream()
        .map(zone -> SAMPLES.stream().map(zone.getRules()::getOffset).collect(Collectors.toList()))
        .distinct().count() == 1;
    return oneTime ? Optional.of(known.getFirst()) : Optional.empty();
  }

  private static Optional<ZoneId> zoneNamed(String name) {
    try {
      return name.equals("Etc/Unknown") ? Optional.empty() : Optional.of(ZoneId.of(name));
    } catch (DateTimeException unknownToJava) {
      return Optional.empty();
    }
  }

  private Optional<Phonenumber.PhoneNumber> parsed(PhoneNumber number) {
    try {
      return Optional.of(numbers.parse(number.e164(), null));
    } catch (NumberParseException notANumber) {
      return Optional.empty();
    }
  }
}
