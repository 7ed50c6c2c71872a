package io.scoutline.people;

import io.scoutline.kernel.PbxName;
import io.scoutline.kernel.Role;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** People and teams to be created together; they refer to each other by login and by team name. */
public record NewCompany(List<NewTeam> teams, List<NewColleague> people) {

  public record NewTeam(String name, Optional<String> headLogin, Optional<String> lineManagerLogin) {}

  public record NewColleague(
      String name, String login, Set<Role> roles, Optional<String> team, Language language, List<NewPhone> phones,
      List<Shift> shifts) {}

  /** See {@link EndpointAssignment}. */
  public record NewPhone(PbxName pbx, String name, String extension) {}
}
