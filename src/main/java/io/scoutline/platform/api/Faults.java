package io.scoutline.platform.api;

import io.scoutline.kernel.Ids;
import io.scoutline.platform.DiskFull;
import io.scoutline.platform.database.DatabaseAway;
import io.scoutline.platform.database.DatabaseFault;
import io.scoutline.platform.wire.Problem;
import io.vertx.core.http.HttpClosedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever was thrown into a problem; what nobody expected goes to the log under an id. */
public final class Faults {

  private static final Logger LOG = LoggerFactory.getLogger("io.scoutline.api");

  private final Ids ids;

  public Faults(Ids ids) {
    this.ids = ids;
  }

  /** @return the status that was sent */
  public int refuse(Answer answer, Throwable thrown, String operation) {
    return switch (thrown) {
      case Problem problem -> answer.refuse(problem, null);
      case DatabaseAway away -> {
        LOG.warn("{} found no database: {}", operation, away.getMessage());
        yield answer.refuse(Problem.unavailable("database_away",
            "The database cannot be reached right now. Try again in a minute."), null);
      }
      case DatabaseFault slow when slow.isTimeout() -> {
        LOG.warn("{} took too long in the database", operation);
        yield answer.refuse(Problem.unavailable("database_slow",
            "This took too long and was stopped. Narrow it down or try again."), null);
      }
      case HttpClosedException gone -> 499;
      case DatabaseFault text when text.isUnstorableText() ->
          answer.refuse(Problem.badRequest("unstorable_text", "A text holds a character that cannot be stored (NUL)."),
              null);
      case Throwable full when DiskFull.isBehind(full) -> {
        LOG.warn("{} found no room on the disk", operation);
        yield answer.refuse(Problem.of(507, "no_room", "There is no room left on the server's disk.")
            .keeping("Nothing was changed."), null);
      }
      default -> {
        String instance = "urn:uuid:" + ids.next();
        LOG.error("{} failed, {}", operation, instance, thrown);
        yield answer.refuse(Problem.of(500, "internal",
            "Something went wrong on the server; it was noted under the number below."), instance);
      }
    };
  }
}
