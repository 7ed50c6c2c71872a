package io.scoutline.pbx.simulator.switchboard;

import java.util.ArrayList;
import java.util.List;

/** Channels that hear each other. Touched on the timeline's thread only. */
public final class Bridge {
  public final String uniqueid;
  final List<Channel> channels = new ArrayList<>(2);
  public String technology = "simple_bridge";

  Bridge(String uniqueid) {
    this.uniqueid = uniqueid;
  }

  /** The one that {@code channel} talks to, null if it is alone. */
  public Channel other(Channel channel) {
    for (var candidate : channels) {
      if (candidate != channel) {
        return candidate;
      }
    }
    return null;
  }
}
