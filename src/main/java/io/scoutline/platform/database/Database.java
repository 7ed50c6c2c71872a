package io.scoutline.platform.database;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pool of connections to PostgreSQL. The methods of {@link Sql} wait and are for virtual threads; the ones
 * ending in {@code Async} may be called on any thread, event loops too, and complete on the caller's context.
 *
 * <p>Opening does not connect: a database that is away is noticed by the first statement, and one that comes back
 * is used again without a restart.
 */
public final class Database implements Sql, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Database.class);
  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(3);
  private static final Duration FREE_WITHIN = Duration.ofSeconds(5);
  private static final int WAITING_AT_MOST = 2_000;
  /**
   * Beyond what the pool and the server promise for waiting, connecting and running. The pool of this client can lose
   * an acquisition that times out in the moment in which it succeeds (vertx-sql-client#1567), and then tells nobody.
   */
  private static final Duration PROMISED = FREE_WITHIN.plus(CONNECT_WITHIN).plusSeconds(4);

  private final Pool pool;
  private final DatabaseFaults faults;
  private final Timer statements;
  private final Duration longest;
  private final SqlOn outside;

  private Database(Pool pool, DatabaseFaults faults, Timer statements, Duration longest) {
    this.pool = pool;
    this.faults = faults;
    this.statements = statements;
    this.longest = longest;
    this.outside = new SqlOn(pool, faults, statements, longest);
  }

  /**
   * @param name of the pool, for its meters
   * @param connections how many at most
   * @param statementTimeout a statement that runs longer is cancelled by the server
   */
  public static Database open(
      Vertx vertx, DatabaseAddress address, String name, int connections, Duration statementTimeout,
      MeterRegistry meters) {
    var options = new PgConnectOptions()
        .setHost(address.host())
        .setPort(address.port())
        .setDatabase(address.name())
        .setUser(address.user())
        .setPassword(address.password())
        .setCachePreparedStatements(true)
        .setPreparedStatementCacheMaxSize(512)
        .addProperty("application_name", "scoutline")
        .addProperty("TimeZone", "UTC")
        .addProperty("statement_timeout", Long.toString(statementTimeout.toMillis()))
        .addProperty("idle_in_transaction_session_timeout", Long.toString(2 * statementTimeout.toMillis()));
    var size = new PoolOptions()
        .setMaxSize(connections)
        .setMaxWaitQueueSize(WAITING_AT_MOST)
        .setConnectionTimeout((int) FREE_WITHIN.toMillis())
        .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS)
        .setName(name);
    var socket = new NetClientOptions()
        .setConnectTimeout((int) CONNECT_WITHIN.toMillis())
        .setTcpKeepAlive(true)
        .setTcpNoDelay(true);
    Pool pool = PgBuilder.pool().connectingTo(options).with(size).with(socket).using(vertx).build();
    Counter away = Counter.builder("scoutline.database.away")
        .description("Statements that found no working connection").register(meters);
    Timer statements = Timer.builder("scoutline.database.statements")
        .description("Time of a statement as its caller waits for it")
        .publishPercentileHistogram().register(meters);
    return new Database(pool, new DatabaseFaults(away), statements, statementTimeout.plus(PROMISED));
  }

  @Override
  public <T> List<T> query(String sql, Function<Row, T> read, Object... parameters) {
    return outside.query(sql, read, parameters);
  }

  @Override
  public int update(String sql, Object... parameters) {
    return outside.update(sql, parameters);
  }

  @Override
  public int batch(String sql, List<Object[]> parameters) {
    return outside.batch(sql, parameters);
  }

  /**
   * Runs the work on one connection and commits; anything thrown rolls back and comes out as it was thrown. The work
   * must wait for nothing but its own statements.
   */
  public <T> T transaction(Function<Sql, T> work) {
    SqlConnection connection = faults.await(connection());
    try {
      Transaction transaction = faults.await(inTime(connection.begin()));
      T result;
      try {
        result = work.apply(new SqlOn(connection, faults, statements, longest));
      } catch (Throwable thrown) {
        rollBack(transaction, thrown);
        throw thrown;
      }
      faults.await(inTime(transaction.commit()));
      return result;
    } finally {
      connection.close();
    }
  }

  /**
   * Reads several things as they were at one moment: whatever is committed meanwhile is seen in none of them. Writes
   * are refused.
   */
  public <T> T snapshot(Function<Sql, T> read) {
    return transaction(sql -> {
      sql.update("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
      return read.apply(sql);
    });
  }

  /** A database that falls silent holds nobody longer than a statement may take. */
  private <T> Future<T> inTime(Future<T> said) {
    return said.timeout(longest.toMillis(), TimeUnit.MILLISECONDS);
  }

  private Future<SqlConnection> connection() {
    Future<SqlConnection> acquired = pool.getConnection();
    Future<SqlConnection> inTime = acquired.timeout(PROMISED.toMillis(), TimeUnit.MILLISECONDS);
    return inTime.onFailure(_ -> acquired.onSuccess(SqlConnection::close));
  }

  /** Like {@link #transaction} for work without a result. */
  public void inTransaction(Consumer<Sql> work) {
    transaction(sql -> {
      work.accept(sql);
      return null;
    });
  }

  private void rollBack(Transaction transaction, Throwable reason) {
    try {
      faults.await(transaction.rollback().timeout(FREE_WITHIN.toMillis(), TimeUnit.MILLISECONDS));
    } catch (DatabaseFault goneOrSilent) {
      reason.addSuppressed(goneOrSilent);
    }
  }

  /** {@link #query} on any thread. Fails with {@link DatabaseFault}. */
  public <T> Future<List<T>> queryAsync(String sql, Function<Row, T> read, Object... parameters) {
    return outside.queryAsync(sql, read, parameters);
  }

  /** {@link #update} on any thread. Fails with {@link DatabaseFault}. */
  public Future<Integer> updateAsync(String sql, Object... parameters) {
    return outside.updateAsync(sql, parameters);
  }

  /** {@link #batch} on any thread. Fails with {@link DatabaseFault}. */
  public Future<Integer> batchAsync(String sql, List<Object[]> parameters) {
    return outside.batchAsync(sql, parameters);
  }

  /** Waits for the connections to close; one on which nobody answers is left to end with the process. */
  @Override
  public void close() {
    try {
      faults.await(pool.close().timeout(FREE_WITHIN.toMillis(), TimeUnit.MILLISECONDS));
    } catch (DatabaseAway silent) {
      LOG.warn("The database said nothing while its connections were closed");
    }
  }
}
