package io.scoutline.pbx;

import java.util.Optional;

/**
 * Says where a call goes. Called on many threads at once while a caller waits: it answers from memory and at once.
 * Empty leaves the decision to the dialplan, which has a way of its own (P4.3).
 */
@FunctionalInterface
public interface RouteAdviser {
  Optional<RouteReply> advise(RouteRequest request);
}
