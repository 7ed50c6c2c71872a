package io.scoutline.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an installation writes, and what it is told when that is wrong. */
class ConfigReaderTest {

  /** A machine that can listen wherever it is told to. */
  private static final Function<ServerConfig, List<ConfigFault>> ANYWHERE = config -> List.of();

  private static JsonObject pbx() {
    return new JsonObject().put("name", "main").put("password", "secret-1");
  }

  /** With a data folder that suits, wherever the tests run. */
  private static ServerConfig read(JsonObject written) {
    return ConfigReader.read(new JsonObject().put("data", "/srv/scoutline").mergeIn(written));
  }

  private static List<String> faultyKeys(JsonObject written) {
    return assertThrows(WrongConfig.class, () -> read(written)).faults().stream()
        .map(ConfigFault::key).toList();
  }

  @Test
  void nothing_written_gives_the_defaults() {
    ServerConfig config = read(new JsonObject());
    assertEquals(8080, config.http().port());
    assertEquals("127.0.0.1", config.management().host());
    assertEquals(Duration.ofHours(12), config.security().sessionIdle());
  }

  @Test
  void all_faults_are_told_at_once_each_with_its_key() {
    var written = new JsonObject()
        .put("http", new JsonObject().put("port", 99999).put("prot", 1))
        .put("business", new JsonObject().put("zone", "Mars/Olympus").put("opens", "19:00"))
        .put("pbxs", new JsonArray().add(pbx().put("name", "Main!")).add(new JsonObject().put("name", "second")))
        .put("databse", new JsonObject());
    assertEquals(List.of("http.port", "http.prot", "business.closes", "business.zone", "pbxs[0].name",
        "pbxs[1].password", "databse"), faultyKeys(written));
  }

  @Test
  void what_is_wrong_with_a_pbx_on_another_host_is_told_at_once() {
    var token = "0123456789abcdefghijklmnopqrstuv";
    var carried = new JsonObject().put("token", token);
    var written = new JsonObject().put("pbxs", new JsonArray()
        .add(pbx().put("carried", carried).put("records", "/log/scoutline.csv"))
        .add(pbx().put("name", "second").put("carried", carried.copy().put("don", "/done")))
        .add(pbx().put("name", "third").put("carried", new JsonObject().put("token", "too-short").put("done", "here")))
        .add(pbx().put("name", "fourth").put("carried", new JsonObject())));
    assertEquals(List.of("pbxs[0].records", "pbxs[1].carried.token", "pbxs[1].carried.don", "pbxs[2].carried.token",
        "pbxs[2].carried.done", "pbxs[3].carried.token"), faultyKeys(written));
    assertFalse(assertThrows(WrongConfig.class, () -> read(written)).toString().contains(token));
  }

  @Test
  void a_pbx_on_another_host_has_a_token_of_its_own(@TempDir Path folder) throws Exception {
    Path token = Files.writeString(folder.resolve("token"), "0123456789abcdefghijklmnopqrstuv\n");
    var written = new JsonObject().put("pbxs", new JsonArray().add(pbx().put("carried",
        new JsonObject().put("tokenFile", token.toString()))));
    ServerConfig.Carried carried = read(written).pbxs().getFirst().carried().orElseThrow();
    assertEquals("0123456789abcdefghijklmnopqrstuv", carried.token().value());
    assertEquals("/var/spool/asterisk/scoutline/done", carried.done().toString());
    assertEquals(Optional.empty(), read(new JsonObject().put("pbxs", new JsonArray().add(pbx()))).pbxs().getFirst()
        .carried());
  }

  @Test
  void a_certificate_without_its_key_is_a_fault(@TempDir Path folder) throws Exception {
    Path pem = Files.writeString(folder.resolve("cert.pem"), "x");
    assertEquals(List.of("http.tls.key"), faultyKeys(new JsonObject().put("http",
        new JsonObject().put("tls", new JsonObject().put("certificate", pem.toString())))));
  }

  @Test
  void two_ports_of_one_number_are_a_fault_and_any_free_one_is_not() {
    var management = new JsonObject().put("port", 9000);
    assertEquals(List.of("management.port", "agi.port"), faultyKeys(new JsonObject()
        .put("http", new JsonObject().put("port", 9000)).put("management", management)
        .put("agi", new JsonObject().put("port", 9000))));
    read(new JsonObject().put("http", new JsonObject().put("port", 0))
        .put("management", new JsonObject().put("port", 0)));
  }

  @Test
  void what_is_to_last_is_not_kept_below_the_temporary_folder(@TempDir Path temporary) {
    var written = new JsonObject().put("data", temporary.resolve("data").toString());
    assertEquals(List.of("data"), faultyKeys(written));
    assertTrue(read(written.copy().put("trial", true)).trial());
  }

  @Test
  void a_database_of_ones_own_needs_a_password() {
    assertEquals(List.of("database.password"), faultyKeys(new JsonObject()
        .put("database", new JsonObject().put("host", "db.example"))));
    assertEquals(List.of("database.password"), faultyKeys(new JsonObject()
        .put("database", new JsonObject().put("host", "db.example").put("password", ""))));
  }

  @Test
  void a_proxy_is_an_address_or_a_network_and_a_pbx_an_address() {
    read(new JsonObject()
        .put("http", new JsonObject().put("trustedProxies", new JsonArray(List.of("10.0.0.0/8", "::1")))));
    assertEquals(List.of("http.trustedProxies", "http.trustedProxies", "agi.allow"), faultyKeys(new JsonObject()
        .put("http", new JsonObject().put("trustedProxies", new JsonArray(List.of("10.0.0.0/40", "999.1.1.1"))))
        .put("agi", new JsonObject().put("allow", new JsonArray(List.of("10.0.0.0/8"))))));
  }

