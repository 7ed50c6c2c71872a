package io.scoutline.platform.net;

import io.scoutline.kernel.Network;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many places each address holds at once. The addresses of one IPv6 /64 hold theirs together: whoever has one of
 * them has the others. Any thread.
 */
public final class Places {

  private final int most;
  private final Map<String, Integer> taken = new ConcurrentHashMap<>();

  /** @param most places of one address */
  public Places(int most) {
    this.most = most;
  }

  /** @return false when the address holds its most already; then there is nothing to give back */
  public boolean take(String address) {
    if (taken.merge(Network.ofHolder(address), 1, Integer::sum) <= most) {
      return true;
    }
    giveBack(address);
    return false;
  }

  public void giveBack(String address) {
    taken.computeIfPresent(Network.ofHolder(address), (holder, places) -> places > 1 ? places - 1 : null);
  }
}
