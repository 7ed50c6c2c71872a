package io.scoutline.kernel;

/** Identifies a person at a client. Given by the database, positive. */
public record ContactId(long value) {
  public ContactId {
    if (value <= 0) {
      throw new IllegalArgumentException("not a ContactId: " + value);
    }
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
