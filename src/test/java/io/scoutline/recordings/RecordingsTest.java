package io.scoutline.recordings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.scoutline.Await;
import io.scoutline.kernel.CallId;
import io.scoutline.kernel.Ids;
import io.scoutline.kernel.PbxName;
import io.scoutline.platform.TestDatabase;
import io.scoutline.platform.watch.Health;
import io.scoutline.recordings.intake.IntakeState.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** P6.1, pain 11: what appears in a done folder becomes a recording of its call, without anybody asking. */
class RecordingsTest {

  @RegisterExtension
  static final TestDatabase postgres = new TestDatabase();

  private static final PbxName MAIN = new PbxName("main");
  private static final PbxName BRANCH = new PbxName("branch");
  private static final Ids IDS = Ids.timeOrdered(Clock.systemUTC(), new Random());

  @TempDir
  Path folder;
  private final List<Recording> told = new CopyOnWriteArrayList<>();
  private Path main;
  private Path branch;
  private Recordings recordings;

  @BeforeEach
  void begin() throws IOException {
    postgres.database().update("TRUNCATE recordings.recording, calls.leg CASCADE");
    postgres.database().query("SELECT calls.ensure_months(now() - interval '1 month', now())", row -> 0);
    main = Files.createDirectories(folder.resolve("main"));
    branch = folder.resolve("branch");
    recordings = open();
  }

  @AfterEach
  void end() {
    recordings.close();
  }

  @Test
  @DisplayName("P6.1 a file that the PBX finished is told of, and again with its call as soon as the call is stored")
  void a_finished_file_finds_its_call() throws IOException {
    recordings.start();
    finished(main, "1763683000.7.raw");
    Recording alone = await(one -> one.uniqueid().equals(Optional.of("1763683000.7")));
    assertEquals(Optional.empty(), alone.call());

    CallId call = called(MAIN, "1763683000.7");
    called(BRANCH, "1763683000.7");

    Recording linked = await(one -> one.call().isPresent());
    assertEquals(alone.id(), linked.id());
    assertEquals(Optional.of(call), linked.call());
    assertEquals(List.of(linked), recordings.store().ofCall(call));
  }

  @Test
  void whoever_fails_to_hear_of_a_recording_leaves_it_taken_and_the_others_told() throws IOException {
    try (Recordings deaf = open()) {
      deaf.follow((_, _) -> {
        throw new IllegalStateException("deaf");
      });
      List<Recording> after = new CopyOnWriteArrayList<>();
      deaf.follow((recording, _) -> after.add(recording));
      deaf.start();
      finished(main, "1763683000.7.raw");

      awaitThat(() -> !after.isEmpty());
      awaitThat(() -> deaf.intake().get(MAIN).waiting() == 0);
      assertEquals(Optional.empty(), deaf.intake().get(MAIN).trouble());
    }
  }

  @Test
  void two_parts_of_one_channel_belong_to_one_call() throws IOException {
    CallId call = called(MAIN, "1763683000.7");
    recordings.start();
    finished(main, "1763683000.7.raw");
    finished(main, "1763683000.7-2.raw");

    await(one -> one.part() == 2 && one.call().equals(Optional.of(call)));
    await(one -> one.part() == 1 && one.call().equals(Optional.of(call)));
  }

  @Test
  @DisplayName("P2.1 a recording follows its channel when two calls turn out to be one")
  void a_recording_follows_its_channel_into_the_surviving_call() throws IOException {
    RecordingStore store = recordings.store();
    CallId first = called(MAIN, "1763683000.7");
    finished(main, "1763683000.7.raw");
    recordings.start();
    await(one -> one.call().equals(Optional.of(first)));
    assertEquals(List.of(), store.followMerges(Instant.EPOCH));

    CallId survivor = new CallId(IDS.next());
    postgres.database().update("UPDATE calls.leg SET call = $2 WHERE call = $1", first, survivor);

    assertEquals(List.of(Optional.of(survivor)),
        store.followMerges(Instant.EPOCH).stream().map(Recording::call).toList());
    assertEquals(1, store.ofCall(survivor).size());
  }

  @Test
  void files_that_were_there_before_the_server_are_taken_too_however_many() throws IOException {
    for (int i = 1; i <= 230; i++) {
      finished(main, "1763683000." + i + ".raw");
    }
    recordings.start();

    awaitThat(() -> told.size() == 230);
    awaitThat(() -> recordings.intake().get(MAIN).waiting() == 0);
    assertEquals(230, IntStream.range(0, 230).mapToObj(i -> told.get(i).id()).distinct().count());
  }

  @Test
  void a_file_that_is_still_being_copied_into_the_folder_is_waited_for() throws Exception {
    recordings.start();
    Path file = main.resolve("1763683000.7.raw");
    byte[] second = new Sounds().stereo(1_000, 9_000, 0).raw();
    for (int i = 0; i < 12; i++) {
      Files.write(file, second, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      Await.elapse(Duration.ofMillis(100));
    }

    assertEquals(Duration.ofSeconds(12), await(one -> true).duration());
    assertEquals(1, told.size());
  }

  @Test
  void a_file_from_the_future_is_taken_once_it_stays_the_same() throws IOException {
    recordings.start();
    Path file = finished(main, "1763683000.7.raw");
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(3_600)));

