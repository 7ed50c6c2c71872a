package io.scoutline;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.scoutline.config.ConfigReader;
import io.scoutline.kernel.PbxName;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.Role;
import io.scoutline.lab.LabAsterisk;
import io.scoutline.people.Language;
import io.scoutline.people.NewCompany;
import io.scoutline.people.NewCompany.NewColleague;
import io.scoutline.people.NewCompany.NewPhone;
import io.scoutline.people.NewCompany.NewTeam;
import io.scoutline.people.signin.PasswordCost;
import io.scoutline.people.signin.Passwords;
import io.scoutline.platform.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The whole server beside a real Asterisk, configured as an installation is, with a small company. */
final class LabOffice implements AutoCloseable {

  static final String PASSWORD = "a long enough secret";
  static final PbxName PBX = new PbxName("main");

  final App app;
  final Map<String, PersonId> people;
  private final Vertx vertx = Vertx.vertx();

  LabOffice(LabAsterisk lab, TestDatabase postgres, Path folder) {
    this(postgres, folder, lab.agi().getPort(), List.of(link(lab)),
        List.of(colleague("head", Role.HEAD, "109"), colleague("manager", Role.MANAGER, "101"),
            colleague("colleague", Role.MANAGER, "102")));
  }

  /** @param agiPort where the server answers the dialplan, if that asks it */
  LabOffice(TestDatabase postgres, Path folder, int agiPort, List<JsonObject> links, List<NewColleague> colleagues) {
    var everyDay = new JsonArray(List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun"));
    app = new App(vertx, ConfigReader.read(new JsonObject()
        .put("http", new JsonObject().put("port", 0)).put("management", new JsonObject().put("port", 0))
        .put("data", folder.toString())
        .put("trial", true)
        .put("agi", new JsonObject().put("port", agiPort))
        .put("business", new JsonObject().put("openDays", everyDay).put("opens", "00:00").put("closes", "24:00"))
        .put("database", postgres.config())
        .put("pbxs", new JsonArray(links))),
        Optional.empty(), Clock.systemUTC(), new SecureRandom(), new SimpleMeterRegistry());
    people = found(colleagues);
    app.start();
  }

  /** The server's link to the lab's Asterisk. */
  static JsonObject link(LabAsterisk lab) {
    return new JsonObject().put("name", PBX.value()).put("port", lab.account().address().getPort())
        .put("user", lab.account().user()).put("password", lab.account().secret())
        .put("recordings", lab.done().toString());
  }

  private Map<String, PersonId> found(List<NewColleague> colleagues) {
    try (var passwords = new Passwords(new PasswordCost(1024, 1), 1, 10)) {
      return app.people().company().found(new NewCompany(
          List.of(new NewTeam("Sales", Optional.of("head"), Optional.empty())), colleagues),
          passwords.hash(PASSWORD));
    }
  }

  /** Somebody with this phone at the lab's Asterisk, and at the other PBXs. */
  static NewColleague colleague(String login, Role role, String extension, PbxName... others) {
    return new NewColleague(login, login, Set.of(role), Optional.of("Sales"), Language.RU,
        Stream.concat(Stream.of(PBX), Stream.of(others))
            .map(pbx -> new NewPhone(pbx, "PJSIP/" + extension, extension)).toList(), List.of());
  }

  Guest guest(String login) {
    return new Guest(app.port()).signIn(login, PASSWORD);
  }

  @Override
  public void close() {
    app.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
