package io.scoutline.platform;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.scoutline.platform.database.Database;
import io.scoutline.platform.database.DatabaseAddress;
import io.scoutline.platform.database.EmbeddedDatabase;
import io.scoutline.platform.database.Migrations;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A fresh, migrated PostgreSQL database for each test class:
 *
 * <pre>{@code
 * @RegisterExtension static final TestDatabase postgres = new TestDatabase();
 * … postgres.database().update("insert …");
 * }</pre>
 *
 * One server a JVM, started once and migrated once; a class gets a copy of it, which takes a tenth of a second.
 */
public final class TestDatabase implements BeforeAllCallback, AfterAllCallback {

  private static final AtomicInteger COUNT = new AtomicInteger();

  private DatabaseAddress address;
  private Vertx vertx;
  private Database database;

  @Override
  public void beforeAll(ExtensionContext context) {
    address = copyOf(Server.RUNNING);
    vertx = Vertx.vertx();
    database = Database.open(vertx, address, "test", 8, Duration.ofSeconds(20), new SimpleMeterRegistry());
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    database.close();
    vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    command(Server.RUNNING.admin(), "drop database " + address.name() + " with (force)");
  }

  public Database database() {
    return database;
  }

  public DatabaseAddress address() {
    return address;
  }

  /** As a server's configuration names it. */
  public JsonObject config() {
    return new JsonObject().put("host", address.host()).put("port", address.port()).put("name", address.name())
        .put("user", address.user()).put("password", address.password());
  }

  /** Of this class alone; closed after it. */
  public Vertx vertx() {
    return vertx;
  }

  /** Cuts every connection and lets nobody in until {@link #comeBack}. */
  public void goAway() {
    command(Server.RUNNING.admin(), "alter database " + address.name() + " with allow_connections false");
    command(Server.RUNNING.admin(), "select pg_terminate_backend(pid) from pg_stat_activity where datname = '"
        + address.name() + "'");
  }

  public void comeBack() {
    command(Server.RUNNING.admin(), "alter database " + address.name() + " with allow_connections true");
  }

  /** Ends the PostgreSQL of all test classes as an operator does; it is away until {@link #startServer}. */
  public void stopServer() {
    Server.RUNNING.stop();
  }

  /** At the same port with the same data; takes connections when this returns. */
  public void startServer() {
    Server.RUNNING.start();
  }

  /** An empty database without our schema. */
  public static DatabaseAddress empty(String options) {
    String name = "empty_" + COUNT.incrementAndGet();
    command(Server.RUNNING.admin(), "create database " + name + " template template0 " + options);
    return Server.RUNNING.admin().withName(name);
  }

  private static DatabaseAddress copyOf(Server server) {
    String name = "test_" + COUNT.incrementAndGet();
    command(server.admin(), "create database " + name + " template " + server.template().name());
    return server.admin().withName(name);
  }

  private static void command(DatabaseAddress where, String sql) {
    try (Connection connection = DriverManager.getConnection(where.jdbcUrl(), where.user(), where.password());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failure) {
      throw new IllegalStateException(sql, failure);
    }
  }

  private static final class Server {

    static final Server RUNNING = new Server();

    private final Path folder = Path.of("target", "test-database", Long.toString(ProcessHandle.current().pid()));
    private final DatabaseAddress template;
    private EmbeddedDatabase embedded;

    private Server() {
      delete(folder);
      embedded = start(0);
      template = embedded.address();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> {
        stop();
        delete(folder);
      }));
      Migrations.apply(template);
    }

    private EmbeddedDatabase start(int port) {
      return EmbeddedDatabase.start(folder, port, EmbeddedDatabase.Care.THROWAWAY, new SecureRandom());
    }

    synchronized void start() {
      embedded = start(template.port());
    }

    synchronized void stop() {
      if (embedded != null) {
        embedded.close();
        embedded = null;
      }
    }

    DatabaseAddress template() {
      return template;
    }

    DatabaseAddress admin() {
      return template.withName("postgres");
    }

    private static void delete(Path folder) {
      if (!Files.exists(folder)) {
        return;
      }
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      } catch (IOException failure) {
        throw new IllegalStateException(failure);
      }
    }
  }
}
