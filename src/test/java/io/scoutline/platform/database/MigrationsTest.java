package io.scoutline.platform.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.platform.TestDatabase;
import org.junit.jupiter.api.Test;

class MigrationsTest {

  @Test
  void a_database_that_cannot_fold_cyrillic_is_refused_with_the_reason() {
    var plainC = TestDatabase.empty("locale 'C'");
    var refused = assertThrows(UnsuitableDatabase.class, () -> Migrations.apply(plainC));
    assertTrue(refused.getMessage().contains("Cyrillic"), refused.getMessage());
  }

  @Test
  void a_database_that_is_not_utf8_is_refused_with_the_reason() {
    var latin = TestDatabase.empty("encoding 'LATIN1' locale 'C'");
    var refused = assertThrows(UnsuitableDatabase.class, () -> Migrations.apply(latin));
    assertTrue(refused.getMessage().contains("UTF8"), refused.getMessage());
  }

  @Test
  void a_database_with_folding_but_without_cyrillic_trigrams_is_refused() {
    var icu = TestDatabase.empty("locale_provider 'icu' icu_locale 'und' locale 'C'");
    var refused = assertThrows(UnsuitableDatabase.class, () -> Migrations.apply(icu));
    assertTrue(refused.getMessage().contains("rigrams"), refused.getMessage());
  }

  @Test
  void an_unreachable_database_is_refused_without_its_password() {
    var nowhere = new DatabaseAddress("127.0.0.1", 1, "x", "x", "very-secret");
    var refused = assertThrows(UnsuitableDatabase.class, () -> Migrations.apply(nowhere));
    assertFalse(refused.getMessage().contains("very-secret"));
  }

  @Test
  void migrating_twice_changes_nothing() {
    var fresh = TestDatabase.empty("");
    assertTrue(Migrations.apply(fresh) > 0);
    assertEquals(0, Migrations.apply(fresh));
  }
}
