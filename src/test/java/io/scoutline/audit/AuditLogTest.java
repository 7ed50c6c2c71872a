package io.scoutline.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.kernel.PersonId;
import io.scoutline.platform.TestDatabase;
import io.scoutline.platform.database.Database;
import io.scoutline.platform.database.DatabaseFault;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** P16.4: the audit is append-only. */
class AuditLogTest {

  @RegisterExtension static final TestDatabase postgres = new TestDatabase();

  private static final Instant NOW = Instant.parse("2026-11-23T07:00:00.123Z");
  private static final AuditFilter ALL = new AuditFilter(Optional.empty(), Optional.empty(), Optional.empty());

  private final Database database = postgres.database();
  private final AuditLog audit = new AuditLog(InstantSource.fixed(NOW));

  @Test
  void an_entry_says_who_did_what_to_whom_and_when() {
    audit.record(database, Optional.of(new PersonId(7)), "roles.changed", "person:12",
        Map.of("from", List.of("scout"), "to", List.of("manager")));

    AuditEntry entry = newest();
    assertEquals(NOW, entry.at());
    assertEquals(Optional.of(new PersonId(7)), entry.actor());
    assertEquals("roles.changed", entry.action());
    assertEquals("person:12", entry.subject());
    assertEquals(Map.of("from", List.of("scout"), "to", List.of("manager")), entry.detail());
  }

  @Test
  void an_entry_cannot_be_changed_or_removed_by_any_statement() {
    audit.record(database, Optional.empty(), "session.refused", "person:unknown", Map.of());

    for (String statement : List.of(
        "UPDATE audit.entry SET actor = 1", "DELETE FROM audit.entry", "TRUNCATE audit.entry",
        "DELETE FROM audit.entry WHERE false")) {
      DatabaseFault refused = assertThrows(DatabaseFault.class, () -> database.update(statement), statement);
      assertEquals("42501", refused.sqlState(), statement);
    }
  }

  @Test
  void an_entry_goes_with_the_change_it_tells_of() {
    int before = page(100).size();
    assertThrows(IllegalStateException.class, () -> database.inTransaction(sql -> {
      audit.record(sql, Optional.empty(), "person.created", "person:1", Map.of());
      throw new IllegalStateException("the change failed");
    }));

    assertEquals(before, page(100).size());
  }

  @Test
  void entries_are_read_newest_first_page_by_page_and_by_what_they_tell() {
    audit.record(database, Optional.of(new PersonId(41)), "session.begun", "person:41", Map.of());
    audit.record(database, Optional.of(new PersonId(42)), "session.begun", "person:42", Map.of());
    audit.record(database, Optional.of(new PersonId(42)), "session.ended", "session:1", Map.of());

    List<AuditEntry> ofOne = audit.page(database,
        new AuditFilter(Optional.of(new PersonId(42)), Optional.empty(), Optional.empty()), Long.MAX_VALUE, 10);
    assertEquals(List.of("session.ended", "session.begun"), ofOne.stream().map(AuditEntry::action).toList());
    assertEquals(List.of("person:42"), audit.page(database,
        new AuditFilter(Optional.of(new PersonId(42)), Optional.empty(), Optional.empty()), ofOne.getFirst().id(), 10)
        .stream().map(AuditEntry::subject).toList());
    assertTrue(audit.page(database,
        new AuditFilter(Optional.empty(), Optional.of("session.begun"), Optional.of("person:41")), Long.MAX_VALUE, 10)
        .stream().allMatch(entry -> entry.actor().equals(Optional.of(new PersonId(41)))));
  }

  @Test
  void an_action_that_is_not_two_words_is_refused() {
    assertThrows(DatabaseFault.class,
        () -> audit.record(database, Optional.empty(), "Something happened", "person:1", Map.of()));
  }

  private AuditEntry newest() {
    return page(1).getFirst();
  }

  private List<AuditEntry> page(int atMost) {
    return audit.page(database, ALL, Long.MAX_VALUE, atMost);
  }
}
