package io.scoutline.kernel;

/** Identifies something owed to a client. Given by the database, positive. */
public record PromiseId(long value) {
  public PromiseId {
    if (value <= 0) {
      throw new IllegalArgumentException("not a PromiseId: " + value);
    }
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
