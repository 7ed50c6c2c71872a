package io.scoutline.platform.database;

/** A statement that the database refused. Never shown to a user as it is: the text may hold data. */
public sealed class DatabaseFault extends RuntimeException permits DatabaseAway {

  private final String sqlState;
  private final String constraint;

  DatabaseFault(String message, String sqlState, String constraint, Throwable cause) {
    super(message, cause);
    this.sqlState = sqlState;
    this.constraint = constraint;
  }

  /** Five characters as PostgreSQL lists them, or {@code ""} when the fault is not one of its own. */
  public String sqlState() {
    return sqlState;
  }

  /** The name of the violated constraint, or {@code ""}. */
  public String constraint() {
    return constraint;
  }

  public boolean isUniqueViolation() {
    return sqlState.equals("23505");
  }

  /** A text held a character that no text of the database may hold: NUL, as text or within JSON. */
  public boolean isUnstorableText() {
    return sqlState.equals("22021") || sqlState.equals("22P05");
  }

  /** The data itself was refused (SQLSTATE classes 22 and 23): the same data will be refused again. */
  public boolean isForTheData() {
    return sqlState.startsWith("22") || sqlState.startsWith("23");
  }

  /** Somebody else held what the statement needed, for longer than it waits or in a circle. */
  public boolean isForALock() {
    return sqlState.equals("55P03") || sqlState.equals("40P01");
  }

  /** The statement ran longer than it may and was cancelled. */
  public boolean isTimeout() {
    return sqlState.equals("57014");
  }
}
