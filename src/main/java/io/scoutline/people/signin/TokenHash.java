package io.scoutline.people.signin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What is kept of the token of a session or of a browser: its SHA-256, in hexadecimal. A fast hash is enough, for a
 * token is 256 random bits and cannot be guessed.
 */
record TokenHash(String hex) {

  static TokenHash of(String token) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
      return new TokenHash(HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }
}
