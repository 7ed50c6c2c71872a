package io.scoutline.people.account;

import io.scoutline.kernel.Role;
import io.scoutline.people.EndpointAssignment;
import io.scoutline.people.Installation;
import io.scoutline.people.Language;
import io.scoutline.people.PeopleDirectory;
import io.scoutline.people.Person;
import io.scoutline.people.Theme;
import io.scoutline.people.staff.PeopleViews;
import io.scoutline.people.staff.PeopleViews.Named;
import java.util.List;
import java.util.Optional;

/** What a page knows of whoever is signed in. */
public record SessionView(
    Self person, String csrf, Language locale, Theme theme, boolean singleKeys, boolean passwordChangeDue,
    String zone, String region, boolean demo, String version) {

  record Self(
      long id, String name, String login, List<Role> roles, Optional<Named> team, Optional<String> extension) {}

  static SessionView of(
      Person person, String csrf, boolean passwordChangeDue, PeopleDirectory directory, Installation installation) {
    var self = new Self(person.id().value(), person.name(), person.login(),
        person.roles().stream().sorted().toList(), PeopleViews.team(person, directory),
        directory.endpointsOf(person.id()).stream().map(EndpointAssignment::extension).findFirst());
    return new SessionView(self, csrf, person.language(), person.theme(), person.singleKeys(), passwordChangeDue,
        installation.zone().zone().getId(), installation.region(), installation.demo(), installation.version());
  }
}
