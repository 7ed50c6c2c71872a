package io.scoutline.kernel;

/** The name of a connected PBX in the configuration, in rows and in metrics: lower-case letters, digits, hyphens. */
public record PbxName(String value) {
  public PbxName {
    if (!value.matches("[a-z0-9][a-z0-9-]{0,31}")) {
      throw new IllegalArgumentException("not a PBX name: lower-case letters, digits and hyphens, at most 32");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
