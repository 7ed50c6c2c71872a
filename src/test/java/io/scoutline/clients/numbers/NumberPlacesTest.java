package io.scoutline.clients.numbers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.scoutline.kernel.PhoneNumber;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class NumberPlacesTest {

  private static final Locale RUSSIAN = Locale.of("ru");

  private final NumberPlaces places = new NumberPlaces("RU");

  @Test
  @DisplayName("Time is the client's time: a landline tells its town and zone, in the reader's language")
  void a_landline_has_a_town_and_a_zone() {
    PhoneNumber novosibirsk = PhoneNumber.of("+73832223344");
    assertEquals(Optional.of("Новосибирская обл."), places.place(novosibirsk, RUSSIAN).region());
    assertEquals(Optional.of("Novosibirsk"), places.place(novosibirsk, Locale.ENGLISH).region());
    assertEquals(Optional.of(ZoneId.of("Asia/Novosibirsk")), places.place(novosibirsk, RUSSIAN).zone());
    assertEquals(Optional.of(ZoneId.of("Europe/Moscow")), places.place(PhoneNumber.of("+74951112233"), RUSSIAN).zone());
  }

  @Test
  void a_mobile_number_of_a_country_with_many_zones_tells_neither() {
    NumberPlace place = places.place(PhoneNumber.of("+79161234567"), RUSSIAN);
    assertEquals(Optional.empty(), place.zone());
    assertEquals(Optional.empty(), place.region());
  }

  @Test
  void a_number_from_abroad_tells_at_least_the_country() {
    NumberPlace place = places.place(PhoneNumber.of("+4930123456"), RUSSIAN);
    assertEquals(Optional.of(ZoneId.of("Europe/Berlin")), place.zone());
    assertEquals(Optional.of("Germany"), places.place(PhoneNumber.of("+4915112345678"), Locale.ENGLISH).region());
  }

  @Test
  void a_number_that_no_country_has_is_from_nowhere() {
    assertEquals(NumberPlace.UNKNOWN, places.place(PhoneNumber.of("+99999999999"), RUSSIAN));
  }

  @Test
  void numbers_are_shown_as_people_write_them() {
    assertEquals("8 (495) 111-22-33", places.shown(PhoneNumber.of("+74951112233")));
    assertEquals("8 (495) 111-22-33 #14", places.shown(new PhoneNumber("+74951112233", "14")));
    assertEquals("+49 30 123456", places.shown(PhoneNumber.of("+4930123456")));
  }

  @Test
  void asking_more_numbers_than_are_remembered_still_answers() {
    for (int n = 0; n < 20_500; n++) {
      places.place(PhoneNumber.of("+7383222" + (1000 + n)), RUSSIAN);
    }
    assertEquals(Optional.of("Новосибирская обл."), places.place(PhoneNumber.of("+73832223344"), RUSSIAN).region());
  }
}
