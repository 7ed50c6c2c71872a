package io.scoutline.demo;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.scoutline.kernel.BusinessZone;
import io.scoutline.people.PeopleDirectory;
import io.scoutline.people.Roster;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** P17.1: the demo's day goes on whoever there is to call. */
class DemoCallerTest {

  @Test
  void a_demo_without_clients_is_called_by_strangers() {
    var nobody = new PeopleDirectory(List.of(), List.of(), List.of(),
        new Roster(new BusinessZone(ZoneId.of("Europe/Moscow")), Map.of(), List.of()));

    assertFalse(Demo.caller(nobody, List.of(), new Random(1), _ -> true).number().isEmpty());
  }
}
