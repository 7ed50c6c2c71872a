package io.scoutline.clients.imports;

/** A load that ended before its file did. What was committed stays, and is told by the import's record too. */
final class LoadStopped extends RuntimeException {

  private final transient ImportResult soFar;
  private final int doneThrough;

  /**
   * @param soFar what is known to be committed
   * @param doneThrough each row up to this line is dealt with; zero when none is
   */
  LoadStopped(ImportResult soFar, int doneThrough, Throwable cause) {
    super("stopped behind line " + doneThrough, cause);
    this.soFar = soFar;
    this.doneThrough = doneThrough;
  }

  ImportResult soFar() {
    return soFar;
  }

  int doneThrough() {
    return doneThrough;
  }
}
