package io.scoutline;

import io.scoutline.config.ServerConfig.DatabaseConfig;
import io.scoutline.platform.database.AwaitedDatabase;
import io.scoutline.platform.database.Database;
import io.scoutline.platform.database.DatabaseAddress;
import io.scoutline.platform.database.EmbeddedDatabase;
import io.scoutline.platform.database.Migrations;
import java.time.Duration;
import java.util.Optional;

/**
 * The database, ours or somebody's, migrated and open.
 *
 * @param database what people and pages use
 * @param ledger the same over connections of its own, for the rows of calls and what follows from them: however many
 *     wait at the pages, no call waits to be written behind them
 */
record Storage(Optional<EmbeddedDatabase> embedded, Database database, Database ledger) implements AutoCloseable {

  private static final int LEDGER_CONNECTIONS = 2;
  private static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(30);

  /** Waits for it to be there, as long as that takes, and until its tables are those of this version. */
  static Storage open(Ground ground) {
    DatabaseConfig config = ground.config().database();
    Optional<EmbeddedDatabase> embedded = switch (config) {
      case DatabaseConfig.Embedded ours -> Optional.of(EmbeddedDatabase.start(
          ground.config().data().resolve("database"), ours.port(), EmbeddedDatabase.Care.DURABLE, ground.random()));
      case DatabaseConfig.External _ -> Optional.empty();
    };
    DatabaseAddress address = switch (config) {
      case DatabaseConfig.Embedded _ -> embedded.orElseThrow().address();
      case DatabaseConfig.External theirs -> new DatabaseAddress(theirs.host(), theirs.port(), theirs.name(),
          theirs.user(), theirs.password().value());
    };
    try {
      AwaitedDatabase.await(address);
      Migrations.apply(address);
      return new Storage(embedded, open(ground, address, "pages", config.connections()),
          open(ground, address, "calls", LEDGER_CONNECTIONS));
    } catch (RuntimeException refused) {
      embedded.ifPresent(EmbeddedDatabase::close);
      throw refused;
    }
  }

  private static Database open(Ground ground, DatabaseAddress address, String name, int connections) {
    return Database.open(ground.vertx(), address, name, connections, STATEMENT_TIMEOUT, ground.meters());
  }

  @Override
  public void close() {
    try {
      Thread pages = Thread.ofVirtual().start(database::close);
      ledger.close();
      pages.join();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      embedded.ifPresent(EmbeddedDatabase::close);
    }
  }
}
