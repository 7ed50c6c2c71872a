package io.scoutline.platform.backup;

import io.scoutline.platform.backup.Manifest.Rows;
import io.scoutline.platform.backup.Manifest.Sequence;
import io.scoutline.platform.database.DatabaseAddress;
import io.scoutline.platform.database.Migrations;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** Rows into tables that were just made, all in one transaction. */
final class Loading {

  private final ZipFile zip;
  private final Manifest manifest;

  Loading(ZipFile zip, Manifest manifest) {
    this.zip = zip;
    this.manifest = manifest;
  }

  void into(DatabaseAddress database) throws SQLException, IOException {
    try (Connection connection = Session.open(database); Statement statement = connection.createStatement()) {
      var catalogue = new Catalogue(connection);
      for (Rows rows : manifest.tables()) {
        makePart(rows.table(), statement);
      }
      requireSame(catalogue.tables().tables());
      List<String> every = catalogue.everyTable();
      // What a row made happen when it was new has happened; it is among the rows, too.
      for (String table : every) {
        statement.execute("ALTER TABLE " + table + " DISABLE TRIGGER USER");
      }
      // Migrations bring rows of their own, and the back-up has them as they were.
      statement.execute("TRUNCATE " + String.join(", ", every));
      statement.execute("SET CONSTRAINTS ALL DEFERRED");
      load(connection);
      statement.execute("SET CONSTRAINTS ALL IMMEDIATE");
      for (String table : every) {
        statement.execute("ALTER TABLE " + table + " ENABLE TRIGGER USER");
      }
      setSequences(connection);
      statement.execute("DROP SCHEMA " + Migrations.UNFINISHED_RESTORE);
      statement.execute("ANALYZE");
      connection.commit();
    }
  }

  /** The names are quoted, and the bounds were read as ids: nothing of the file is taken as a statement. */
  private static void makePart(Table table, Statement statement) throws SQLException {
    if (table.part().isPresent()) {
      Table.Part part = table.part().get();
      statement.execute("CREATE TABLE IF NOT EXISTS " + table.quoted() + " PARTITION OF "
          + Table.quoted(table.schema()) + "." + Table.quoted(part.parent())
          + " FOR VALUES FROM ('" + part.from() + "') TO ('" + part.until() + "')");
    }
  }

  private void requireSame(List<Table> here) {
    Set<Table> told = manifest.tables().stream().map(Rows::table).collect(Collectors.toSet());
    if (!told.equals(Set.copyOf(here))) {
      throw new BackupRefused(zip.getName() + " holds other tables than its migrations make; it was not restored.");
    }
  }

  private void load(Connection connection) throws SQLException, IOException {
    CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
    for (Rows rows : manifest.tables()) {
      Table table = rows.table();
      try (InputStream in = Restore.entry(zip, table.entry())) {
        long count = copy.copyIn("COPY " + table.quoted() + " (" + table.quotedColumns() + ") FROM STDIN", in);
        if (count != rows.rows()) {
          throw new BackupRefused(table.entry() + " holds " + count + " rows instead of " + rows.rows()
              + "; it was not restored.");
        }
      }
    }
  }

  private void setSequences(Connection connection) throws SQLException {
    try (PreparedStatement set = connection.prepareStatement("SELECT setval(?::regclass, ?, ?)")) {
      for (Sequence sequence : manifest.sequences()) {
        set.setString(1, sequence.quoted());
        set.setLong(2, sequence.value());
        set.setBoolean(3, sequence.called());
        set.executeQuery().close();
      }
    }
  }
}
