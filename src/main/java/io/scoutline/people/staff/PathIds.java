package io.scoutline.people.staff;

import io.scoutline.kernel.PersonId;
import io.scoutline.people.PeopleDirectory;
import io.scoutline.people.Person;
import io.scoutline.platform.api.Request;
import io.scoutline.platform.wire.Problem;

/** Whom or what a path names. */
public final class PathIds {

  /** @throws Problem 404 when there is no such person */
  public static Person person(Request request, PeopleDirectory directory) {
    long id = request.pathNumber("id");
    if (id <= 0) {
      throw Problem.notFound("person");
    }
    return directory.person(new PersonId(id)).orElseThrow(() -> Problem.notFound("person"));
  }

  private PathIds() {}
}
