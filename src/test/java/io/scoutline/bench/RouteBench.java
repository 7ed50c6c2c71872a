package io.scoutline.bench;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.scoutline.clients.SyntheticBase;
import io.scoutline.clients.directory.Directory;
import io.scoutline.kernel.BusinessZone;
import io.scoutline.kernel.PbxName;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.Role;
import io.scoutline.kernel.TeamId;
import io.scoutline.pbx.asterisk.agi.RouteServer;
import io.scoutline.people.EndpointAssignment;
import io.scoutline.people.Language;
import io.scoutline.people.PeopleDirectory;
import io.scoutline.people.Person;
import io.scoutline.people.Roster;
import io.scoutline.people.Team;
import io.scoutline.people.Theme;
import io.scoutline.presence.Presence;
import io.scoutline.presence.WrapUps;
import io.scoutline.routing.MemoryView;
import io.scoutline.routing.OpeningHours;
import io.scoutline.routing.Router;
import io.scoutline.routing.RoutingRules;
import io.scoutline.routing.RoutingSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * From the dialplan's connect to the end of the connection, when it goes on with its answer: through the product's
 * own server and rules with the whole base in memory, beside a server of the same library that knows its answer. Every
 * question is asked by a client of the base who has an owner, so both servers set the same three variables. One
 * question at a time, the two servers in turn.
 */
final class RouteBench {

  static final double MOST_AT_P99 = 2;
  private static final PbxName PBX = new PbxName("main");
  private static final int PEOPLE = 200;
  private static final int NUMBERS_EACH = 3;
  private static final TeamId TEAM = new TeamId(1);

  private final Random random = new Random(23);
  private int question;

  Comparison run(BenchSettings settings, Clock clock) throws IOException {
    var base = new SyntheticBase(settings.clients(), NUMBERS_EACH, PEOPLE);
    long began = System.nanoTime();
    Directory directory = base.directory();
    double filledIn = (System.nanoTime() - began) / 1e9;
    Directory.Size size = directory.size();
    var loopback = InetAddress.getLoopbackAddress();
    try (var product = new RouteServer(new RouteServer.Settings(new InetSocketAddress(loopback, 0),
            Map.of(PBX, Set.of(loopback)), Duration.ofMillis(600)), router(directory, clock), clock,
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT)); var constant = new ConstantRoutes()) {
      product.start();
      constant.start();
      var ours = new Samples();
      var baseline = new Samples();
      for (int round = -settings.routes() / 4; round < settings.routes(); round++) {
        String caller = callerOf(base).substring(1);
        long one = ask(product.port(), caller);
        long other = ask(constant.port(), caller);
        if (round >= 0) {
          ours.add(one);
          baseline.add(other);
        }
      }
      return new Comparison(String.format(Locale.ROOT, "FastAGI question → answer, %,d clients, %,d numbers",
          size.clients(), size.numbers()), ours.summary(), "constant answer", baseline.summary(), MOST_AT_P99,
          List.of(String.format(Locale.ROOT, "directory in memory: %,d bytes, filled in %.1f s from a formula",
              size.bytes(), filledIn)));
    }
  }

  private long ask(int port, String caller) throws IOException {
    var asked = AgiQuestion.ask(port, caller, "bench-" + ++question);
    if (!"ring".equals(asked.answer().get("ROUTE_KIND")) || asked.answer().size() != 3) {
      throw new IllegalStateException("a client with an owner was answered " + asked.answer());
    }
    return asked.nanos();
  }

  /** A number of a client who has an owner; never one that two clients share. */
  private String callerOf(SyntheticBase base) {
    while (true) {
      int client = random.nextInt(base.clients()) + 1;
      if (base.picture(client).client().owner().isPresent()) {
        return base.number(client, 1 + random.nextInt(NUMBERS_EACH - 1)).e164();
      }
    }
  }

  private static Router router(Directory directory, Clock clock) {
    var zone = new BusinessZone(ZoneId.of("Europe/Moscow"));
    var people = people(zone);
    var presence = new Presence(clock, new WrapUps(Duration.ofSeconds(60), clock), _ -> List.of());
    return new Router(new RoutingRules(RoutingSettings.usual(new OpeningHours(zone, List.of()))),
        () -> new MemoryView(directory, people, presence.snapshot()), _ -> "RU", (_, _, _) -> { }, clock);
  }

  private static PeopleDirectory people(BusinessZone zone) {
    var people = IntStream.rangeClosed(1, PEOPLE).mapToObj(id -> new Person(new PersonId(id), "Person " + id,
        "person" + id, Set.of(Role.MANAGER), Optional.of(TEAM), Language.RU, Theme.AUTO, true, true, 1)).toList();
    var phones = people.stream().map(person -> new EndpointAssignment(PBX, "PJSIP/" + (100 + person.id().value()),
        Long.toString(100 + person.id().value()), person.id())).toList();
    return new PeopleDirectory(people, List.of(new Team(TEAM, "Sales", Optional.empty(), Optional.empty(), 1)),
        phones, new Roster(zone, Map.of(), List.of()));
  }
}
