package io.scoutline.routing;

import io.scoutline.calls.RouteNote;
import io.scoutline.kernel.PbxName;

/** Is told of every decision, to keep it with the call (P4.2). Called while the caller waits: it only hands over. */
@FunctionalInterface
public interface RouteListener {
  void routed(PbxName pbx, String uniqueid, RouteNote note);
}
