package io.scoutline;

import io.micrometer.core.instrument.MeterRegistry;
import io.scoutline.config.ServerConfig.DatabaseConfig;
import io.scoutline.platform.database.Database;
import io.scoutline.platform.database.DatabaseAddress;
import io.scoutline.platform.database.EmbeddedDatabase;
import io.scoutline.platform.database.Migrations;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The database, ours or somebody's, migrated and open. */
record Storage(Optional<EmbeddedDatabase> embedded, DatabaseAddress address, Database database)
    implements AutoCloseable {

  private static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(30);

  static Storage open(Vertx vertx, DatabaseConfig config, Path data, RandomGenerator random, MeterRegistry meters) {
    Optional<EmbeddedDatabase> embedded = switch (config) {
      case DatabaseConfig.Embedded ours -> Optional.of(EmbeddedDatabase.start(data.resolve("database"), ours.port(),
          EmbeddedDatabase.Care.DURABLE, random));
      case DatabaseConfig.External _ -> Optional.empty();
    };
    DatabaseAddress address = switch (config) {
      case DatabaseConfig.Embedded _ -> embedded.orElseThrow().address();
      case DatabaseConfig.External theirs -> new DatabaseAddress(theirs.host(), theirs.port(), theirs.name(),
          theirs.user(), theirs.password().value());
    };
    try {
      Migrations.apply(address);
      return new Storage(embedded, address,
          Database.open(vertx, address, config.connections(), STATEMENT_TIMEOUT, meters));
    } catch (RuntimeException refused) {
      embedded.ifPresent(EmbeddedDatabase::close);
      throw refused;
    }
  }

  @Override
  public void close() {
    database.close();
    embedded.ifPresent(EmbeddedDatabase::close);
  }
}
