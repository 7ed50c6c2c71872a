package io.scoutline.clients.passport;

import io.scoutline.clients.DecisionRole;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What people write about a person at a client.
 *
 * @param dossier what to remember in a talk, five lines at most (P3.2)
 */
public record ContactFields(
    String name, Optional<String> position, Optional<DecisionRole> decision, Optional<String> email,
    List<String> dossier, Map<PassportField, String> passport) {

  public static final int DOSSIER_LINES = 5;

  public ContactFields {
    dossier = List.copyOf(dossier);
    passport = Map.copyOf(passport);
    if (dossier.size() > DOSSIER_LINES) {
      throw new IllegalArgumentException("more than five dossier lines");
    }
  }

  public static ContactFields named(String name) {
    return new ContactFields(name, Optional.empty(), Optional.empty(), Optional.empty(), List.of(), Map.of());
  }
}
