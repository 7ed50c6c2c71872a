package io.scoutline.pbx.simulator;

import java.time.Instant;

/** One recording under way. Touched on the timeline's thread only. */
interface Recording {
  String fileName();

  /** The channel was answered: from here on there is sound. */
  void begin(Instant at);

  /** The channel is gone. */
  void finish(Instant at);
}
