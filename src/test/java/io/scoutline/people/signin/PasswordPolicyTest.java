package io.scoutline.people.signin;

import static io.scoutline.people.signin.PasswordPolicy.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.scoutline.people.signin.PasswordPolicy.Refusal;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** P16.2: which passwords may be chosen. */
class PasswordPolicyTest {

  @Test
  void a_long_unusual_password_is_taken() {
    assertEquals(Optional.empty(), refusal("корова у окна", "ivan"));
    assertEquals(Optional.empty(), refusal("correct horse", "ivan"));
  }

  @Test
  void length_is_counted_in_characters_as_people_see_them() {
    assertEquals(Optional.of(Refusal.TOO_SHORT), refusal("девять-ть", "ivan"));
    assertEquals(Optional.of(Refusal.TOO_SHORT), refusal("🐴🐄🐖🐑🐐", "ivan"));
    assertEquals(Optional.of(Refusal.TOO_LONG), refusal("abcd".repeat(33), "ivan"));
  }

  @Test
  void what_is_tried_first_is_refused() {
    assertEquals(Optional.of(Refusal.TOO_UNIFORM), refusal("aaaaaaaaaab", "ivan"));
    assertEquals(Optional.of(Refusal.LIKE_LOGIN), refusal("2026-IVAN-2026", "ivan"));
    assertEquals(Optional.of(Refusal.TOO_COMMON), refusal("Password123", "ivan"));
    assertEquals(Optional.of(Refusal.TOO_COMMON), refusal("ЙЦУКЕНГШЩЗ", "ivan"));
  }
}
