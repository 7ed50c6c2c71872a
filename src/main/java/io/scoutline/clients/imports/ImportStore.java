package io.scoutline.clients.imports;

import io.scoutline.clients.imports.base.Outcome;
import io.scoutline.clients.imports.file.ImportField;
import io.scoutline.clients.imports.file.Remark;
import io.scoutline.kernel.ClientId;
import io.scoutline.kernel.PersonId;
import io.scoutline.platform.database.Columns;
import io.scoutline.platform.database.Sql;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The record of what was loaded, and what became of the rows. */
final class ImportStore {

  private static final String IMPORT = """
      SELECT id, file_name, loaded_by, loaded_at, total_rows, created, completed, unchanged, refused, complete,
             done_through, columns
      FROM clients.import
      """;

  /** The loads of this very file, the oldest first. */
  List<Long> ofFile(Sql sql, String digest) {
    return sql.query("SELECT id FROM clients.import WHERE digest = $1 ORDER BY id", row -> row.getLong("id"), digest);
  }

  /** Nothing in this transaction waits longer than that for somebody else. */
  void waitAtMost(Sql sql, Duration time) {
    sql.query("SELECT set_config('lock_timeout', $1, true)", _ -> true, Long.toString(time.toMillis()));
  }

  long begin(Sql sql, LoadPlan plan, Instant now) {
    var mapped = new JsonArray();
    plan.columns().columns().forEach(column -> mapped.add(new JsonObject().put("header", column.header())
        .put("field", column.field().map(ImportField::code).orElse(null))));
    return sql.exactlyOne("""
        INSERT INTO clients.import (file_name, charset, separator, columns, loaded_by, loaded_at, total_rows, created,
                                    completed, unchanged, refused, digest, complete)
        VALUES ($1, $2, $3, $4, $5, $6, 0, 0, 0, 0, 0, $7, false) RETURNING id""",
        row -> row.getLong("id"),
        plan.order().fileName(), plan.format().charset().name(), String.valueOf(plan.format().separator()), mapped,
        plan.order().actor().person(), now, plan.digest());
  }

  /** How far the load has come. */
  void reached(Sql sql, long importId, Totals totals, int doneThrough) {
    sql.update("""
        UPDATE clients.import SET total_rows = $2, created = $3, completed = $4, unchanged = $5, refused = $6,
          done_through = $7
        WHERE id = $1""",
        importId, totals.rows(), totals.created(), totals.completed(), totals.unchanged(), totals.refused(),
        doneThrough);
  }

  void complete(Sql sql, long importId, int lastLine) {
    sql.update("UPDATE clients.import SET complete = true, done_through = $2 WHERE id = $1", importId, lastLine);
  }

  void report(Sql sql, long importId, List<Outcome> outcomes) {
    if (outcomes.isEmpty()) {
      return;
    }
    sql.update("""
        INSERT INTO clients.import_row (import, line, outcome, client, remarks, cells)
        SELECT $1, u.* FROM unnest($2::int[], $3::text[], $4::bigint[], $5::jsonb[], $6::jsonb[]) u""",
        importId,
        outcomes.stream().map(Outcome::line).toArray(Integer[]::new),
        outcomes.stream().map(Outcome::kind).toArray(Outcome.Kind[]::new),
        outcomes.stream().map(outcome -> outcome.client().map(ClientId::value).orElse(null)).toArray(Long[]::new),
        outcomes.stream().map(outcome -> remarks(outcome.remarks())).toArray(Object[]::new),
        outcomes.stream().map(outcome -> new JsonArray(new ArrayList<Object>(outcome.cells()))).toArray(Object[]::new));
  }

  /** The newest first; everybody's, or those that one person has loaded. */
  List<LoadedFile> all(Sql sql, Optional<PersonId> by, int atMost) {
    return sql.query(IMPORT + "WHERE $1::bigint IS NULL OR loaded_by = $1 ORDER BY id DESC LIMIT $2",
        ImportStore::loaded, by.orElse(null), atMost);
  }

  Optional<LoadedFile> find(Sql sql, Optional<PersonId> by, long importId) {
    return sql.one(IMPORT + "WHERE id = $1 AND ($2::bigint IS NULL OR loaded_by = $2)", ImportStore::loaded, importId,
        by.orElse(null));
  }

  /** The rows worth a word behind the given line, in order. */
  List<Outcome> rows(Sql sql, long importId, int afterLine, int atMost) {
    return sql.query("""
        SELECT line, outcome, client, remarks, cells FROM clients.import_row
        WHERE import = $1 AND line > $2 ORDER BY line LIMIT $3""",
        ImportStore::outcome, importId, afterLine, atMost);
  }

  private static JsonArray remarks(List<Remark> remarks) {
    var json = new JsonArray();
    remarks.forEach(remark -> json.add(new JsonObject().put("code", remark.code().name())
        .put("field", remark.field().map(ImportField::code).orElse(null)).put("value", remark.value())));
    return json;
  }

  private static Outcome outcome(Row row) {
    var remarks = new ArrayList<Remark>();
    ((JsonArray) row.getJson("remarks")).forEach(each -> {
      var remark = (JsonObject) each;
      remarks.add(new Remark(Remark.Code.valueOf(remark.getString("code")),
          Optional.ofNullable(remark.getString("field")).flatMap(ImportField::ofCode), remark.getString("value")));
    });
    return new Outcome(row.getInteger("line"), Columns.constant(row, "outcome", Outcome.Kind.class),
        Optional.ofNullable(row.getLong("client")).map(ClientId::new), remarks,
        ((JsonArray) row.getJson("cells")).stream().map(String::valueOf).toList());
  }

  private static LoadedFile loaded(Row row) {
    var totals = new Totals(row.getInteger("total_rows"), row.getInteger("created"), row.getInteger("completed"),
        row.getInteger("unchanged"), row.getInteger("refused"));
    List<String> headers = ((JsonArray) row.getJson("columns")).stream()
        .map(column -> ((JsonObject) column).getString("header")).toList();
    return new LoadedFile(row.getLong("id"), row.getString("file_name"), new PersonId(row.getLong("loaded_by")),
        Columns.instant(row, "loaded_at"), totals, row.getBoolean("complete"), row.getInteger("done_through"), headers);
  }
}
