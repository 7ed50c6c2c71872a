package io.scoutline.calls.rows;

import io.scoutline.clients.passport.LastContact;
import io.scoutline.clients.passport.Passports;
import io.scoutline.kernel.PersonId;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The scout who spoke last on a number is the one who spoke last to the client that the number comes to (P4.1). Finds
 * them in the calls that are still nobody's, so it is told of a number before the calls are given away.
 */
final class EarlierTalks implements Belongings {

  private final EarlierCallStore earlier;
  private final CallStore calls;
  private final Passports passports;
  private final Supplier<Set<PersonId>> scouts;

  EarlierTalks(EarlierCallStore earlier, CallStore calls, Passports passports, Supplier<Set<PersonId>> scouts) {
    this.earlier = earlier;
    this.calls = calls;
    this.passports = passports;
    this.scouts = scouts;
  }

  /** Wherever there is such a talk there is a call of nobody's. */
  @Override
  public List<String> numbersOfNobody(String after, int atMost) {
    return List.of();
  }

  @Override
  public void give(List<Known> known) {
    Set<PersonId> now = scouts.get();
    var lastCalls = earlier.lastTalked(known.stream().map(Known::number).toList(), now);
    List<LastContact> contacts = List.copyOf(known.stream().filter(one -> lastCalls.containsKey(one.number()))
        .flatMap(one -> calls.find(lastCalls.get(one.number()))
            .flatMap(call -> ScoutsTalk.of(call, one.client(), now::contains)).stream())
        .collect(Collectors.toMap(LastContact::client, contact -> contact, LastContact::laterOf)).values());
    if (!contacts.isEmpty()) {
      contacts.forEach(passports::noteContact);
      passports.keepContacts(contacts);
    }
  }
}
