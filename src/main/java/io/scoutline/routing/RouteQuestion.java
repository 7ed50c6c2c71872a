package io.scoutline.routing;

import io.scoutline.kernel.CallerNumber;
import io.scoutline.kernel.PbxName;
import io.scoutline.kernel.PersonId;
import java.time.Instant;
import java.util.Set;

/**
 * Where does this call go now?
 *
 * @param pbx whose phones can be rung
 * @param tried who was rung for this call already and did not answer
 * @param progress how far the call has come before this question
 */
public record RouteQuestion(PbxName pbx, CallerNumber caller, Instant at, Set<PersonId> tried, Progress progress) {

  /** What the PBX and our memory say of earlier attempts. */
  public enum Progress {
    FIRST,
    /** Somebody was rung in vain; {@code tried} names them. */
    NOT_ANSWERED,
    /** Somebody was rung in vain, and nobody here remembers who: the server was started in between. */
    FORGOTTEN,
    /** The caller has waited in the common queue in vain. */
    AFTER_QUEUE
  }

  public RouteQuestion {
    tried = Set.copyOf(tried);
  }
}
