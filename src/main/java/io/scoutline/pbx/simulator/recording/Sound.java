package io.scoutline.pbx.simulator.recording;

/** What is heard on a call during a stretch of its recording; left is the client's side, right is ours. */
public sealed interface Sound {
  /** Client and one of us speak in turns. */
  record Dialogue(String ours) implements Sound {}

  /** The client hears music and is silent. */
  record Music() implements Sound {}

  /** The client hears that it rings. */
  record Ringing() implements Sound {}

  /** The client speaks to a machine, after its beep. */
  record Message() implements Sound {}

  record Silence() implements Sound {}
}
