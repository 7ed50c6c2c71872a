package io.scoutline.platform.backup;

import io.scoutline.platform.database.DatabaseAddress;
import io.scoutline.platform.database.Migrations;
import io.scoutline.platform.database.Migrations.Migration;
import io.scoutline.platform.wire.Problem;
import io.scoutline.platform.wire.Wire;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A back-up that was read and found whole, ready to be brought into an empty database. All doubts are told before
 * anything is touched.
 */
public final class Restore implements AutoCloseable {

  /** @param missing recordings that are not where they were, each with its path and the reason */
  public record Summary(Instant takenAt, int tables, long rows, long recordings, List<String> missing) {}

  private final Path file;
  private final ZipFile zip;
  private final Manifest manifest;

  private Restore(Path file, ZipFile zip, Manifest manifest) {
    this.file = file;
    this.zip = zip;
    this.manifest = manifest;
  }

  /** @throws BackupRefused when the file is damaged, is none of ours, or was written by a newer version */
  public static Restore open(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        throw new BackupRefused("There is no file " + file + ".");
      }
      if (!SealedZip.isWhole(file)) {
        throw new BackupRefused(file + " is damaged or no back-up: its bytes are not those that were written."
            + " Nothing was touched.");
      }
      var zip = new ZipFile(file.toFile());
      try {
        return new Restore(file, zip, manifest(file, zip));
      } catch (IOException | RuntimeException failure) {
        zip.close();
        throw failure;
      }
    } catch (IOException failure) {
      throw new BackupRefused(file + " cannot be read: " + failure.getMessage() + ". Nothing was touched.", failure);
    }
  }

  private static Manifest manifest(Path file, ZipFile zip) throws IOException {
    Manifest manifest;
    try (InputStream in = entry(zip, Backup.MANIFEST)) {
      manifest = Wire.read(Buffer.buffer(in.readAllBytes()), Manifest.class);
    } catch (Problem notOurs) {
      throw new BackupRefused(file + " is of a form that this version does not know. Nothing was touched.", notOurs);
    }
    List<String> newer = manifest.migrations().stream().map(Migration::script)
        .filter(script -> !Migrations.isKnown(script)).toList();
    if (manifest.format() != Manifest.FORMAT || !newer.isEmpty()) {
      throw new BackupRefused(file + " was written by version " + manifest.version()
          + ", whose tables this version does not know: " + newer + ". Nothing was touched.");
    }
    return manifest;
  }

  /**
   * Brings everything into the database and compares the recordings' folder with the list; waits. All rows
   * are there when it returns. One that failed or was cut short leaves no rows, and a mark for which no server takes
   * the database; it may be run again.
   *
   * @throws BackupRefused when the database is not empty, or does not take the rows
   */
  public Summary into(DatabaseAddress database, Path recordings) {
    try {
      prepare(database);
      Migrations.applyOnly(database, manifest.migrations().stream().map(Migration::script).toList());
      new Loading(zip, manifest).into(database);
      Migrations.apply(database);
      List<String> missing;
      try (InputStream list = entry(zip, Backup.RECORDINGS)) {
        missing = RecordingList.missing(recordings, list);
      }
      return new Summary(manifest.takenAt(), manifest.tables().size(), manifest.rows(), manifest.recordings().files(),
          missing);
    } catch (SQLException | IOException failure) {
      throw new BackupRefused("The back-up " + file + " was not restored: " + failure.getMessage()
          + ". The database is not to be used; run it again, it begins anew.", failure);
    }
  }

  private void prepare(DatabaseAddress database) throws SQLException {
    try (Connection connection = Session.open(database)) {
      var catalogue = new Catalogue(connection);
      if (catalogue.isUnfinished()) {
        clear(connection, catalogue);
      } else if (!catalogue.isEmpty()) {
        throw new BackupRefused("The database " + database + " is not empty; it was left as it is.");
      }
      connection.rollback();
    }
    Set<Migration> known = Migrations.known(database);
    List<String> other = manifest.migrations().stream().filter(one -> !known.contains(one)).map(Migration::script)
        .toList();
    if (!other.isEmpty()) {
      throw new BackupRefused("The tables in " + file + " were made by other migrations of the same name: " + other
          + ". Nothing was touched.");
    }
    try (Connection connection = Session.open(database); var statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA IF NOT EXISTS " + Migrations.UNFINISHED_RESTORE);
      connection.commit();
    }
  }

  /** Throws away what a restore that was cut short had made; the mark that it was stays. */
  private static void clear(Connection connection, Catalogue catalogue) throws SQLException {
    try (var statement = connection.createStatement()) {
      for (String schema : catalogue.schemas()) {
        statement.execute("DROP SCHEMA " + schema + " CASCADE");
      }
      statement.execute("DROP TABLE IF EXISTS public." + Migrations.HISTORY);
    }
    connection.commit();
  }

  static InputStream entry(ZipFile zip, String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new BackupRefused(zip.getName() + " holds no " + name + "; it is no back-up of ours.");
    }
    return zip.getInputStream(entry);
  }

  @Override
  public void close() {
    try {
      zip.close();
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
