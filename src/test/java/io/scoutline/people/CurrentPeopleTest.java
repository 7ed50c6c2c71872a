package io.scoutline.people;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.scoutline.Await;
import io.scoutline.kernel.BusinessZone;
import io.scoutline.platform.TestDatabase;
import io.scoutline.platform.database.DatabaseAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** P17.6: people in memory are those of one moment, whatever is written while they are read. */
class CurrentPeopleTest {

  @RegisterExtension static final TestDatabase postgres = new TestDatabase();

  @Test
  void a_team_that_is_formed_while_people_are_read_has_no_head_whom_nobody_knows() throws Exception {
    var current = new CurrentPeople(postgres.database(), new BusinessZone(ZoneId.of("Europe/Moscow")),
        Clock.systemUTC());
    DatabaseAddress address = postgres.address();
    try (Connection connection = DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("LOCK TABLE people.team IN ACCESS EXCLUSIVE MODE");
      Thread reading = Thread.ofVirtual().start(current::refresh);
      Await.until(() -> postgres.database().<Long>exactlyOne("SELECT count(*) AS n FROM pg_stat_activity "
          + "WHERE datname = current_database() AND wait_event_type = 'Lock'", row -> row.getLong("n")) == 1,
          "teams were never asked for");
      statement.execute("INSERT INTO people.person (name, login, created_at) VALUES ('Late', 'late', now())");
      statement.execute("INSERT INTO people.team (name, head) SELECT 'Late', id FROM people.person");
      connection.commit();
      reading.join();
    }

    assertEquals(List.of(), current.directory().teams().stream()
        .filter(team -> team.head().flatMap(head -> current.directory().person(head)).isEmpty()).toList());
    current.refresh();
    assertEquals(1, current.directory().teams().size());
  }
}
