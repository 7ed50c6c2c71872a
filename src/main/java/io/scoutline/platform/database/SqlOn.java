package io.scoutline.platform.database;

import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/** Statements on the pool or on one connection. */
final class SqlOn implements Sql {

  private static final int TRIES = 3;

  private final SqlClient client;
  private final DatabaseFaults faults;
  private final Timer timer;
  private final Duration longest;

  /** @param longest when a statement that nobody answers is given up */
  SqlOn(SqlClient client, DatabaseFaults faults, Timer timer, Duration longest) {
    this.client = client;
    this.faults = faults;
    this.timer = timer;
    this.longest = longest;
  }

  @Override
  public <T> List<T> query(String sql, Function<Row, T> read, Object... parameters) {
    return read(faults.await(execute(sql, parameters)), read);
  }

  @Override
  public int update(String sql, Object... parameters) {
    return faults.await(execute(sql, parameters)).rowCount();
  }

  @Override
  public int batch(String sql, List<Object[]> parameters) {
    return touched(faults.await(executeBatch(sql, parameters)));
  }

  <T> Future<List<T>> queryAsync(String sql, Function<Row, T> read, Object... parameters) {
    return faults.named(execute(sql, parameters)).map(rows -> read(rows, read));
  }

  Future<Integer> updateAsync(String sql, Object... parameters) {
    return faults.named(execute(sql, parameters)).map(SqlResult::rowCount);
  }

  Future<Integer> batchAsync(String sql, List<Object[]> parameters) {
    return faults.named(executeBatch(sql, parameters)).map(SqlOn::touched);
  }

  private Future<RowSet<Row>> execute(String sql, Object[] parameters) {
    return timed(() -> client.preparedQuery(sql).execute(SqlValues.tuple(parameters)));
  }

  private Future<RowSet<Row>> executeBatch(String sql, List<Object[]> parameters) {
    if (parameters.isEmpty()) {
      return Future.succeededFuture();
    }
    return timed(() -> client.preparedQuery(sql).executeBatch(parameters.stream().map(SqlValues::tuple).toList()));
  }

  private Future<RowSet<Row>> timed(Supplier<Future<RowSet<Row>>> statement) {
    Timer.Sample sample = Timer.start();
    return sent(statement, TRIES).timeout(longest.toMillis(), TimeUnit.MILLISECONDS)
        .onComplete(done -> sample.stop(timer));
  }

  /**
   * The pool can hand out a connection in the moment in which it closes. What then fails was never sent, so it may be
   * said again, on another connection.
   */
  private static Future<RowSet<Row>> sent(Supplier<Future<RowSet<Row>>> statement, int tries) {
    return statement.get().recover(failure -> tries > 1 && wasNeverSent(failure)
        ? sent(statement, tries - 1) : Future.failedFuture(failure));
  }

  private static boolean wasNeverSent(Throwable failure) {
    return String.valueOf(failure.getMessage()).startsWith("Connection is not active now");
  }

  private static <T> List<T> read(RowSet<Row> rows, Function<Row, T> read) {
    var result = new ArrayList<T>(rows.size());
    for (Row row : rows) {
      result.add(read.apply(row));
    }
    return result;
  }

  /** A batch answers with a chain of results, one for each list of parameters. */
  private static int touched(RowSet<Row> first) {
    int sum = 0;
    for (RowSet<Row> rows = first; rows != null; rows = rows.next()) {
      sum += rows.rowCount();
    }
    return sum;
  }
}
