package io.scoutline.calls.rows;

import io.scoutline.kernel.ClientId;
import io.scoutline.kernel.ContactId;
import java.util.List;
import java.util.Optional;

/**
 * What a number brings to the client that it comes to ({@link EarlierCalls}). Asked and told on one thread, which may
 * wait; the same may be told again, and then changes nothing.
 */
public interface Belongings {

  /** Whose number it is now, beyond doubt. */
  record Known(String number, ClientId client, Optional<ContactId> contact) {}

  /** The next numbers, in their order, that have something of nobody's; fewer than asked for at the end. */
  List<String> numbersOfNobody(String after, int atMost);

  /** What is nobody's of these numbers is theirs. */
  void give(List<Known> known);
}
