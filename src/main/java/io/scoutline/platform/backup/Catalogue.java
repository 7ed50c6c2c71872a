package io.scoutline.platform.backup;

import io.scoutline.platform.database.Migrations;
import io.scoutline.platform.database.Migrations.Migration;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What there is in a database beside its rows. Ours is all that lies in schemas of its own; {@code public} holds what
 * migrations and extensions keep for themselves.
 */
final class Catalogue {

  private static final String OURS =
      "n.nspname NOT LIKE 'pg\\_%' AND n.nspname NOT IN ('information_schema', 'public')";
  private static final String ID = "'([0-9a-f-]{36})'";
  private static final Pattern BOUND = Pattern.compile("FOR VALUES FROM \\(" + ID + "\\) TO \\(" + ID + "\\)");

  /** Numbers of transactions mean nothing in another database, and neither do rows that are made of them. */
  private static final String OF_THIS_DATABASE = "xid8";

  private final Connection connection;

  Catalogue(Connection connection) {
    this.connection = connection;
  }

  /**
   * @param tables whoever refers to others comes after them
   * @param left not to be carried to another database
   */
  record Tables(List<Table> tables, List<String> left) {}

  Tables tables() throws SQLException {
    var byId = new TreeMap<String, Table>();
    var names = new HashMap<Long, String>();
    var left = new ArrayList<String>();
    try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery("""
        SELECT c.oid, n.nspname, c.relname, p.relname AS parent, pg_get_expr(c.relpartbound, c.oid) AS bound,
               array(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0
                     AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY a.attnum) AS columns,
               exists(SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND NOT a.attisdropped AND a.attnum > 0
                      AND a.atttypid = '%s'::regtype) AS bound_here
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        LEFT JOIN pg_inherits i ON i.inhrelid = c.oid LEFT JOIN pg_class p ON p.oid = i.inhparent
        WHERE c.relkind = 'r' AND c.relpersistence = 'p' AND %s
        ORDER BY n.nspname, c.relname""".formatted(OF_THIS_DATABASE, OURS))) {
      while (row.next()) {
        String name = row.getString("nspname") + "." + row.getString("relname");
        if (row.getBoolean("bound_here")) {
          left.add(name);
        } else {
          names.put(row.getLong("oid"), name);
          byId.put(name, new Table(row.getString("nspname"), row.getString("relname"),
              List.of((String[]) row.getArray("columns").getArray()),
              part(name, row.getString("parent"), row.getString("bound"))));
        }
      }
    }
    return new Tables(inOrder(byId, references(names)), left);
  }

  private static Optional<Table.Part> part(String name, String parent, String bound) {
    if (parent == null) {
      return Optional.empty();
    }
    Matcher ids = BOUND.matcher(String.valueOf(bound));
    if (!ids.matches()) {
      throw new BackupRefused("The table " + name + " is divided in a way that is not ours: " + bound);
    }
    return Optional.of(new Table.Part(parent, UUID.fromString(ids.group(1)), UUID.fromString(ids.group(2))));
  }

  private Map<String, Set<String>> references(Map<Long, String> names) throws SQLException {
    var references = new HashMap<String, Set<String>>();
    try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(
        "SELECT conrelid, confrelid FROM pg_constraint WHERE contype = 'f' AND conrelid <> confrelid")) {
      while (row.next()) {
        String from = names.get(row.getLong(1));
        String to = names.get(row.getLong(2));
        if (from != null && to != null) {
          references.computeIfAbsent(from, _ -> new HashSet<>()).add(to);
        }
      }
    }
    return references;
  }

  private static List<Table> inOrder(TreeMap<String, Table> tables, Map<String, Set<String>> references) {
    var ordered = new ArrayList<Table>();
    var waiting = new TreeMap<>(tables);
    while (!waiting.isEmpty()) {
      String next = waiting.keySet().stream()
          .filter(name -> references.getOrDefault(name, Set.of()).stream().noneMatch(waiting::containsKey))
          .findFirst().orElseThrow(() -> new IllegalStateException("these refer to each other: " + waiting.keySet()));
      ordered.add(waiting.remove(next));
    }
    return ordered;
  }

  /** Where each sequence stands; those of no snapshot, so they are to be read after the rows. */
  List<Manifest.Sequence> sequences() throws SQLException {
    var sequences = new ArrayList<Manifest.Sequence>();
    for (String[] name : names("S")) {
      var sequence = new Manifest.Sequence(name[0], name[1], 0, false);
      try (Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery("SELECT last_value, is_called FROM " + sequence.quoted())) {
        row.next();
        sequences.add(new Manifest.Sequence(name[0], name[1], row.getLong(1), row.getBoolean(2)));
      }
    }
    return sequences;
  }

  /** All tables, quoted, also those that hold rows only in their parts, and those that are left. */
  List<String> everyTable() throws SQLException {
    var tables = new ArrayList<String>();
    for (String[] name : names("r", "p")) {
      tables.add(Table.quoted(name[0]) + "." + Table.quoted(name[1]));
    }
    return tables;
  }

  private List<String[]> names(String... kinds) throws SQLException {
    var names = new ArrayList<String[]>();
    try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery("""
        SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('%s') AND %s
        ORDER BY n.nspname, c.relname""".formatted(String.join("', '", kinds), OURS))) {
      while (row.next()) {
        names.add(new String[] {row.getString(1), row.getString(2)});
      }
    }
    return names;
  }

  /** In the order of their names; empty for a database without our tables. */
  List<Migration> migrations() throws SQLException {
    var applied = new ArrayList<Migration>();
    try (Statement statement = connection.createStatement()) {
      if (asked("SELECT to_regclass('public." + Migrations.HISTORY + "') IS NOT NULL")) {
        try (ResultSet row = statement.executeQuery("SELECT script, checksum FROM public." + Migrations.HISTORY
            + " WHERE success AND checksum IS NOT NULL ORDER BY script")) {
          while (row.next()) {
            applied.add(new Migration(row.getString(1), row.getInt(2)));
          }
        }
      }
    }
    return applied;
  }

  /** Whether a restore into it was begun and not finished. */
  boolean isUnfinished() throws SQLException {
    return asked("SELECT to_regnamespace('" + Migrations.UNFINISHED_RESTORE + "') IS NOT NULL");
  }

  private boolean asked(String question) throws SQLException {
    try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(question)) {
      return row.next() && row.getBoolean(1);
    }
  }

  /** What somebody made here: tables, views, sequences, but nothing that an extension brought. */
  boolean isEmpty() throws SQLException {
    return asked("""
        SELECT NOT exists(SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
          WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
            AND c.relkind IN ('r', 'p', 'v', 'm', 'S')
            AND NOT exists(SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
                           AND d.deptype = 'e'))""");
  }

  /** Schemas of ours, quoted, the mark aside. */
  List<String> schemas() throws SQLException {
    var schemas = new ArrayList<String>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT n.nspname FROM pg_namespace n WHERE " + OURS
            + " AND n.nspname <> '" + Migrations.UNFINISHED_RESTORE + "'")) {
      while (row.next()) {
        schemas.add(Table.quoted(row.getString(1)));
      }
    }
    return schemas;
  }
}
