package io.scoutline.config;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether this machine can listen where the configuration says, tried before anything is started: a port that is taken
 * or an address that is not ours is told with all other faults.
 */
public final class Listening {

  /** Waits where a name must be looked up. What is free here may be taken a moment later, and is told then. */
  public static List<ConfigFault> faults(ServerConfig config) {
    var faults = new ArrayList<ConfigFault>();
    check("http", config.http().host(), config.http().port(), faults);
    check("management", config.management().host(), config.management().port(), faults);
    check("agi", config.agi().host(), config.agi().port(), faults);
    return faults;
  }

  private static void check(String group, String host, int port, List<ConfigFault> faults) {
    var address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      faults.add(new ConfigFault(group + ".host", "'" + host + "', a name without an address",
          "an address of this machine"));
      return;
    }
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(address);
    } catch (IOException refused) {
      faults.add(new ConfigFault(group + ".port", host + " port " + port + ": " + refused.getMessage(),
          "an address of this machine and a port that is free"));
    }
  }

  private Listening() {}
}
