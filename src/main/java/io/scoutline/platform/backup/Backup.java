package io.scoutline.platform.backup;

import io.scoutline.platform.backup.Manifest.Rows;
import io.scoutline.platform.backup.Manifest.Sequence;
import io.scoutline.platform.database.DatabaseAddress;
import io.scoutline.platform.wire.Wire;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * Writes the whole database into one file while servers go on with it (P17.3): every row as it was at one moment. Locks
 * nobody out, not even whoever makes the table of the next month.
 */
public final class Backup {

  static final String MANIFEST = "manifest.json";
  static final String RECORDINGS = "recordings.jsonl";

  /** What was written, for whoever gave the command. */
  public record Summary(Path file, int tables, long rows, long recordings, long recordingBytes) {}

  private final String version;
  private final Clock clock;

  /** @param version of this server */
  public Backup(String version, Clock clock) {
    this.version = version;
    this.clock = clock;
  }

  /**
   * Waits until it is on the disk.
   *
   * @param recordings the folder whose files are listed
   * @param hash whether the list is to hold what the files contain
   * @throws BackupRefused when there is nothing to save, or no place for it
   */
  public Summary write(DatabaseAddress database, Path recordings, boolean hash, Path to) {
    try (SealedZip file = SealedZip.create(to); Connection connection = Session.open(database)) {
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setReadOnly(true);
      Instant at = clock.instant();
      var catalogue = new Catalogue(connection);
      var migrations = catalogue.migrations();
      if (migrations.isEmpty()) {
        throw new BackupRefused("There is nothing to save in " + database + ": no server has used it yet.");
      }
      Catalogue.Tables tables = catalogue.tables();
      List<Rows> rows = rows(tables.tables(), connection, file);
      List<Sequence> sequences = catalogue.sequences();
      connection.rollback();
      Manifest.Listed listed = RecordingList.write(recordings, hash, file.entry(RECORDINGS));
      var manifest = new Manifest(Manifest.FORMAT, version, at, migrations, rows, sequences, tables.left(), listed);
      file.entry(MANIFEST).write(Wire.bytes(manifest).getBytes());
      file.finish();
      return new Summary(to, rows.size(), manifest.rows(), listed.files(), listed.bytes());
    } catch (SQLException | IOException failure) {
      throw new BackupRefused("No back-up was written to " + to + ": " + failure.getMessage(), failure);
    }
  }

  /** Of parts, not of what they are parts of: that one must not be held, a part is added to it now and then. */
  private static List<Rows> rows(List<Table> tables, Connection connection, SealedZip file)
      throws SQLException, IOException {
    CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
    var rows = new ArrayList<Rows>();
    for (Table table : tables) {
      long count = copy.copyOut("COPY " + table.quoted() + " (" + table.quotedColumns() + ") TO STDOUT",
          file.entry(table.entry()));
      rows.add(new Rows(table, count));
    }
    return rows;
  }
}
