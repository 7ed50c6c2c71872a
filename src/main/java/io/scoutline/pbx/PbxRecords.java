package io.scoutline.pbx;

import java.io.IOException;
import java.util.List;

/** What one PBX writes down of its calls by itself, read from a place that the reader remembers (P2.6). */
public interface PbxRecords {

  /** A place in a file that may have been renamed since: {@code file} tells it from every other file. */
  record Place(long file, long offset) {}

  /** @param at where its record begins */
  record Said(Place at, Testimony testimony) {}

  /**
   * @param next where to go on
   * @param unreadable records that were none
   * @param gap whether records are gone that had not been read
   */
  record Piece(List<Said> said, Place next, int unreadable, boolean gap) {
    public Piece {
      said = List.copyOf(said);
    }
  }

  /** The end of what there is now, for whoever begins to listen. Waits for the disk. */
  Place end() throws IOException;

  /** What there is after a place, in pieces; at the end the place stays. Waits for the disk; for one thread. */
  Piece after(Place place) throws IOException;
}
