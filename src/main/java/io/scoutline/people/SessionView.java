package io.scoutline.people;

import io.scoutline.kernel.Role;
import io.scoutline.people.PeopleViews.Named;
import io.scoutline.platform.api.SignedIn;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a page knows of whoever is signed in. */
record SessionView(
    Self person, String csrf, Language locale, Theme theme, boolean singleKeys, boolean passwordChangeDue,
    String zone, String region, boolean demo, String version) {

  record Self(
      long id, String name, String login, List<Role> roles, Optional<Named> team, Optional<String> extension) {}

  record Row(
      long id, Instant createdAt, Instant lastSeenAt, Instant expiresAt, String ip, String userAgent,
      boolean current) {}

  static SessionView of(
      Person person, String csrf, boolean passwordChangeDue, PeopleDirectory directory, Installation installation) {
    var self = new Self(person.id().value(), person.name(), person.login(),
        person.roles().stream().sorted().toList(), PeopleViews.team(person, directory),
        directory.endpointsOf(person.id()).stream().map(EndpointAssignment::extension).findFirst());
    return new SessionView(self, csrf, person.language(), person.theme(), person.singleKeys(), passwordChangeDue,
        installation.zone().zone().getId(), installation.region(), installation.demo(), installation.version());
  }

  static Row row(Session session, Optional<SignedIn> asking) {
    return new Row(session.id(), session.createdAt(), session.lastSeenAt(), session.expiresAt(), session.ip(),
        session.userAgent(), asking.map(SignedIn::session).filter(Long.toString(session.id())::equals).isPresent());
  }
}
