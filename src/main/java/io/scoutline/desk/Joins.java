package io.scoutline.desk;

import io.scoutline.kernel.BoundedMap;
import io.scoutline.kernel.CallId;
import java.util.Map;

/** Under which id the calls go on that turned out to be part of another (P2.1). On the owner's context. */
final class Joins {

  /** Far more than are joined while a request is under way. */
  private static final int REMEMBERED = 4_000;

  private final Map<CallId, CallId> survivors = BoundedMap.oldestOut(REMEMBERED);

  void note(CallId absorbed, CallId survivor) {
    survivors.replaceAll((_, former) -> former.equals(absorbed) ? survivor : former);
    survivors.put(absorbed, survivor);
  }

  /** The call itself where it was joined to none. */
  CallId current(CallId call) {
    return survivors.getOrDefault(call, call);
  }
}
