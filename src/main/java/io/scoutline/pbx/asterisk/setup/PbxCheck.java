package io.scoutline.pbx.asterisk.setup;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was found about one piece of a connection (P17.2).
 *
 * @param code stable; the pages say in the reader's language what it means
 * @param facts what the pages' words about this code name: an address, a release, a folder, and under {@code said} what
 *     the PBX or the system itself answered, in its own words
 * @param detail what was found, in a plain English sentence for logs and programs
 * @param remedy what to do, likewise; empty when there is nothing to do
 */
public record PbxCheck(Piece piece, Outcome outcome, String code, Map<String, String> facts, String detail,
    String remedy) {

  public PbxCheck {
    facts = Map.copyOf(facts);
  }

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
    return new PbxCheck(piece, Outcome.OK, code, Map.of(), detail, "");
  }

  static PbxCheck warning(Piece piece, String code, String detail, String remedy) {
    return new PbxCheck(piece, Outcome.WARNING, code, Map.of(), detail, remedy);
  }

  static PbxCheck failed(Piece piece, String code, String detail, String remedy) {
    return new PbxCheck(piece, Outcome.FAILED, code, Map.of(), detail, remedy);
  }

  static PbxCheck waiting(Piece piece, String code, String detail, String remedy) {
    return new PbxCheck(piece, Outcome.WAITING, code, Map.of(), detail, remedy);
  }

  static PbxCheck unknown(Piece piece, String code, String detail) {
    return new PbxCheck(piece, Outcome.UNKNOWN, code, Map.of(), detail, "");
  }

  /** The same with one more fact that the words about it name. */
  PbxCheck with(String name, Object fact) {
    var more = new LinkedHashMap<>(facts);
    more.put(name, fact.toString());
    return new PbxCheck(piece, outcome, code, more, detail, remedy);
  }
}
