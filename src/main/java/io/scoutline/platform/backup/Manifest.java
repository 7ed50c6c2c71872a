package io.scoutline.platform.backup;

import io.scoutline.platform.database.Migrations.Migration;
import java.time.Instant;
import java.util.List;

/**
 * What a back-up says of itself.
 *
 * @param format of the file; another number is another format
 * @param version of the server that wrote it
 * @param takenAt the rows are those of this moment, or of the seconds after it
 * @param migrations that had made the tables
 * @param tables in an order in which nobody is missed who is referred to
 * @param left tables whose rows mean nothing in another database
 */
record Manifest(int format, String version, Instant takenAt, List<Migration> migrations, List<Rows> tables,
    List<Sequence> sequences, List<String> left, Listed recordings) {

  static final int FORMAT = 1;

  record Rows(Table table, long rows) {}

  /** @param called whether {@code value} was given out already */
  record Sequence(String schema, String name, long value, boolean called) {

    String quoted() {
      return Table.quoted(schema) + "." + Table.quoted(name);
    }
  }

  /** @param hashed whether the list holds what the files contained, and not their length alone */
  record Listed(long files, long bytes, boolean hashed) {}

  Manifest {
    migrations = List.copyOf(migrations);
    tables = List.copyOf(tables);
    sequences = List.copyOf(sequences);
    left = List.copyOf(left);
  }

  long rows() {
    return tables.stream().mapToLong(Rows::rows).sum();
  }
}
