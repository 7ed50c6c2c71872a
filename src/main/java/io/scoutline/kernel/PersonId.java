package io.scoutline.kernel;

/** Identifies a person with an account. Given by the database, positive. */
public record PersonId(long value) {
  public PersonId {
    if (value <= 0) {
      throw new IllegalArgumentException("not a PersonId: " + value);
    }
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
