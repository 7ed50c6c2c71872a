package io.scoutline.bench;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.scoutline.App;
import io.scoutline.config.ConfigReader;
import io.scoutline.kernel.PbxName;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.Role;
import io.scoutline.people.Language;
import io.scoutline.people.NewCompany;
import io.scoutline.people.NewCompany.NewColleague;
import io.scoutline.people.NewCompany.NewPhone;
import io.scoutline.people.NewCompany.NewTeam;
import io.scoutline.people.signin.PasswordCost;
import io.scoutline.people.signin.Passwords;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Two hundred people with a phone each, and clients of their own who call them. Person 0 is the one whose desk is in
 * the browser: in a team alone, so that a call to somebody else that went to the whole team never rings there.
 */
final class BenchCompany {

  static final int PEOPLE = 200;
  static final String PASSWORD = "a long enough secret";
  static final int CLIENTS_EACH = 20;
  private static final PbxName PBX = new PbxName("main");
  private static final int TEAM_SIZE = 20;

  /** A client as the benchmark knows it. */
  record Caller(String name, String number) {}

  static String login(int person) {
    return "person" + person;
  }

  static List<String> logins() {
    return IntStream.range(0, PEOPLE).mapToObj(BenchCompany::login).toList();
  }

  static String extension(int person) {
    return Integer.toString(101 + person);
  }

  static List<String> extensions() {
    return IntStream.range(0, PEOPLE).mapToObj(BenchCompany::extension).toList();
  }

  static Caller caller(int person, int which) {
    return new Caller("Завод №" + person + "-" + which, "+7495" + (1_000_000 + person * 1_000 + which));
  }

  /**
   * Founds it in an empty installation, through the server's own code, and stops that server again.
   *
   * @return the version of its PostgreSQL
   */
  static String found(JsonObject config) {
    Vertx vertx = Vertx.vertx();
    try (var app = new App(vertx, ConfigReader.read(config), Optional.empty(), Clock.systemUTC(), new SecureRandom(),
        new SimpleMeterRegistry()); var passwords = new Passwords(PasswordCost.RECOMMENDED, 1, 10)) {
      Map<String, PersonId> people =
          app.people().company().found(new NewCompany(teams(), colleagues()), passwords.hash(PASSWORD));
      app.database().batch("""
          WITH made AS (INSERT INTO clients.client (name, channel, region, source, owner, created_at, updated_at)
                        VALUES ($1, 'Заводы', 'Москва', 'Холодный звонок', $2, now(), now()) RETURNING id),
               met AS (INSERT INTO clients.contact (client, name, position, decision, dossier)
                       SELECT id, 'Ирина Гаврилова', 'Директор по закупкам', 'decides',
                         '{Просит короткие письма,Решает по средам}' FROM made RETURNING id, client)
          INSERT INTO clients.number (client, contact, e164) SELECT client, id, $3 FROM met""", rows(people));
      return app.database().query("SHOW server_version", row -> row.getString(0)).getFirst();
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private static List<Object[]> rows(Map<String, PersonId> people) {
    return IntStream.range(0, PEOPLE).boxed().flatMap(person -> IntStream.range(0, CLIENTS_EACH)
        .mapToObj(which -> caller(person, which))
        .map(caller -> new Object[] {caller.name(), people.get(login(person)), caller.number()})).toList();
  }

  private static List<NewTeam> teams() {
    return Stream.concat(Stream.of("Alone"),
        IntStream.rangeClosed(0, PEOPLE / TEAM_SIZE).mapToObj(team -> "Team " + team))
        .map(name -> new NewTeam(name, Optional.empty(), Optional.empty())).toList();
  }

  private static List<NewColleague> colleagues() {
    return IntStream.range(0, PEOPLE).mapToObj(person -> new NewColleague("Person " + person, login(person),
        Set.of(Role.MANAGER), Optional.of(person == 0 ? "Alone" : "Team " + person / TEAM_SIZE), Language.RU,
        List.of(new NewPhone(PBX, "PJSIP/" + extension(person), extension(person))), List.of())).toList();
  }

  private BenchCompany() {}
}
