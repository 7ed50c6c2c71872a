package io.scoutline.people.signin;

/** A hashed password in its encoded form, which carries its parameters and salt. Its text does not show it. */
public record PasswordHash(String encoded) {

  public PasswordHash {
    if (!encoded.startsWith("$argon2id$")) {
      throw new IllegalArgumentException("not an Argon2id hash");
    }
  }

  @Override
  public String toString() {
    return "PasswordHash";
  }
}
