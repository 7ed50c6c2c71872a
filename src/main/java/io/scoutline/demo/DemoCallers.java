package io.scoutline.demo;

import io.scoutline.demo.DemoStore.Callable;
import io.scoutline.kernel.PersonId;
import io.scoutline.pbx.simulator.traffic.DemoTraffic;
import io.scoutline.people.PeopleDirectory;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * Who calls the demo company next (P17.1): mostly clients, now and then somebody whom nobody knows, or a switchboard
 * that several clients share (P3.3). To be called on one thread.
 */
final class DemoCallers {

  private static final String DIALLED = "74957770000";
  private static final List<String> MOBILE = List.of("903", "912", "916", "921", "926", "985");

  private final List<Callable> clients;
  private final List<String> switchboards;
  private final Predicate<PersonId> isAtDesk;
  private final RandomGenerator random;

  /**
   * @param switchboards numbers of several clients each
   * @param isAtDesk whether a visitor sits at a person's desk, so that calls may come there
   */
  DemoCallers(List<Callable> clients, List<String> switchboards, Predicate<PersonId> isAtDesk, RandomGenerator random) {
    this.clients = clients;
    this.switchboards = switchboards;
    this.isAtDesk = isAtDesk;
    this.random = random;
  }

  DemoTraffic.Client next(PeopleDirectory people) {
    Optional<DemoTraffic.Client> caller = switch (random.nextInt(12)) {
      case 0 -> Optional.empty();
      case 1 -> any(switchboards).map(number -> new DemoTraffic.Client(number, "", DIALLED));
      default -> client(people).map(one -> new DemoTraffic.Client(one.number(), one.caller(), DIALLED));
    };
    return caller.orElseGet(this::stranger);
  }

  /** Of those whose manager is at work: a visitor's own clients call only while the visitor sits there, but often. */
  private Optional<Callable> client(PeopleDirectory people) {
    List<Callable> visitors = clients.stream().filter(client -> whose(client).filter(isAtDesk).isPresent()).toList();
    if (random.nextInt(3) > 0 && !visitors.isEmpty()) {
      return any(visitors);
    }
    return any(clients.stream().filter(client -> client.owner().filter(owner -> isAtWork(owner, people)).isPresent())
        .toList());
  }

  /** A client without an owner is brought to the scout who spoke with it (P4.1). */
  private static Optional<PersonId> whose(Callable client) {
    return client.owner().or(client::scout);
  }

  private static boolean isAtWork(PersonId owner, PeopleDirectory people) {
    return people.endpointsOf(owner).stream().findFirst()
        .filter(phone -> !DemoCompany.visitors().contains(phone.extension())).isPresent();
  }

  private DemoTraffic.Client stranger() {
    String number = "+7" + any(MOBILE).orElseThrow() + "%07d".formatted(random.nextInt(10_000_000));
    return new DemoTraffic.Client(number, "", DIALLED);
  }

  private <T> Optional<T> any(List<T> all) {
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(random.nextInt(all.size())));
  }
}
