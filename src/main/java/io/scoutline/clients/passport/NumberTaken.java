package io.scoutline.clients.passport;

import io.scoutline.clients.directory.ClientEntry;
import java.util.List;

/**
 * A number that was to be added is another client's already: nothing was changed, and whoever adds it may do so
 * knowingly (P3.3).
 */
public final class NumberTaken extends RuntimeException {

  private final transient List<ClientEntry> seen;
  private final boolean others;

  /**
   * @param seen whose it is, of those whom the asker may see (P16.1)
   * @param others whether it is also somebody's whom they may not
   */
  NumberTaken(List<ClientEntry> seen, boolean others) {
    super("the number is another client's", null, false, false);
    this.seen = List.copyOf(seen);
    this.others = others;
  }

  public List<ClientEntry> seen() {
    return seen;
  }

  public boolean others() {
    return others;
  }
}
