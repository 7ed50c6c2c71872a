package io.scoutline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.scoutline.pbx.simulator.scenario.Behaviour;
import io.scoutline.pbx.simulator.scenario.Scenario;
import io.scoutline.platform.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** P2.5: however many wait at the pages, no call waits behind them. */
class CrowdTest {

  private static final String KNOWN = "+74951234567";
  private static final int CONNECTIONS = 5;

  @RegisterExtension
  static final TestDatabase postgres = new TestDatabase();

  @TempDir
  static Path folder;

  @Test
  void a_call_is_written_and_owed_while_every_connection_of_the_pages_is_taken() {
    try (var office = new Office(folder, postgres.config()
        .put("connections", CONNECTIONS));
        Guest manager = office.guest("manager").follow("desk")) {
      office.addClient("Север-Логистик", "Ирина Гаврилова", KNOWN, "manager");
      long client = postgres.database().exactlyOne("SELECT id FROM clients.client", row -> row.getLong(0));

      List<CompletableFuture<Integer>> crowd = postgres.database().transaction(sql -> {
        sql.update("LOCK TABLE clients.contact IN ACCESS EXCLUSIVE MODE");
        List<CompletableFuture<Integer>> waiting = IntStream.range(0, CONNECTIONS).mapToObj(_ ->
            CompletableFuture.supplyAsync(() -> manager.status("GET", "/api/clients/" + client, null),
                work -> Thread.ofVirtual().start(work)).orTimeout(1, TimeUnit.MINUTES)).toList();
        Await.until(() -> waitForTheTable() == CONNECTIONS, () -> waitForTheTable() + " wait for the table");

        office.pbx.call(Scenario.inbound(KNOWN, "74950000000").phone("101", Behaviour.ringsOnly())
            .givesUpAfter(Duration.ofSeconds(15)).talk(Duration.ofSeconds(5)).clientHangsUp());
        manager.await("desk", "card", card -> card.getString("phase").equals("ringing")); // P3.1
        Await.until(() -> owed() == 1, () -> owed() + " call-backs are owed");
        manager.await("desk", "promises", owed -> owed.getInteger("open") == 1);
        return waiting;
      });

      crowd.forEach(answer -> assertEquals(200, answer.join()));
    }
  }

  private static int waitForTheTable() {
    return count("SELECT count(*)::integer FROM pg_locks WHERE NOT granted AND relation = 'clients.contact'::regclass");
  }

  /** P3.6: only what is written is owed. */
  private static int owed() {
    return count("""
        SELECT count(*)::integer FROM promises.promise p JOIN calls.call c ON c.id = p.last_call
        WHERE p.kept_at IS NULL AND c.disposition IS NOT NULL""");
  }

  private static int count(String sql) {
    return postgres.database().exactlyOne(sql, row -> row.getInteger(0));
  }
}
