package io.scoutline.people.staff;

import static io.scoutline.kernel.Role.ADMIN;
import static io.scoutline.kernel.Role.HEAD;
import static io.scoutline.kernel.Role.MANAGER;
import static io.scoutline.kernel.Role.RESEARCHER;
import static io.scoutline.kernel.Role.SCOUT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** P1: a researcher is not at once a scout or a manager. */
class RoleRuleTest {

  @Test
  void a_researcher_goes_with_neither_scout_nor_manager() {
    assertEquals(Set.of(SCOUT), RoleRule.conflicts(Set.of(RESEARCHER, SCOUT)));
    assertEquals(Set.of(MANAGER), RoleRule.conflicts(Set.of(RESEARCHER, MANAGER, HEAD)));
    assertEquals(Set.of(SCOUT, MANAGER), RoleRule.conflicts(Set.of(RESEARCHER, SCOUT, MANAGER)));
  }

  @Test
  void all_other_combinations_are_free() {
    assertEquals(Set.of(), RoleRule.conflicts(Set.of(SCOUT, MANAGER)));
    assertEquals(Set.of(), RoleRule.conflicts(Set.of(RESEARCHER, HEAD, ADMIN)));
    assertEquals(Set.of(), RoleRule.conflicts(Set.of()));
  }
}