  @Test
  void where_this_machine_cannot_listen_is_told_with_all_other_faults() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var written = new JsonObject().put("data", "/srv/scoutline")
          .put("http", new JsonObject().put("port", 0).put("host", "no-such-host.invalid"))
          .put("management", new JsonObject().put("port", taken.getLocalPort()))
          .put("agi", new JsonObject().put("host", "203.0.113.1").put("port", 0))
          .put("business", new JsonObject().put("zone", "Mars/Olympus"));
      assertEquals(List.of("business.zone", "http.host", "management.port", "agi.port"),
          assertThrows(WrongConfig.class, () -> ConfigReader.read(written, Listening::faults)).faults().stream()
              .map(ConfigFault::key).toList());
    }
  }

  @Test
  void a_default_in_the_place_of_a_fault_is_not_told_as_another_fault() {
    var written = new JsonObject().put("data", "/srv/scoutline").put("agi", new JsonObject().put("port", -1));
    var wrong = assertThrows(WrongConfig.class, () -> ConfigReader.read(written,
        config -> List.of(new ConfigFault("agi.port", Integer.toString(config.agi().port()), "a free one"))));
    assertEquals(List.of("agi.port: -1; allowed: a number from 0 to 65535"),
        wrong.faults().stream().map(ConfigFault::toString).toList());
  }

  @Test
  void a_day_may_be_open_to_its_very_end() {
    // P4.4: the last minute before midnight is an hour like any other
    var business = new JsonObject().put("opens", "00:00").put("closes", "24:00")
        .put("openDays", new JsonArray(List.of("sun")));
    ServerConfig.Business read = read(new JsonObject().put("business", business)).business();
    assertEquals(LocalTime.MIDNIGHT, read.opens());
    assertEquals(LocalTime.MIDNIGHT, read.closes());
  }

  @Test
  void what_one_address_may_hold_is_bounded_and_told_with_all_other_faults() {
    // P16.2
    assertEquals(new ServerConfig.Limits(2_000, 20, 100, Duration.ofMinutes(10)),
        read(new JsonObject()).http().limits());
    assertEquals(List.of("http.port", "http.connectionsPerAddress", "http.strangersPerAddress",
            "http.requestsPerPerson", "http.uploadWithin"),
        faultyKeys(new JsonObject().put("http", new JsonObject().put("port", -1).put("connectionsPerAddress", 1)
            .put("strangersPerAddress", 201).put("requestsPerPerson", 0).put("uploadWithin", "soon"))));
  }

  @Test
  void a_file_that_is_no_yaml_is_told_by_its_place_and_never_by_its_text(@TempDir Path folder) throws Exception {
    // P16.2: the line that cannot be read may be the one with the password
    Path file = Files.writeString(folder.resolve("scoutline.yaml"), """
        pbxs:
          - name: main
            password: "hunter2-is-not
            port: [5038
        """);
    Vertx vertx = Vertx.vertx();
    try {
      String told = assertThrows(WrongConfig.class,
          () -> ConfigSources.load(vertx, Optional.of(file), Map.of(), ANYWHERE))
          .getMessage();
      assertTrue(told.contains("scoutline.yaml") && told.matches("(?s).*line [0-9]+, column [0-9]+.*"), told);
      assertFalse(told.contains("hunter2"), told);
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  @Test
  void two_pbxs_of_one_name_are_a_fault() {
    assertEquals(List.of("pbxs[1].name"),
        faultyKeys(new JsonObject().put("pbxs", new JsonArray().add(pbx()).add(pbx()))));
  }

  @Test
  void a_secret_never_stands_in_a_text_and_may_be_in_a_file(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("secret"), "hush\n");
    ServerConfig config = read(new JsonObject().put("pbxs", new JsonArray().add(
        new JsonObject().put("name", "main").put("passwordFile", file.toString()))));
    assertEquals("hush", config.pbxs().getFirst().password().value());
    assertFalse(config.toString().contains("hush"));
  }

  @Test
  void the_environment_is_laid_over_the_file(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("scoutline.yaml"), """
        data: /srv/scoutline
        http:
          port: 9000
        pbxs:
          - name: main
            password: from-file
        """);
    Vertx vertx = Vertx.vertx();
    try {
      ServerConfig config = ConfigSources.load(vertx, Optional.of(file), Map.of("SCOUTLINE_HTTP_PORT", "9100",
          "SCOUTLINE_HTTP_TRUSTED_PROXIES", "10.0.0.1", "SCOUTLINE_PBXS_0_PASSWORD", "from-env",
          "SCOUTLINE_PBXS_0_CARRIED_TOKEN", "from-env-0123456789-0123456789-01", "PATH", "/bin"),
          ANYWHERE);
      assertEquals(9100, config.http().port());
      assertTrue(config.http().trustedProxies().contains("10.0.0.1"));
      assertEquals("from-env", config.pbxs().getFirst().password().value());
      assertTrue(config.pbxs().getFirst().carried().isPresent());
    } finally {
      vertx.close();
    }
  }

  @Test
  void a_file_that_is_not_there_is_told_by_its_name() {
    Vertx vertx = Vertx.vertx();
    try {
      var wrong = assertThrows(WrongConfig.class,
          () -> ConfigSources.load(vertx, Optional.of(Path.of("no-such.yaml")), Map.of(), ANYWHERE));
      assertEquals("no-such.yaml", wrong.faults().getFirst().key());
    } finally {
      vertx.close();
    }
  }
}
