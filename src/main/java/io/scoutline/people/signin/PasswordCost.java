package io.scoutline.people.signin;

/**
 * How much work one guess at a password costs. A stored hash made at another cost is made anew when its owner next
 * signs in.
 *
 * @param memoryKib memory of one computation
 * @param passes over that memory
 */
public record PasswordCost(int memoryKib, int passes) {

  /** What OWASP recommends for Argon2id with one lane. */
  public static final PasswordCost RECOMMENDED = new PasswordCost(19_456, 2);
}
