package io.scoutline.platform.wire;

/** Whoever changes something says which version they saw; nobody overwrites what they have not seen. */
public final class Versions {

  /** @throws Problem 409 when they differ */
  public static void require(long stored, long seen) {
    if (stored != seen) {
      throw Problem.conflict("changed_meanwhile",
          "Somebody else has changed this meanwhile. Look at it again and repeat your change; nothing was written.");
    }
  }

  private Versions() {}
}
