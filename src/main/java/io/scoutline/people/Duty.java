package io.scoutline.people;

import java.time.Instant;
import java.util.Optional;

/** Whether a person is meant to be at work at a moment, by the plan; whether they are, presence knows. */
public sealed interface Duty {

  /** Within a shift that lasts until then. */
  record OnShift(Instant until) implements Duty {}

  /** Has shifts, but none now; {@code next} is the start of the next one within four weeks. */
  record OffShift(Optional<Instant> next) implements Duty {}

  /** Has no shifts at all: works whenever present. */
  record Unscheduled() implements Duty {}

  /** Away, whatever the shifts say. */
  record Absent(Absence absence) implements Duty {}
}
