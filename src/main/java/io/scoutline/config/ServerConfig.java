package io.scoutline.config;

import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that an installation chooses; see config/scoutline.yaml for each key's meaning.
 *
 * @param trial its data may be lost, and may therefore be below the temporary folder
 */
public record ServerConfig(
    Http http, Management management, DatabaseConfig database, Memory memory, Path data, boolean trial,
    Business business, Security security, Agi agi, List<PbxConfig> pbxs, Logging logging) {

  public ServerConfig {
    pbxs = List.copyOf(pbxs);
  }

  /** @param tls both files, or neither */
  public record Http(String host, int port, Optional<Tls> tls, Set<String> trustedProxies, Limits limits) {}

  /**
   * What one address may hold at once, all of an IPv6 /64 together, for how long, and what a person may ask (P16.2).
   *
   * @param connectionsPerAddress WebSockets and trusted proxies aside
   * @param strangersPerAddress requests of whoever is not signed in yet
   * @param requestsPerPerson a second, over time, of whoever is signed in
   * @param uploadWithin how long a file may take to arrive
   */
  public record Limits(int connectionsPerAddress, int strangersPerAddress, int requestsPerPerson,
      Duration uploadWithin) {}

  public record Tls(Path certificate, Path key) {}

  public record Management(String host, int port) {}

  /** Either our own PostgreSQL in the data folder, or one that is already there. */
  public sealed interface DatabaseConfig {
    int connections();

    record Embedded(int port, int connections) implements DatabaseConfig {}

    record External(String host, int port, String name, String user, Secret password, int connections)
        implements DatabaseConfig {}
  }

  /**
   * What may wait in memory while the database is away (P2.5).
   *
   * @param calls whose last state waits
   * @param events of the flight records that wait with them
   */
  public record Memory(int calls, int events) {}

  /**
   * @param openDays the days on which, between {@code opens} and {@code closes}, calls are taken (P4.4)
   * @param closes midnight for the end of the day
   */
  public record Business(ZoneId zone, String region, String locale, Set<DayOfWeek> openDays, LocalTime opens,
      LocalTime closes, Duration wrapUp) {}

  public record Security(Duration sessionIdle, Duration sessionLongest) {}

  /** Where the PBXs ask for routes; only from {@code allow}. The dialplan waits 0.7 s for an answer. */
  public record Agi(String host, int port, Set<String> allow, Duration answerWithin) {}

  /**
   * @param trunks endpoints that lead outside, with their technology: {@code PJSIP/trunk}
   * @param trunkContexts contexts in which calls from outside begin
   * @param recordings where finished recordings arrive
   * @param records the file in which the PBX writes down its calls by itself (P2.6)
   * @param carried of a PBX on another host, in place of the two: its script brings both
   */
  public record PbxConfig(String name, String host, int port, boolean tls, String user, Secret password,
      Set<String> trunks, Set<String> trunkContexts, String queue, Optional<Path> recordings,
      Optional<Path> records, Optional<Carried> carried) {}

  /**
   * @param token of the script, nobody else's
   * @param done where the PBX leaves its finished recordings, on its own host
   */
  public record Carried(Secret token, Path done) {}

  public record Logging(boolean json) {}

  /** A password: never part of a text. */
  public record Secret(String value) {
    @Override
    public String toString() {
      return "***";
    }
  }
}
