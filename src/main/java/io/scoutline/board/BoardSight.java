package io.scoutline.board;

import io.scoutline.kernel.Actor;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.Role;
import io.scoutline.people.PeopleDirectory;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Whose lines of the board somebody may see: all, those of the teams they lead, or their own (P16.1). */
public final class BoardSight {

  private static final String EVERYBODY = "all";

  private final Supplier<PeopleDirectory> people;

  public BoardSight(Supplier<PeopleDirectory> people) {
    this.people = people;
  }

  /** Names the stream on the live channel; whoever sees the same lines shares one. */
  public String streamOf(Actor actor) {
    if (actor.seesWholeCompany() || actor.is(Role.SUPERVISOR)) {
      return EVERYBODY;
    }
    return actor.leads().isEmpty() ? "person:" + actor.person()
        : "person:" + actor.person() + ";teams:" + actor.leads().stream().map(team -> team.value())
            .collect(Collectors.toCollection(TreeSet::new)).stream().map(String::valueOf)
            .collect(Collectors.joining(","));
  }

  public Set<PersonId> visibleTo(Actor actor) {
    if (streamOf(actor).equals(EVERYBODY)) {
      return people.get().people().stream().map(person -> person.id()).collect(Collectors.toUnmodifiableSet());
    }
    var visible = actor.leads().stream().flatMap(team -> people.get().membersOf(team).stream())
        .map(person -> person.id()).collect(Collectors.toSet());
    visible.add(actor.person());
    return Set.copyOf(visible);
  }
}