    await(one -> one.uniqueid().isPresent());
  }

  @Test
  void names_with_a_dot_and_folders_are_left_alone() throws IOException {
    Files.write(main.resolve(".1763683000.7.raw.Xy12"), new byte[100]);
    Files.createDirectories(main.resolve("1763683000.9.raw"));
    recordings.start();
    finished(main, "1763683000.8.raw");

    await(one -> one.uniqueid().equals(Optional.of("1763683000.8")));
    awaitThat(() -> recordings.intake().get(MAIN).waiting() == 0);
    assertTrue(Files.exists(main.resolve(".1763683000.7.raw.Xy12")));
    assertEquals(1, told.size());
  }

  @Test
  void a_folder_that_is_missing_is_said_so_and_waited_for() throws IOException {
    Health health = new Health();
    health.started();
    recordings.register(health);
    recordings.start();
    awaitThat(() -> recordings.intake().get(BRANCH).trouble().equals(Optional.of(Trouble.FOLDER_MISSING)));
    assertEquals("degraded", health.report().checks().get("recordings:branch").status());
    assertEquals("up", health.report().checks().get("recordings:main").status());
    assertTrue(health.report().isReady());

    Files.createDirectories(branch);
    finished(branch, "1763683000.7.raw");

    assertEquals(BRANCH, await(one -> true).pbx());
    awaitThat(() -> recordings.intake().get(BRANCH).trouble().isEmpty());
  }

  @Test
  void a_folder_that_was_replaced_is_watched_again() throws IOException {
    recordings.start();
    finished(main, "1763683000.7.raw");
    await(one -> one.uniqueid().equals(Optional.of("1763683000.7")));
    Files.delete(main);
    Files.createDirectories(main);

    finished(main, "1763683000.8.raw");

    await(one -> one.uniqueid().equals(Optional.of("1763683000.8")));
  }

  @Test
  void one_that_cannot_be_taken_steps_back_and_lets_the_others_pass() throws IOException {
    Path blocked = folder.resolve("data/2025/11/20");
    Files.createDirectories(blocked.getParent());
    Files.write(blocked, new byte[0]);
    Path stuck = finished(main, "1763683000.7.raw");
    Files.setLastModifiedTime(stuck, FileTime.from(Instant.parse("2025-11-20T23:58:00Z")));
    recordings.start();
    awaitThat(() -> recordings.intake().get(MAIN).failing() == 1);
    assertEquals(Optional.of(Trouble.FILES_FAIL), recordings.intake().get(MAIN).trouble());

    finished(main, "1763683000.8.raw");
    await(one -> one.uniqueid().equals(Optional.of("1763683000.8")));

    Files.delete(blocked);
    await(one -> one.uniqueid().equals(Optional.of("1763683000.7")));
    awaitThat(() -> recordings.intake().get(MAIN).trouble().isEmpty());
  }

  @Test
  void files_that_finish_while_the_database_is_away_are_taken_when_it_is_back() throws IOException {
    // pain 11: nothing is lost meanwhile
    recordings.start();
    postgres.goAway();
    try {
      Path waiting = finished(main, "1763683000.7.raw");
      awaitThat(() -> recordings.intake().get(MAIN).trouble().equals(Optional.of(Trouble.DATABASE_AWAY)));
      assertTrue(Files.exists(waiting), "kept where the PBX left it");
      assertEquals(List.of(), told);
    } finally {
      postgres.comeBack();
    }
    await(one -> one.uniqueid().equals(Optional.of("1763683000.7")));
    finished(main, "1763683000.8.raw");
    await(one -> one.uniqueid().equals(Optional.of("1763683000.8")));
    awaitThat(() -> recordings.intake().get(MAIN).trouble().isEmpty());
  }

  @Test
  void what_a_closed_server_left_the_next_one_takes() throws IOException {
    recordings.start();
    recordings.close();
    finished(main, "1763683000.7.raw");
    recordings = open();
    recordings.start();

    await(one -> one.uniqueid().equals(Optional.of("1763683000.7")));
  }

  private Recordings open() throws IOException {
    RecordingSettings settings = new RecordingSettings(folder.resolve("data"), Map.of(MAIN, main, BRANCH, branch),
        Duration.ofMillis(400), Duration.ofMillis(500), Duration.ofHours(12), 0, Duration.ofMinutes(10),
        Duration.ofHours(24), 2);
    Recordings opened =
        Recordings.open(settings, postgres.database(), IDS, Clock.systemUTC(), new SimpleMeterRegistry());
    opened.follow((recording, participants) -> told.add(recording));
    return opened;
  }

  /** As the PBX hands over: written elsewhere, then one rename. */
  private Path finished(Path into, String name) throws IOException {
    Path written = folder.resolve(name);
    Files.write(written, new Sounds().stereo(200, 9_000, name.hashCode() % 9_000).raw());
    return Files.move(written, into.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  private CallId called(PbxName pbx, String uniqueid) {
    CallId call = new CallId(IDS.next());
    postgres.database().update("""
        INSERT INTO calls.leg (call, uniqueid, pbx, endpoint, side, created_at)
        VALUES ($1, $2, $3, 'PJSIP/trunk', 'client', now())""", call, uniqueid, pbx.value());
    return call;
  }

  private void awaitThat(Callable<Boolean> condition) {
    Await.until(condition, () -> "told of " + told.size() + ", intake " + recordings.intake());
  }

  private Recording await(Predicate<Recording> wanted) {
    Await.until(() -> told.stream().anyMatch(wanted), () -> "not among " + told);
    return told.stream().filter(wanted).findFirst().orElseThrow();
  }
}
