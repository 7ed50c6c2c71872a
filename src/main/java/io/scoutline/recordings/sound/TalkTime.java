package io.scoutline.recordings.sound;

import java.time.Duration;
import java.util.BitSet;

/**
 * How long each side spoke and how long nobody did, by energy alone. A column of 20 ms is loud when its RMS is at
 * least −40 dB of full scale; pauses shorter than 300 ms inside a side's speech belong to the speech, and bursts
 * shorter than 80 ms (clicks, comfort noise) to the silence. Both may speak at once, so the three need not add up to
 * the whole. It tells talk from silence, not words from music: hold music is talk by this measure.
 */
public record TalkTime(Duration client, Duration ours, Duration silence) {

  static final Duration COLUMN = Duration.ofMillis(20);
  static final double LOUD_RMS = 32_768 * 0.01;
  private static final int LONGEST_PAUSE = 14;
  private static final int SHORTEST_BURST = 4;

  /** From the loud columns of each side; changes neither. */
  static TalkTime of(BitSet clientLoud, BitSet oursLoud, int columns) {
    BitSet client = speech(clientLoud);
    BitSet ours = speech(oursLoud);
    Duration clientTalk = lasting(client.cardinality());
    Duration oursTalk = lasting(ours.cardinality());
    client.or(ours);
    return new TalkTime(clientTalk, oursTalk, lasting(columns - client.cardinality()));
  }

  private static BitSet speech(BitSet loud) {
    BitSet speech = (BitSet) loud.clone();
    for (int end = speech.nextClearBit(speech.nextSetBit(0) + 1); ; end = speech.nextClearBit(end)) {
      int next = speech.nextSetBit(end);
      if (next < 0) {
        break;
      }
      if (next - end <= LONGEST_PAUSE) {
        speech.set(end, next);
      }
      end = next;
    }
    for (int from = speech.nextSetBit(0); from >= 0; from = speech.nextSetBit(from)) {
      int end = speech.nextClearBit(from);
      if (end - from < SHORTEST_BURST) {
        speech.clear(from, end);
      }
      from = end;
    }
    return speech;
  }

  private static Duration lasting(int columns) {
    return COLUMN.multipliedBy(columns);
  }
}
