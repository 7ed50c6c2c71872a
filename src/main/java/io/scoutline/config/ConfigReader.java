package io.scoutline.config;

import io.scoutline.kernel.Network;
import io.scoutline.config.ServerConfig.Agi;
import io.scoutline.config.ServerConfig.Business;
import io.scoutline.config.ServerConfig.Carried;
import io.scoutline.config.ServerConfig.DatabaseConfig;
import io.scoutline.config.ServerConfig.Http;
import io.scoutline.config.ServerConfig.Limits;
import io.scoutline.config.ServerConfig.Logging;
import io.scoutline.config.ServerConfig.Management;
import io.scoutline.config.ServerConfig.Memory;
import io.scoutline.config.ServerConfig.PbxConfig;
import io.scoutline.config.ServerConfig.Secret;
import io.scoutline.config.ServerConfig.Security;
import io.scoutline.config.ServerConfig.Tls;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Turns what was written into {@link ServerConfig}, or tells everything that is wrong with it. Pure but for files. */
public final class ConfigReader {

  private static final String HOST = "[A-Za-z0-9.:_-]{1,253}";
  private static final String HOST_ALLOWED = "a host name or an address";
  private static final String TOKEN = "[A-Za-z0-9._~+/-]{32,256}=*";
  private static final String TOKEN_ALLOWED = "32 to 256 letters and digits by chance, or tokenFile";
  private static final Set<DayOfWeek> WORKDAYS = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);

  private final List<ConfigFault> faults = new ArrayList<>();
  private final Set<String> tokens = new HashSet<>();

  /** @throws WrongConfig with every fault */
  public static ServerConfig read(JsonObject written) {
    return read(written, config -> List.of());
  }

  /**
   * @param here what of it this machine cannot do; asked also when there are faults, with defaults in their place
   * @throws WrongConfig with every fault
   */
  public static ServerConfig read(JsonObject written, Function<ServerConfig, List<ConfigFault>> here) {
    return new ConfigReader().all(written, here);
  }

  private ConfigReader() {}

  private ServerConfig all(JsonObject written, Function<ServerConfig, List<ConfigFault>> here) {
    var keys = new Keys("", written, faults);
    var config = new ServerConfig(http(keys.part("http")), management(keys.part("management")),
        database(keys.part("database")), memory(keys.part("memory")),
        keys.read("data", Path.of("data"), Path::of, "a folder"),
        keys.flag("trial", false), business(keys.part("business")), security(keys.part("security")),
        agi(keys.part("agi")),
        pbxs(keys), logging(keys.part("logging")));
    keys.rest();
    listensOnce(config);
    List<String> told = faults.stream().map(ConfigFault::group).toList();
    here.apply(config).stream().filter(fault -> !told.contains(fault.group())).forEach(faults::add);
    staysThere(config);
    if (!faults.isEmpty()) {
      throw new WrongConfig(faults);
    }
    return config;
  }

  /** Told here, where both keys are known, and not by whichever of them binds second. */
  private void listensOnce(ServerConfig config) {
    var taken = new HashMap<Integer, String>();
    var ports = new LinkedHashMap<String, Integer>();
    ports.put("http.port", config.http().port());
    ports.put("management.port", config.management().port());
    ports.put("agi.port", config.agi().port());
    ports.forEach((key, port) -> {
      String other = port == 0 ? null : taken.putIfAbsent(port, key);
      if (other != null) {
        faults.add(new ConfigFault(key, port + ", as " + other, "a port of its own"));
      }
    });
  }

  /** What looks old in the temporary folder is deleted by the system, be it a database or a recording. */
  private void staysThere(ServerConfig config) {
    Path data = config.data().toAbsolutePath().normalize();
    if (!config.trial() && data.startsWith(Path.of(System.getProperty("java.io.tmpdir")))) {
      faults.add(new ConfigFault("data", data.toString(),
          "a folder that is not below the temporary one, or trial: true where the data may be lost"));
    }
  }

  private static boolean isAddress(String text) {
    return !text.contains("/") && Network.parse(text).isPresent();
  }

  private static Secret password(Keys keys, String allowed) {
    Secret password = keys.secret("password").orElse(new Secret(""));
    if (password.value().isEmpty()) {
      keys.fault("password", "nothing", allowed);
    }
    return password;
  }

  private Http http(Keys keys) {
    Optional<Tls> tls = tls(keys.part("tls"));
    var http = new Http(keys.text("host", "127.0.0.1", HOST, HOST_ALLOWED), keys.number("port", 8080, 0, 65_535),
        tls, keys.texts("trustedProxies", Set.of(), text -> Network.parse(text).isPresent(),
            "addresses, or networks like 10.0.0.0/8"),
        new Limits(keys.number("connectionsPerAddress", 2_000, 10, 100_000),
            keys.number("strangersPerAddress", 20, 1, 200), keys.number("requestsPerPerson", 100, 10, 10_000),
            keys.duration("uploadWithin", Duration.ofMinutes(10))));
    keys.rest();
    return http;
  }

  private Optional<Tls> tls(Keys keys) {
    Optional<Path> certificate = file(keys, "certificate");
    Optional<Path> key = file(keys, "key");
    if (certificate.isPresent() != key.isPresent()) {
      keys.fault(certificate.isPresent() ? "key" : "certificate", "nothing",
          "both a certificate and a key, or neither");
    }
    keys.rest();
    return certificate.flatMap(pem -> key.map(secret -> new Tls(pem, secret)));
  }

  private static Optional<Path> file(Keys keys, String key) {
    Path path = keys.read(key, null, Path::of, "a readable file");
    if (path != null && !Files.isReadable(path)) {
      keys.fault(key, "a file that cannot be read: " + path, "a readable file");
    }
    return Optional.ofNullable(path);
  }

  private Management management(Keys keys) {
    var management = new Management(keys.text("host", "127.0.0.1", HOST, HOST_ALLOWED),
        keys.number("port", 8081, 0, 65_535));
    keys.rest();
    return management;
  }

  private DatabaseConfig database(Keys keys) {
    int connections = keys.number("connections", 10, 2, 100);
    boolean external = keys.has("host");
    if (!external) {
      var embedded = new DatabaseConfig.Embedded(keys.number("port", 0, 0, 65_535), connections);
      keys.rest("connections, port, or host with name, user, password and passwordFile for one of your own");
      return embedded;
    }
    var database = new DatabaseConfig.External(keys.text("host", null, HOST, HOST_ALLOWED),
        keys.number("port", 5432, 1, 65_535), keys.text("name", "scoutline", "[A-Za-z0-9_-]{1,63}", "a name"),
        keys.text("user", "scoutline", "[A-Za-z0-9_-]{1,63}", "a name"),
        password(keys, "the password of the database's user, or passwordFile"), connections);
    keys.rest();
    return database;
  }

  private Memory memory(Keys keys) {
    var memory = new Memory(keys.number("calls", 50_000, 10, 1_000_000), keys.number("events", 400_000, 0, 10_000_000));
    keys.rest();
    return memory;
  }

  private Business business(Keys keys) {
    LocalTime opens = keys.read("opens", LocalTime.of(9, 0), LocalTime::parse, "a time like 09:00");
    LocalTime closes = keys.read("closes", LocalTime.of(18, 0), ConfigReader::endOfDay, "a time like 18:00, or 24:00");
    if (!opens.isBefore(closes) && !closes.equals(LocalTime.MIDNIGHT)) {
      keys.fault("closes", closes.toString(), "a time after opens (" + opens + ")");
    }
    String region = keys.text("region", "RU", "[A-Z]{2}", "a country like RU");
    var business = new Business(keys.read("zone", ZoneId.of("Europe/Moscow"), ZoneId::of, "a zone like Europe/Moscow"),
        region, keys.text("locale", "ru", "ru|en", "ru or en"), openDays(keys), opens, closes,
        keys.duration("wrapUp", Duration.ofSeconds(60)));
    keys.rest();
    return business;
  }

  /** The day's last midnight is the first of the day after: hours that end there go on into nothing of that day. */
  private static LocalTime endOfDay(String text) {
    return text.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(text);
  }

  private static Set<DayOfWeek> openDays(Keys keys) {
    Set<String> names = keys.texts("openDays", Set.of(), "mon|tue|wed|thu|fri|sat|sun",
        "mon, tue, wed, thu, fri, sat, sun");
    if (names.isEmpty()) {
      return WORKDAYS;
    }
    var days = EnumSet.noneOf(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      if (names.contains(day.name().substring(0, 3).toLowerCase(Locale.ROOT))) {
        days.add(day);
      }
    }
    return days;
  }

  private Security security(Keys keys) {
    var security = new Security(keys.duration("sessionIdle", Duration.ofHours(12)),
        keys.duration("sessionLongest", Duration.ofDays(7)));
    keys.rest();
    return security;
  }

  private Agi agi(Keys keys) {
    var agi = new Agi(keys.text("host", "127.0.0.1", HOST, HOST_ALLOWED), keys.number("port", 4573, 0, 65_535),
        keys.texts("allow", Set.of("127.0.0.1"), ConfigReader::isAddress, "addresses of the PBXs"),
        Duration.ofMillis(keys.number("answerWithinMs", 600, 50, 60_000)));
    keys.rest();
    return agi;
  }

  private List<PbxConfig> pbxs(Keys keys) {
    var pbxs = new ArrayList<PbxConfig>();
    Set<String> names = new HashSet<>();
    for (Keys each : keys.parts("pbxs")) {
      PbxConfig pbx = pbx(each);
      if (!pbx.name().isEmpty() && !names.add(pbx.name())) {
        each.fault("name", "'" + pbx.name() + "' a second time", "a name of its own for each PBX");
      }
      pbxs.add(pbx);
    }
    return pbxs;
  }

  private PbxConfig pbx(Keys keys) {
    Secret password = password(keys, "the password of the manager account, or passwordFile");
    var pbx = new PbxConfig(
        keys.text("name", null, "[a-z0-9][a-z0-9-]{0,31}", "lower-case letters, digits, hyphens"),
        keys.text("host", "127.0.0.1", HOST, HOST_ALLOWED), keys.number("port", 5038, 1, 65_535),
        keys.flag("tls", false), keys.text("user", "scoutline", "[A-Za-z0-9_-]{1,64}", "a name"),
        password,
        keys.texts("trunks", Set.of("PJSIP/trunk"), "[A-Za-z0-9]+/[A-Za-z0-9._@-]{1,79}",
            "endpoints with their technology, like PJSIP/trunk"),
        keys.texts("trunkContexts", Set.of("scoutline-incoming"), "[A-Za-z0-9_-]{1,79}", "names of contexts"),
        keys.text("queue", "scoutline", "[A-Za-z0-9_-]{1,79}", "the name of a queue"),
        Optional.ofNullable(keys.read("recordings", null, Path::of, "a folder")),
        Optional.ofNullable(keys.read("records", null, Path::of, "a file")), carried(keys));
    keys.rest();
    return pbx;
  }

  private Optional<Carried> carried(Keys keys) {
    Keys carried = keys.part("carried");
    if (!keys.has("carried")) {
      return Optional.empty();
    }
    for (String local : List.of("recordings", "records")) {
      if (keys.has(local)) {
        keys.fault(local, "a place on this host, and carried from another one", "one of them");
      }
    }
    Secret token = carried.secret("token").orElse(new Secret(""));
    if (!token.value().matches(TOKEN)) {
      carried.fault("token", token.value().isEmpty() ? "nothing" : "a token that does not suit", TOKEN_ALLOWED);
    } else if (!tokens.add(token.value())) {
      carried.fault("token", "the token of another PBX", "a token of its own for each PBX");
    }
    Path done = carried.read("done", Path.of("/var/spool/asterisk/scoutline/done"), ConfigReader::absolute,
        "a folder of the PBX's host, from the root");
    carried.rest("token, tokenFile, done");
    return Optional.of(new Carried(token, done));
  }

  private static Path absolute(String text) {
    if (!text.startsWith("/")) {
      throw new IllegalArgumentException(text);
    }
    return Path.of(text);
  }

  private Logging logging(Keys keys) {
    var logging = new Logging(keys.flag("json", true));
    keys.rest();
    return logging;
  }
}
