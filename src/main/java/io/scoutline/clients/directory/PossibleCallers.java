package io.scoutline.clients.directory;

import java.util.BitSet;

/**
 * Whom at one client a number points to, told from each of the client's entries of that number (P3.3). A person is
 * certain only when the number and its extension are theirs and nobody else's at the client.
 */
final class PossibleCallers {

  private final String asked;
  /** Those whose number and extension it is. */
  private final BitSet exact = new BitSet();
  /** Asked without an extension, everybody behind the number; asked with one, those who have none. */
  private final BitSet behind = new BitSet();
  private boolean anyEntry;
  private boolean anyExact;
  private boolean clientItself;

  PossibleCallers(String askedExtension) {
    this.asked = askedExtension;
  }

  /** @param contact the order of the contact whose number this is, or -1 for the client's own */
  void add(String extension, int contact) {
    anyEntry = true;
    boolean same = extension.equals(asked);
    anyExact |= same;
    if (contact < 0) {
      clientItself |= same;
      return;
    }
    if (same) {
      exact.set(contact);
    }
    if (asked.isEmpty() || extension.isEmpty()) {
      behind.set(contact);
    }
  }

  boolean none() {
    return !anyEntry;
  }

  /** With an extension those who have it, or else those who have none; without one everybody behind the number. */
  BitSet possible() {
    return asked.isEmpty() || !anyExact ? behind : exact;
  }

  boolean certain() {
    return !clientItself && exact.cardinality() == 1 && possible().cardinality() == 1;
  }
}
