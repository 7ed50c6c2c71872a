package io.scoutline.calls.recovery;

/**
 * What holding a PBX's own records against what is known came to, since the server started (P2.6).
 *
 * @param agreed calls of which both witnesses tell the same
 * @param recovered calls that only the records told of
 * @param completed calls of which a part was missing
 * @param retold calls that were known here alone, for their rows had found no room
 * @param unreadable lines that are no record
 * @param unsettled calls that could not be judged for an hour
 * @param gaps files that were gone before they had been read
 * @param waiting calls that were read and are not yet settled, now
 */
public record WitnessFigures(long agreed, long recovered, long completed, long retold, long unreadable,
    long unsettled, long gaps, long waiting) {}
