package io.scoutline.routing;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Every code that a step of a decision can have. They are kept with calls, so they never change their meaning. */
public final class RouteCodes {

  /** A place in the order in which people are considered; the code alone means that this one is rung. */
  enum Place {
    OWNER,
    DEPUTY,
    VIP_SECOND,
    SCOUT_WHO_SPOKE_LAST;

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    String code(Obstacle obstacle) {
      return code() + "_" + obstacle.name().toLowerCase(Locale.ROOT);
    }
  }

  /** Why somebody is passed over; in the order in which it is looked for. */
  enum Obstacle {
    /** Was rung for this call and did not answer. */
    TRIED,
    /** No longer works here. */
    LEFT,
    ABSENT,
    OFF_SHIFT,
    BUSY,
    RINGING,
    WRAP_UP,
    AWAY,
    OFFLINE,
    /** Has no phone at this PBX that could be rung. */
    NO_PHONE
  }

  static final String TEAM = "team";
  static final String TEAM_NOBODY = "team_nobody";
  static final String LIST_TEAM = "list_team";
  static final String LIST_TEAM_NOBODY = "list_team_nobody";
  static final String QUEUE = "queue";
  static final String QUEUE_UNANSWERED = "queue_unanswered";
  static final String OUT_OF_HOURS = "out_of_hours";
  static final String BLOCKED = "blocked";
  static final String HIDDEN = "hidden";
  static final String UNREADABLE = "unreadable";
  static final String INTERNAL = "internal";
  static final String UNKNOWN = "unknown";
  static final String AMBIGUOUS = "ambiguous";
  static final String AMBIGUOUS_SAME_OWNER = "ambiguous_same_owner";
  static final String NO_OWNER = "no_owner";
  static final String DIRECTORY_NOT_FILLED = "directory_not_filled";
  static final String ATTEMPT_FORGOTTEN = "attempt_forgotten";

  /** All of them, for whoever translates them. */
  public static List<String> all() {
    Stream<String> people = Arrays.stream(Place.values()).flatMap(place -> Stream.concat(Stream.of(place.code()),
        Arrays.stream(Obstacle.values()).map(place::code)));
    return Stream.concat(people, Stream.of(TEAM, TEAM_NOBODY, LIST_TEAM, LIST_TEAM_NOBODY, QUEUE, QUEUE_UNANSWERED,
        OUT_OF_HOURS, BLOCKED, HIDDEN, UNREADABLE, INTERNAL, UNKNOWN, AMBIGUOUS, AMBIGUOUS_SAME_OWNER, NO_OWNER,
        DIRECTORY_NOT_FILLED, ATTEMPT_FORGOTTEN)).sorted().toList();
  }

  private RouteCodes() {}
}
