package io.scoutline.platform.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.platform.TestDatabase;
import io.scoutline.platform.database.DatabaseAddress;
import io.scoutline.platform.database.Migrations;
import io.scoutline.platform.database.UnsuitableDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** P17.3: what a back-up promises, and what a restore refuses before it touches anything. */
class BackupTest {

  @RegisterExtension
  static final TestDatabase postgres = new TestDatabase();

  @TempDir
  Path folder;

  private Path saved;
  private Path recordings;

  @BeforeEach
  void names() throws IOException {
    saved = folder.resolve("saved.zip");
    recordings = Files.createDirectories(folder.resolve("recordings"));
  }

  @Test
  void a_back_up_is_for_its_owners_eyes_and_never_overwrites() throws Exception {
    save(postgres.address());
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(saved)));
    byte[] first = Files.readAllBytes(saved);
    String told = assertThrows(BackupRefused.class, () -> save(postgres.address())).getMessage();
    assertTrue(told.contains("is there already"), told);
    assertEquals(-1, java.util.Arrays.mismatch(first, Files.readAllBytes(saved)));
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(2, left.count(), "nothing half-written is left");
    }
  }

  @Test
  void what_an_earlier_attempt_left_half_written_is_begun_anew() throws Exception {
    Path half = Files.writeString(folder.resolve("saved.zip.part"), "half of a back-up".repeat(100_000));
    Files.setPosixFilePermissions(half, PosixFilePermissions.fromString("rw-r--r--"));
    save(postgres.address());
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(saved)));
    Restore.open(saved).close();
  }

  @Test
  void a_byte_that_changed_anywhere_is_noticed() throws Exception {
    save(postgres.address());
    byte[] whole = Files.readAllBytes(saved);
    var random = new Random(5);
    var places = new ArrayList<>(List.of(0, whole.length - 1, whole.length - 64, whole.length - 65));
    for (int i = 0; i < 60; i++) {
      places.add(random.nextInt(whole.length));
    }
    for (int place : places) {
      byte[] changed = whole.clone();
      changed[place] ^= 1;
      Path file = Files.write(folder.resolve("changed.zip"), changed);
      assertThrows(BackupRefused.class, () -> Restore.open(file), () -> "byte " + place);
    }
    for (int length : List.of(0, 1, 64, 65, whole.length / 2, whole.length - 1)) {
      Path file = Files.write(folder.resolve("cut.zip"), java.util.Arrays.copyOf(whole, length));
      assertThrows(BackupRefused.class, () -> Restore.open(file), () -> length + " bytes");
    }
  }

  @Test
  void a_database_in_which_anything_lies_is_left_as_it_is() throws Exception {
    save(postgres.address());
    DatabaseAddress taken = TestDatabase.empty("");
    run(taken, "CREATE TABLE public.somebodys (said text)");
    try (Restore restore = Restore.open(saved)) {
      assertThrows(BackupRefused.class, () -> restore.into(taken, recordings));
      assertThrows(BackupRefused.class, () -> restore.into(postgres.address(), recordings));
    }
    assertEquals("somebodys", text(taken, "SELECT string_agg(relname, ' ') FROM pg_class c"
        + " JOIN pg_namespace n ON n.oid = relnamespace WHERE relkind = 'r' AND nspname NOT LIKE 'pg%'"
        + " AND nspname <> 'information_schema'"));
  }

  @Test
  void tables_of_a_newer_version_are_refused_before_anything_is_touched() throws Exception {
    DatabaseAddress newer = migrated();
    run(newer, "INSERT INTO schema_history SELECT 9999, '999', 'future', type, 'V999__future.sql', 1, installed_by,"
        + " installed_on, 1, true FROM schema_history LIMIT 1");
    save(newer);
    String told = assertThrows(BackupRefused.class, () -> Restore.open(saved)).getMessage();
    assertTrue(told.contains("V999__future.sql") && told.contains("9.9"), told);
  }

  @Test
  void migrations_that_were_changed_since_are_refused() throws Exception {
    DatabaseAddress other = migrated();
    run(other, "UPDATE schema_history SET checksum = checksum + 1 WHERE script = 'V350__presence.sql'");
    save(other);
    DatabaseAddress target = TestDatabase.empty("");
    try (Restore restore = Restore.open(saved)) {
      String told = assertThrows(BackupRefused.class, () -> restore.into(target, recordings)).getMessage();
      assertTrue(told.contains("V350__presence.sql"), told);
    }
    Migrations.apply(target);
  }

  @Test
  void data_of_an_older_version_are_brought_up_to_this_one() throws Exception {
    DatabaseAddress older = TestDatabase.empty("");
    Migrations.applyOnly(older, Stream.of("V001__extensions.sql", "V100__audit.sql", "V101__people.sql",
        "V200__clients.sql", "V300__calls.sql", "V350__presence.sql").toList());
    run(older, "INSERT INTO people.person (name, login, created_at) VALUES ('Анна', 'anna', now())");
    save(older);
    DatabaseAddress target = restored();
    assertEquals("Анна", text(target, "SELECT name FROM people.person"));
    assertEquals("0", text(target, "SELECT count(*) FROM desk.wrap_up"), "the newest tables are there, too");
    assertEquals(0, Migrations.apply(target));
  }

  @Test
  void months_sequences_and_what_migrations_bring_are_as_they_were() throws Exception {
    DatabaseAddress source = migrated();
    run(source, """
        INSERT INTO people.person (name, login, created_at) SELECT 'P' || i, 'p' || i, now()
          FROM generate_series(1, 50) i;
        DELETE FROM people.person WHERE id > 10;
        DELETE FROM board.counting_rule WHERE version = 2;
        UPDATE board.norm SET least = 33;
        SELECT calls.ensure_months('2019-11-05', '2020-02-01');
        INSERT INTO calls.note SELECT calls.id_from('2019-12-24'), 1,
          E'tab\\tline\\nback\\\\slash "quote" \\u00e9', now();
        INSERT INTO audit.entry (at, action, subject, detail) VALUES (now(), 'a.b', 'c', '{"d": [1, null]}');
        INSERT INTO clients.client (name, created_at, updated_at) VALUES ('Север', now(), now())""");
    save(source);
    DatabaseAddress target = restored();
    assertEquals("10 33 1", text(target, "SELECT (SELECT count(*) FROM people.person) || ' '"
        + " || (SELECT least FROM board.norm) || ' ' || (SELECT count(*) FROM board.counting_rule)"));
    assertEquals("tab\tline\nback\\slash \"quote\" é", text(target, "SELECT text FROM calls.note_2019_12"));
    assertEquals("51", text(target, "INSERT INTO people.person (name, login, created_at)"
        + " VALUES ('New', 'new', now()) RETURNING id"));
    assertThrows(SQLException.class, () -> run(target, "DELETE FROM audit.entry"), "triggers are on again");
    assertEquals("0", text(target, "SELECT count(*) FROM clients.change"), "loading is no change of a client");
    run(target, "UPDATE clients.client SET name = 'Юг'");
    assertEquals("1", text(target, "SELECT count(*) FROM clients.change"));
  }

  @Test
  void rows_are_those_of_one_moment_while_others_write() throws Exception {
    DatabaseAddress source = migrated();
    run(source, "INSERT INTO people.person (name, login, created_at) SELECT 'P' || i, 'p' || i, now()"
        + " FROM generate_series(1, 20000) i");
    var writing = new AtomicBoolean(true);
    Thread writer = Thread.ofVirtual().start(() -> {
      try (Connection connection = connect(source); var statement = connection.createStatement()) {
        connection.setAutoCommit(false);
        for (int i = 0; writing.get(); i++) {
          statement.execute("INSERT INTO presence.availability VALUES (" + i + ", true, null, now())");
          statement.execute("INSERT INTO promises.considered VALUES (gen_random_uuid())");
          statement.execute("INSERT INTO audit.entry (at, action, subject) VALUES (now(), 'a.b', 'c')");
          connection.commit();
        }
      } catch (SQLException failure) {
        throw new IllegalStateException(failure);
      }
    });
    try {
      save(source);
    } finally {
      writing.set(false);
      writer.join();
    }
    DatabaseAddress target = restored();
    String each = text(target, "SELECT count(*) FROM presence.availability");
    assertEquals(each, text(target, "SELECT count(*) FROM promises.considered"));
    assertEquals(each, text(target, "SELECT count(*) FROM audit.entry"));
  }

  @Test
  void the_next_month_is_made_while_a_back_up_goes_on() throws Exception {
    DatabaseAddress source = migrated();
    run(source, "SELECT calls.ensure_months('2019-11-05', '2019-12-01')");
    try (Connection reading = Session.open(source); var statement = reading.createStatement()) {
      for (Table table : new Catalogue(reading).tables().tables()) {
        statement.execute("SELECT count(*) FROM " + table.quoted()); // takes the lock that COPY takes
      }
      run(source, "SET lock_timeout = '5s'; SELECT calls.ensure_months('2020-01-05', '2020-01-06')");
    }
  }

  @Test
  void a_restore_that_was_cut_short_lets_no_server_in_and_is_begun_anew() throws Exception {
    DatabaseAddress source = migrated();
    run(source, "INSERT INTO people.person (name, login, created_at) VALUES ('Анна', 'anna', now())");
    save(source);
    DatabaseAddress target = TestDatabase.empty("");
    Migrations.apply(target);
    run(target, "CREATE SCHEMA " + Migrations.UNFINISHED_RESTORE + "; SELECT calls.ensure_months(now(), now())");
    String told = assertThrows(UnsuitableDatabase.class, () -> Migrations.apply(target)).getMessage();
    assertTrue(told.contains("was not finished"), told);
    try (Restore restore = Restore.open(saved)) {
      restore.into(target, recordings);
    }
    assertEquals("Анна", text(target, "SELECT name FROM people.person"));
    assertEquals(0, Migrations.apply(target));
  }

  @Test
  void recordings_are_told_that_are_missing_cut_or_changed() throws Exception {
    for (String name : List.of("whole", "gone", "cut", "changed")) {
      Files.writeString(recordings.resolve(name + ".wav"), "sound of " + name);
    }
    Files.writeString(Files.createDirectories(recordings.resolve("incoming")).resolve("half.audio"), "half");
    new Backup("9.9", Clock.systemUTC()).write(postgres.address(), recordings, true, saved);
    Files.delete(recordings.resolve("gone.wav"));
    Files.writeString(recordings.resolve("cut.wav"), "sound");
    Files.writeString(recordings.resolve("changed.wav"), "sound of Changed");
    try (Restore restore = Restore.open(saved)) {
      Restore.Summary done = restore.into(TestDatabase.empty(""), recordings);
      assertEquals(4, done.recordings());
      assertEquals(List.of("changed.wav: not the same bytes", "cut.wav: 5 bytes instead of 12", "gone.wav: missing"),
          done.missing().stream().sorted().toList());
    }
  }

  @Test
  void a_list_of_recordings_leads_nowhere_outside_their_folder() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), "12345");
    String list = "[\"../secret\",5,null]\n[\"%s\",5,null]\nnonsense\n".formatted(secret);
    List<String> missing = RecordingList.missing(recordings, new java.io.ByteArrayInputStream(list.getBytes()));
    assertEquals(List.of("../secret: missing", secret + ": missing", "a line of the list that cannot be read"),
        missing);
  }

  private void save(DatabaseAddress from) {
    Backup.Summary done = new Backup("9.9", Clock.systemUTC()).write(from, recordings, false, saved);
    assertFalse(done.tables() == 0);
  }

  private DatabaseAddress restored() {
    DatabaseAddress target = TestDatabase.empty("");
    try (Restore restore = Restore.open(saved)) {
      restore.into(target, recordings);
    }
    return target;
  }

  private static DatabaseAddress migrated() {
    DatabaseAddress address = TestDatabase.empty("");
    Migrations.apply(address);
    return address;
  }

  private static void run(DatabaseAddress where, String sql) throws SQLException {
    try (Connection connection = connect(where); var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String text(DatabaseAddress where, String question) throws SQLException {
    try (Connection connection = connect(where); var statement = connection.createStatement();
        var row = statement.executeQuery(question)) {
      assertTrue(row.next());
      return row.getString(1);
    }
  }

  private static Connection connect(DatabaseAddress where) throws SQLException {
    return DriverManager.getConnection(where.jdbcUrl(), where.user(), where.password());
  }
}
