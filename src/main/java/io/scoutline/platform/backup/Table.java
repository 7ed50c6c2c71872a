package io.scoutline.platform.backup;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A table that holds rows of its own: an ordinary one, or one part of a partitioned one.
 *
 * @param columns in their order
 */
record Table(String schema, String name, List<String> columns, Optional<Part> part) {

  /**
   * Which part of its parent, in the same schema, it holds.
   *
   * @param from the first id
   * @param until the first id of the next
   */
  record Part(String parent, UUID from, UUID until) {}

  Table {
    columns = List.copyOf(columns);
  }

  /** As it stands in a statement; names are never taken as they are. */
  String quoted() {
    return quoted(schema) + "." + quoted(name);
  }

  String quotedColumns() {
    return String.join(", ", columns.stream().map(Table::quoted).toList());
  }

  /** How its rows are called in the file. */
  String entry() {
    return "tables/" + schema + "." + name + ".copy";
  }

  static String quoted(String name) {
    if (name.isEmpty() || name.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("no name of a table");
    }
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
