package io.scoutline;

import io.scoutline.config.ServerConfig;
import io.scoutline.config.ServerConfig.DatabaseConfig;
import io.scoutline.platform.backup.Backup;
import io.scoutline.platform.backup.BackupRefused;
import io.scoutline.platform.backup.Restore;
import io.scoutline.platform.database.DatabaseAddress;
import io.scoutline.platform.database.EmbeddedDatabase;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Back-up and restore as commands (P17.3), for an installation as its configuration describes it, whether its server
 * runs or not. Waits; for a plain thread.
 */
final class Keeping {

  private final ServerConfig config;
  private final Clock clock;
  private final RandomGenerator random;
  private final PrintStream told;

  Keeping(ServerConfig config, Clock clock, RandomGenerator random, PrintStream told) {
    this.config = config;
    this.clock = clock;
    this.random = random;
    this.told = told;
  }

  /**
   * Saves what the server uses, which may run meanwhile.
   *
   * @throws BackupRefused when there is nothing to save, or no place for it
   */
  void write(Path to, boolean hash) {
    Backup.Summary done = withDatabase(false, address ->
        new Backup(App.VERSION, clock).write(address, recordings(), hash, to));
    told.printf("%s holds %d rows of %d tables, and the list of %d recordings (%d bytes).%n", done.file(), done.rows(),
        done.tables(), done.recordings(), done.recordingBytes());
    told.println("Keep it as secret as the database: it holds people, numbers and the hashes of passwords."
        + " The recordings themselves are not in it; copy " + recordings() + ".");
  }

  /**
   * Brings a back-up into the database of this installation, which must be empty, and tells which recordings are not
   * in its folder.
   *
   * @throws BackupRefused when it cannot; told before anything is touched
   */
  void read(Path from) {
    try (Restore restore = Restore.open(from)) {
      Restore.Summary done = withDatabase(true, address -> restore.into(address, recordings()));
      told.printf("Restored %d rows of %d tables as they were at %s.%n", done.rows(), done.tables(), done.takenAt());
      if (done.missing().isEmpty()) {
        told.printf("All %d recordings are in %s.%n", done.recordings(), recordings());
      } else {
        told.printf("%d of %d recordings are not in %s as they were:%n", done.missing().size(), done.recordings(),
            recordings());
        done.missing().forEach(told::println);
      }
    }
  }

  private Path recordings() {
    return config.data().resolve("recordings");
  }

  /** @param create whether to make our own database when there is none */
  private <T> T withDatabase(boolean create, Function<DatabaseAddress, T> work) {
    return switch (config.database()) {
      case DatabaseConfig.External theirs -> work.apply(new DatabaseAddress(theirs.host(), theirs.port(),
          theirs.name(), theirs.user(), theirs.password().value()));
      case DatabaseConfig.Embedded ours -> {
        Path folder = config.data().resolve("database");
        // A restore wants the folder for itself; a server that runs is told by the lock.
        Optional<DatabaseAddress> running = create ? Optional.empty() : EmbeddedDatabase.running(folder);
        if (running.isPresent()) {
          yield work.apply(running.get());
        }
        if (!create && !EmbeddedDatabase.isIn(folder)) {
          throw new BackupRefused("There is nothing to save in " + folder + ": no server has used it yet.");
        }
        try (var database = EmbeddedDatabase.start(folder, ours.port(), EmbeddedDatabase.Care.DURABLE, random)) {
          yield work.apply(database.address());
        }
      }
    };
  }
}
