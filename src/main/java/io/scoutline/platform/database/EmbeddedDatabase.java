package io.scoutline.platform.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL of our own in the data folder, for the demo and small installations. It keeps its data: durable
 * commits, a password, TCP on 127.0.0.1 only, Cyrillic-wise. Starting takes seconds and blocks.
 */
public final class EmbeddedDatabase implements AutoCloseable {

  /** As many as may be configured for the pages, those of the calls, and some for whoever looks after it. */
  private static final int MOST_CONNECTIONS = 120;
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
  private static final String NAME = "scoutline";
  private static final String OWNER = "postgres";
  private static final String MAJOR = "18";

  private final EmbeddedPostgres server;
  private final DatabaseAddress address;
  private final DataFolderLock lock;

  private EmbeddedDatabase(EmbeddedPostgres server, DatabaseAddress address, DataFolderLock lock) {
    this.server = server;
    this.address = address;
    this.lock = lock;
  }

  /** How much care the data is given. */
  public enum Care {
    /** A commit is on the disk when it is acknowledged. */
    DURABLE,
    /** For tests: as fast as it can be, lost with the machine. */
    THROWAWAY
  }

  /**
   * Starts it, making it at the first time. A postmaster that outlived a killed server is stopped first.
   *
   * @param folder the data folder
   * @param port 0 for any free one
   * @throws UnsuitableDatabase when another server uses the folder, or its data is of another version
   */
  public static EmbeddedDatabase start(Path folder, int port, Care care, RandomGenerator random) {
    Path absolute = folder.toAbsolutePath().normalize();
    Path cluster = absolute.resolve("postgres");
    DataFolderLock lock = null;
    try {
      makePrivate(absolute);
      lock = DataFolderLock.take(absolute);
      requireVersion(cluster);
      StalePostmaster.stop(cluster);
      String password = password(absolute.resolve("postgres.password"), random);
      EmbeddedPostgres server = launch(absolute, cluster, port, care);
      var admin = new DatabaseAddress("127.0.0.1", server.getPort(), OWNER, OWNER, password);
      requireOurs(admin, cluster);
      return new EmbeddedDatabase(server, admin.withName(NAME), lock);
    } catch (IOException | SQLException failure) {
      if (lock != null) {
        lock.close();
      }
      throw new UnsuitableDatabase("The embedded database in " + absolute + " did not start: "
          + failure.getMessage(), failure);
    }
  }

  /**
   * The one that is being served from this data folder now, by a server that runs or was killed; empty when none is.
   * Nothing is started, stopped or written.
   *
   * @throws UnsuitableDatabase when it does not let us in
   */
  public static Optional<DatabaseAddress> running(Path folder) {
    Path absolute = folder.toAbsolutePath().normalize();
    Path cluster = absolute.resolve("postgres");
    try {
      OptionalInt port = StalePostmaster.port(cluster);
      if (port.isEmpty()) {
        return Optional.empty();
      }
      var ours = new DatabaseAddress("127.0.0.1", port.getAsInt(), NAME, OWNER,
          Files.readString(absolute.resolve("postgres.password")).strip());
      try (Connection connection = DriverManager.getConnection(ours.jdbcUrl(), ours.user(), ours.password());
          Statement statement = connection.createStatement()) {
        requireFolder(statement, cluster, ours);
      }
      return Optional.of(ours);
    } catch (IOException | SQLException failure) {
      throw new UnsuitableDatabase("The embedded database in " + absolute + " cannot be reached: "
          + failure.getMessage(), failure);
    }
  }

  /** Whether there is one in this data folder, running or not. */
  public static boolean isIn(Path folder) {
    return Files.exists(folder.resolve("postgres"));
  }

  public DatabaseAddress address() {
    return address;
  }

  /** Stops the server after its last commit; waits. */
  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } finally {
      lock.close();
    }
  }

  private static EmbeddedPostgres launch(Path folder, Path cluster, int port, Care care) throws IOException {
    String durable = care == Care.DURABLE ? "on" : "off";
    Path passwordFile = folder.resolve("postgres.password");
    Path binaries = Files.createDirectories(folder.resolve("postgres-binaries"));
    var builder = EmbeddedPostgres.builder()
        .setOverrideWorkingDirectory(binaries.toFile())
        .setDataDirectory(cluster)
        .setCleanDataDirectory(false)
        .setRegisterShutdownHook(false)
        .setPGStartupWait(Duration.ofSeconds(60))
        .setPort(port)
        .setLocaleConfig("locale", "C.UTF-8")
        // initdb takes the last of two: these win over the trust that the library asks for
        .setLocaleConfig("auth", "scram-sha-256")
        .setLocaleConfig("pwfile", passwordFile.toString())
        .setConnectConfig("password", Files.readString(passwordFile).strip())
        .setServerConfig("fsync", durable)
        .setServerConfig("full_page_writes", durable)
        .setServerConfig("synchronous_commit", durable)
        .setServerConfig("listen_addresses", "127.0.0.1")
        .setServerConfig("unix_socket_directories", "")
        .setServerConfig("password_encryption", "scram-sha-256")
        .setServerConfig("max_connections", String.valueOf(MOST_CONNECTIONS))
        .setServerConfig("shared_buffers", "256MB");
    return builder.start();
  }

  private static void makePrivate(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      Files.createDirectories(folder.getParent());
      Files.createDirectory(folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
  }

  private static void requireVersion(Path cluster) throws IOException {
    Path version = cluster.resolve("PG_VERSION");
    if (Files.exists(version) && !Files.readString(version).strip().equals(MAJOR)) {
      throw new UnsuitableDatabase("The data in " + cluster + " is of PostgreSQL " + Files.readString(version).strip()
          + ", this is " + MAJOR + ". It was left as it is.", null);
    }
  }

  private static String password(Path file, RandomGenerator random) throws IOException {
    if (!Files.exists(file)) {
      byte[] secret = new byte[24];
      random.nextBytes(secret);
      Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, HexFormat.of().formatHex(secret) + "\n");
    }
    return Files.readString(file).strip();
  }

  /** Another PostgreSQL may have taken the port in between; and at the first start our database is missing. */
  private static void requireOurs(DatabaseAddress admin, Path cluster) throws SQLException, IOException {
    try (Connection connection = DriverManager.getConnection(admin.jdbcUrl(), admin.user(), admin.password());
        Statement statement = connection.createStatement()) {
      requireFolder(statement, cluster, admin);
      if (text(statement, "select 1 from pg_database where datname = '" + NAME + "'") == null) {
        statement.execute("create database " + NAME);
        LOG.info("Embedded database created in {}", cluster);
      }
    }
  }

  private static void requireFolder(Statement statement, Path cluster, DatabaseAddress address)
      throws SQLException, IOException {
    Path actual = Path.of(text(statement, "show data_directory"));
    if (!actual.toRealPath().equals(cluster.toRealPath())) {
      throw new SQLException("the server on port " + address.port() + " keeps its data in another folder: " + actual);
    }
  }

  private static String text(Statement statement, String question) throws SQLException {
    try (ResultSet result = statement.executeQuery(question)) {
      return result.next() ? result.getString(1) : null;
    }
  }
}
