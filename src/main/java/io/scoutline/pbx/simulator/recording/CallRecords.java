package io.scoutline.pbx.simulator.recording;

import java.time.Instant;

/** What the PBX writes down of its calls by itself, beside what it tells over AMI. */
@FunctionalInterface
public interface CallRecords {
  CallRecords NONE = _ -> { };

  /**
   * One record, in the words of {@code cel_custom}.
   *
   * @param extra JSON, or empty
   */
  record Entry(String type, Instant at, String uniqueid, String linkedid, String channel, String context, String exten,
      String extra, String number, String name) {}

  /** On the timeline's thread; does not wait. */
  void write(Entry entry);
}
