package io.scoutline.kernel;

/** Identifies a team of people under one head. Given by the database, positive. */
public record TeamId(long value) {
  public TeamId {
    if (value <= 0) {
      throw new IllegalArgumentException("not a TeamId: " + value);
    }
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
