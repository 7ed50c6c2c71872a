package io.scoutline.platform.net;

import java.util.Locale;
import java.util.Set;

/**
 * The names of this machine itself. A server that listens on them answers to no other name, so that a foreign name
 * pointed at 127.0.0.1 lets no foreign page in.
 */
public final class LoopbackNames {

  private static final Set<String> NAMES = Set.of("127.0.0.1", "localhost", "[::1]", "::1");

  public static boolean contains(String host) {
    return NAMES.contains(host.toLowerCase(Locale.ROOT));
  }

  private LoopbackNames() {}
}
