package io.scoutline.people.signin;

import java.util.Base64;
import java.util.random.RandomGenerator;

/** What nobody can guess: 256 random bits as 43 letters, digits, hyphens and underscores. */
final class Secrets {

  private static final int BYTES = 32;

  /** @param random of cryptographic strength */
  static String next(RandomGenerator random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private Secrets() {}
}
