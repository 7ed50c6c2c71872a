package io.scoutline.clients.imports.base;

import java.util.List;

/**
 * Which load makes the clients.
 *
 * @param importId zero when the file is only tried
 * @param family the load itself and earlier ones of the same file, so that a repeat finds what they made
 */
public record Origin(long importId, List<Long> family) {

  public Origin {
    family = List.copyOf(family);
  }

  Long[] familyArray() {
    return family.toArray(Long[]::new);
  }
}
