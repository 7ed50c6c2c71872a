package io.scoutline.platform.net;

import io.scoutline.kernel.Network;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** How many places each holder has at once, be it an address or a person. Any thread. */
public final class Places<K> {

  private final int most;
  private final UnaryOperator<K> holderOf;
  private final Map<K, Integer> taken = new ConcurrentHashMap<>();

  private Places(int most, UnaryOperator<K> holderOf) {
    this.most = most;
    this.holderOf = holderOf;
  }

  /** So many of each address; those of one IPv6 /64 have theirs together: whoever has one of them has the others. */
  public static Places<String> ofAddresses(int most) {
    return new Places<>(most, Network::ofHolder);
  }

  /** So many of each. */
  public static <K> Places<K> ofEach(int most) {
    return new Places<>(most, UnaryOperator.identity());
  }

  /** @return false when the holder has its most already; then there is nothing to give back */
  public boolean take(K one) {
    if (taken.merge(holderOf.apply(one), 1, Integer::sum) <= most) {
      return true;
    }
    giveBack(one);
    return false;
  }

  public void giveBack(K one) {
    taken.computeIfPresent(holderOf.apply(one), (holder, places) -> places > 1 ? places - 1 : null);
  }
}
