package io.scoutline.people;

import io.scoutline.kernel.PersonId;
import java.util.Optional;

/** A time a person is not at work, and who stands in for them (P4.1). */
public record Absence(long id, PersonId person, Interval time, Kind kind, Optional<PersonId> deputy) {

  /** Why; shown beside the name, without effect on the rules. */
  public enum Kind {
    VACATION,
    SICK,
    BUSINESS_TRIP,
    TRAINING,
    DAY_OFF,
    OTHER
  }

  public Absence {
    if (deputy.filter(person::equals).isPresent()) {
      throw new IllegalArgumentException("nobody deputises for themselves");
    }
  }
}
