package io.scoutline.recordings;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.scoutline.audit.AuditLog;
import io.scoutline.kernel.Actor;
import io.scoutline.kernel.CallId;
import io.scoutline.kernel.Ids;
import io.scoutline.kernel.PbxName;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.RecordingId;
import io.scoutline.kernel.Role;
import io.scoutline.kernel.TeamId;
import io.scoutline.platform.ApiServer;
import io.scoutline.platform.TestDatabase;
import io.scoutline.platform.api.SignedIn;
import io.scoutline.recordings.intake.Intake;
import io.scoutline.recordings.intake.Intake.Outcome;
import io.scoutline.recordings.listening.RecordingRoutes;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** The recordings feature over a real socket, database and disk, with a small company around it. */
public final class ListeningRoom implements AutoCloseable {

  /** A clock that goes on when told to. */
  public static final class Hands implements InstantSource {
    private volatile Instant now = Instant.parse("2026-11-20T09:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    public void passes(Duration time) {
      now = now.plus(time);
    }
  }

  private static final PbxName MAIN = new PbxName("main");
  private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** Team 1: scout and colleague, led by channel. Team 2: researcher, led by otherChannel. */
  private static final Map<String, Actor> PEOPLE = Map.of(
      "scout", new Actor(new PersonId(101), Set.of(Role.SCOUT), 1, Set.of()),
      "colleague", new Actor(new PersonId(102), Set.of(Role.MANAGER), 1, Set.of()),
      "channel", new Actor(new PersonId(103), Set.of(Role.LINE_MANAGER), 0, Set.of(new TeamId(1))),
      "otherChannel", new Actor(new PersonId(104), Set.of(Role.LINE_MANAGER), 0, Set.of(new TeamId(2))),
      "reviewer", new Actor(new PersonId(105), Set.of(Role.SUPERVISOR), 0, Set.of()),
      "head", new Actor(new PersonId(106), Set.of(Role.HEAD), 0, Set.of()),
      "admin", new Actor(new PersonId(107), Set.of(Role.ADMIN), 0, Set.of()),
      "researcher", new Actor(new PersonId(108), Set.of(Role.RESEARCHER), 2, Set.of()));

  private final TestDatabase postgres;
  private final Path folder;
  private final Hands clock = new Hands();
  private final Ids ids = Ids.timeOrdered(Clock.systemUTC(), new Random());
  private final Recordings recordings;
  private final Intake intake;
  private final ApiServer server;
  private int files;

  private ListeningRoom(TestDatabase postgres, Path folder) throws IOException {
    this.postgres = postgres;
    this.folder = folder;
    this.recordings = Recordings.open(RecordingSettings.standard(folder.resolve("data"), Map.of()),
        postgres.database(), ids, clock, new SimpleMeterRegistry());
    this.intake = new Intake(recordings.store(), recordings.archive(), ids, clock, Duration.ofHours(12), 0);
    this.server = ApiServer.serve(postgres.vertx(),
        token -> Optional.ofNullable(PEOPLE.get(token)).map(actor -> new SignedIn("1", actor, "csrf")),
        new RecordingRoutes(recordings, postgres.database(), new AuditLog(clock), clock)::register);
  }

  public static ListeningRoom open(TestDatabase postgres, Path folder) throws IOException {
    ListeningRoom room = new ListeningRoom(postgres, folder);
    room.update("TRUNCATE recordings.recording, calls.leg, calls.participant CASCADE");
    room.update("TRUNCATE people.membership, people.team, people.person CASCADE");
    postgres.database().query("SELECT calls.ensure_months(now() - interval '1 month', now())", row -> 0);
    PEOPLE.forEach((name, actor) -> postgres.database().update("""
        INSERT INTO people.person (id, name, login, created_at) OVERRIDING SYSTEM VALUE
        VALUES ($1, $2, $3, now())""", actor.person(), "Name of " + name, name));
    for (long team = 1; team <= 2; team++) {
      postgres.database().update("INSERT INTO people.team (id, name) OVERRIDING SYSTEM VALUE VALUES ($1, $2)", team,
          "Team " + team);
    }
    PEOPLE.values().stream().filter(actor -> actor.team() > 0).forEach(actor -> postgres.database().update(
        "INSERT INTO people.membership (person, team, since) VALUES ($1, $2, now())", actor.person(), actor.team()));
    return room;
  }

