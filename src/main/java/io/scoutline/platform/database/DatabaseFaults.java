package io.scoutline.platform.database;

import io.micrometer.core.instrument.Counter;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;

/** Tells a database that is away from one that refuses. */
final class DatabaseFaults {

  private final Counter away;

  DatabaseFaults(Counter away) {
    this.away = away;
  }

  /** Waits on a thread that may wait; what is thrown carries the caller's stack. */
  <T> T await(Future<T> future) {
    if (Context.isOnEventLoopThread()) {
      throw new IllegalStateException("an event loop never waits for the database; use the Async variant");
    }
    try {
      return future.await();
    } catch (Throwable failure) {
      throw name(failure);
    }
  }

  <T> Future<T> named(Future<T> future) {
    return future.recover(failure -> Future.failedFuture(name(failure)));
  }

  private RuntimeException name(Throwable failure) {
    return switch (failure) {
      case DatabaseFault already -> already;
      case PgException refused when isAway(refused) -> away(refused.getSqlState(), refused);
      case PgException refused -> refused(refused);
      case ClosedConnectionException closed -> away("", closed);
      case IOException lost -> away("", lost);
      case RuntimeException ours when !isOfPool(ours) -> ours;
      default -> away("", failure);
    };
  }

  /** Connection exceptions, shut-down and start-up of the server, too many connections; all that ends a connection. */
  private static boolean isAway(PgException refused) {
    String state = refused.getSqlState();
    return "FATAL".equals(refused.getSeverity()) || "PANIC".equals(refused.getSeverity())
        || state != null && (state.startsWith("08") || state.startsWith("57P") || state.equals("53300"));
  }

  private static boolean isOfPool(RuntimeException failure) {
    return failure.getClass().getName().startsWith("io.vertx.core.VertxException")
        || failure.getClass().getName().startsWith("io.vertx.core.impl.NoStackTrace")
        || failure.getClass().getName().startsWith("io.vertx.core.http.ConnectionPoolTooBusy");
  }

  private DatabaseAway away(String state, Throwable cause) {
    away.increment();
    return new DatabaseAway("the database is away: " + cause.getMessage(), state, cause);
  }

  private static DatabaseFault refused(PgException cause) {
    String state = cause.getSqlState() == null ? "" : cause.getSqlState();
    String constraint = cause.getConstraint() == null ? "" : cause.getConstraint();
    return new DatabaseFault("refused by the database: " + cause.getMessage(), state, constraint, cause);
  }
}
