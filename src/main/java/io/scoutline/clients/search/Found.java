package io.scoutline.clients.search;

import io.scoutline.clients.Category;
import io.scoutline.clients.ClientStatus;
import io.scoutline.kernel.ClientId;
import io.scoutline.kernel.PersonId;
import java.util.Optional;

/**
 * A client that was looked for, and what it was found by.
 *
 * @param matched the number, tax id or contact that matched; the client's own name otherwise
 */
public record Found(
    ClientId id, String name, Optional<String> channel, Optional<String> region, Optional<Category> category,
    boolean vip, boolean draft, ClientStatus status, Optional<PersonId> owner, By by, String matched) {

  public enum By { NAME, NUMBER, TAX_ID, CONTACT }
}