  public Hands clock() {
    return clock;
  }

  public int port() {
    return server.uri().getPort();
  }

  /** A recording of a call in which this person spoke. */
  public Recording recorded(byte[] raw, String who) throws IOException {
    return calledBy(unlinked(raw), who);
  }

  public Recording unlinked(byte[] raw) throws IOException {
    Path file = folder.resolve("1763683000." + ++files + ".raw");
    Files.write(file, raw);
    return ((Outcome.Taken) intake.take(MAIN, file)).recording();
  }

  /** 115 MB of silence that take no room on the disk of the test. */
  public Recording anHour(String who) throws IOException {
    Recording minute = recorded(new byte[4], who);
    try (RandomAccessFile sparse = new RandomAccessFile(recordings.archive().audio(minute).toFile(), "rw")) {
      sparse.setLength(44 + 3_600L * 32_000);
    }
    update("UPDATE recordings.recording SET duration_ms = 3600000, bytes = 115200044");
    return recordings.store().find(minute.id()).orElseThrow();
  }

  private Recording calledBy(Recording recording, String who) {
    CallId call = new CallId(ids.next());
    postgres.database().update("""
        INSERT INTO calls.leg (call, uniqueid, pbx, endpoint, side, created_at)
        VALUES ($1, $2, 'main', 'PJSIP/trunk', 'client', now())""", call, recording.uniqueid());
    rang(call, who, "answered");
    return recordings.store().link(Instant.EPOCH).stream()
        .filter(linked -> linked.id().equals(recording.id())).findFirst().orElseThrow();
  }

  public void rang(CallId call, String who, String outcome) {
    postgres.database().update("""
        INSERT INTO calls.participant (call, person, outcome, placed, talk_ms, hold_ms, ring_ms)
        VALUES ($1, $2, $3, false, 0, 0, 1000)""", call, PEOPLE.get(who).person(), outcome);
  }

  public void movesToOtherTeam(String who) {
    postgres.database().update("UPDATE people.membership SET team = 2 WHERE person = $1", PEOPLE.get(who).person());
  }

  public void update(String sql) {
    postgres.database().update(sql);
  }

  /** Which recordings of these calls this person is told of in lists of calls. */
  public Map<CallId, List<RecordingId>> audibleTo(String who, List<CallId> calls) {
    return recordings.soundsOf(calls).audibleTo(PEOPLE.get(who));
  }

  public List<String> auditOf(Recording recording) {
    return postgres.database().query("SELECT action FROM audit.entry WHERE subject = $1",
        row -> row.getString("action"), "recording:" + recording.id());
  }

  public HttpResponse<String> get(String who, String path) throws IOException, InterruptedException {
    return CLIENT.send(request(who, path).GET().build(), BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
  }

  public HttpResponse<String> head(String who, String path) throws IOException, InterruptedException {
    return CLIENT.send(request(who, path).HEAD().build(), BodyHandlers.ofString());
  }

  public HttpResponse<String> post(String who, String path, String json) throws IOException, InterruptedException {
    return CLIENT.send(request(who, path).header("X-CSRF-Token", "csrf").header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(json)).build(), BodyHandlers.ofString());
  }

  public JsonObject json(String who, String path) throws IOException, InterruptedException {
    HttpResponse<String> response = CLIENT.send(request(who, path).GET().build(), BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new AssertionError(who + " " + path + ": " + response.statusCode() + " " + response.body());
    }
    return new JsonObject(response.body());
  }

  public HttpResponse<byte[]> range(String who, Recording recording, String range) throws Exception {
    return bytes(who, recording, Map.of("Range", range));
  }

  public HttpResponse<byte[]> bytes(String who, Recording recording, Map<String, String> headers) throws Exception {
    HttpRequest.Builder request = request(who, "/" + recording.id() + "/audio").GET();
    headers.forEach(request::header);
    return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
  }

  private HttpRequest.Builder request(String who, String path) {
    return HttpRequest.newBuilder(URI.create(server.uri() + "/api/recordings" + path))
        .timeout(Duration.ofSeconds(60)).header("Cookie", "scoutline=" + who);
  }

  @Override
  public void close() {
    server.close();
    recordings.close();
  }
}
