package io.scoutline.pbx.simulator;

import java.util.Optional;

/** Begins recordings. */
@FunctionalInterface
interface Recordings {
  Recordings NONE = _ -> Optional.empty();

  Optional<Recording> start(Channel channel);
}
