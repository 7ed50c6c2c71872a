package io.scoutline.pbx.asterisk.setup;

/**
 * What was found about one piece of a connection (P17.2).
 *
 * @param code stable, translated by the pages
 * @param detail what was found, in a plain sentence
 * @param remedy what to do; empty when there is nothing to do
 */
public record PbxCheck(Piece piece, Outcome outcome, String code, String detail, String remedy) {

  /** In the order in which they are checked. */
  public enum Piece { ADDRESS, LOGIN, VERSION, RIGHTS, CLOCK, DIALPLAN, QUEUE, EVENTS, ROUTING, RECORDINGS }

  public enum Outcome {
    OK,
    /** Works, and should be mended. */
    WARNING,
    FAILED,
    /** Cannot be known before a call was made. */
    WAITING,
    /** Could not be looked at, because of something further up or because this PBX does not tell. */
    UNKNOWN
  }

  static PbxCheck ok(Piece piece, String code, String detail) {
    return new PbxCheck(piece, Outcome.OK, code, detail, "");
  }

  static PbxCheck warning(Piece piece, String code, String detail, String remedy) {
    return new PbxCheck(piece, Outcome.WARNING, code, detail, remedy);
  }

  static PbxCheck failed(Piece piece, String code, String detail, String remedy) {
    return new PbxCheck(piece, Outcome.FAILED, code, detail, remedy);
  }

  static PbxCheck waiting(Piece piece, String code, String detail, String remedy) {
    return new PbxCheck(piece, Outcome.WAITING, code, detail, remedy);
  }

  static PbxCheck unknown(Piece piece, String code, String detail) {
    return new PbxCheck(piece, Outcome.UNKNOWN, code, detail, "");
  }
}
