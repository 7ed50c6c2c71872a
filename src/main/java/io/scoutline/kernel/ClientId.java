package io.scoutline.kernel;

/** Identifies a client: the business relation, not a legal entity (P8.1). Given by the database, positive. */
public record ClientId(long value) {
  public ClientId {
    if (value <= 0) {
      throw new IllegalArgumentException("not a ClientId: " + value);
    }
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
