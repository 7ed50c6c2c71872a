package io.scoutline.people.signin;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which passwords may be chosen: long ones that are not the first a stranger would try. No rules about digits and
 * signs, for those make passwords harder to remember and not harder to guess.
 */
public final class PasswordPolicy {

  public static final int SHORTEST = 10;
  public static final int LONGEST = 128;

  private static final Set<String> FIRST_GUESSES = Set.of(
      "1234567890", "0123456789", "0987654321", "qwertyuiop", "qwerty12345", "qwerty123456", "1q2w3e4r5t",
      "1q2w3e4r5t6y", "password12", "password123", "password1234", "passw0rd123", "letmein123", "welcome123",
      "admin12345", "administrator", "iloveyou123", "йцукенгшщз", "йцукен12345", "пароль12345", "пароль1234",
      "парольпароль", "scoutline123", "passwordpassword");

  /** Why a password is refused; the lower-case name is the code of the fault. */
  public enum Refusal {
    TOO_SHORT,
    TOO_LONG,
    TOO_UNIFORM,
    LIKE_LOGIN,
    TOO_COMMON
  }

  /** Empty when the password may be used for this login. */
  public static Optional<Refusal> refusal(String password, String login) {
    String folded = password.toLowerCase(Locale.ROOT);
    if (password.codePointCount(0, password.length()) < SHORTEST) {
      return Optional.of(Refusal.TOO_SHORT);
    }
    if (password.length() > LONGEST) {
      return Optional.of(Refusal.TOO_LONG);
    }
    if (folded.codePoints().distinct().count() < 4) {
      return Optional.of(Refusal.TOO_UNIFORM);
    }
    if (login.length() >= 3 && folded.contains(login.toLowerCase(Locale.ROOT))) {
      return Optional.of(Refusal.LIKE_LOGIN);
    }
    return FIRST_GUESSES.contains(folded) ? Optional.of(Refusal.TOO_COMMON) : Optional.empty();
  }

  private PasswordPolicy() {}
}
