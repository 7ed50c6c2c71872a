package io.scoutline.clients.passport;

import io.scoutline.clients.Category;
import io.scoutline.clients.ClientStatus;
import io.scoutline.kernel.PersonId;
import java.util.Map;
import java.util.Optional;

/**
 * What people write about a client.
 *
 * @param owner whose client it is; calls go there (P4.1)
 * @param second stands in for the owner of a key client
 * @param scout who is to win it
 */
public record ClientFields(
    String name, Optional<String> channel, Optional<String> subchannel, Optional<String> region,
    Optional<String> segment, Optional<String> source, Optional<String> sourceDetail, Optional<String> note,
    Optional<PersonId> owner, Optional<PersonId> second, Optional<PersonId> scout, Optional<Category> category,
    boolean vip, ClientStatus status, Map<PassportField, String> passport) {

  /** A client of category VIP is a key client, whatever else is said. */
  public ClientFields {
    passport = Map.copyOf(passport);
    vip = vip || category.filter(Category.VIP::equals).isPresent();
  }

  /** A client of whom only the name is known. */
  public static ClientFields named(String name) {
    return new ClientFields(name, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
        Optional.empty(), false, ClientStatus.PROSPECT, Map.of());
  }

  public ClientFields withOwner(Optional<PersonId> newOwner) {
    return new ClientFields(name, channel, subchannel, region, segment, source, sourceDetail, note, newOwner, second,
        scout, category, vip, status, passport);
  }

  public ClientFields withSource(String newSource, Optional<String> detail) {
    return new ClientFields(name, channel, subchannel, region, segment, Optional.of(newSource), detail, note, owner,
        second, scout, category, vip, status, passport);
  }
}
