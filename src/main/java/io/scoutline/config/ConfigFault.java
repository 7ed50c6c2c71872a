package io.scoutline.config;

/**
 * One thing that is wrong with the configuration.
 *
 * @param key the full key, {@code pbxs[0].port}
 * @param found what stands there, never a secret
 * @param allowed what may stand there
 */
public record ConfigFault(String key, String found, String allowed) {

  /** The part of the configuration it is in: {@code pbxs[0]}. */
  String group() {
    return key.replaceFirst("\\..*", "");
  }

  @Override
  public String toString() {
    return key + ": " + found + "; allowed: " + allowed;
  }
}
