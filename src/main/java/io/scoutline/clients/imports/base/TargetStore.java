package io.scoutline.clients.imports.base;

import io.scoutline.clients.Category;
import io.scoutline.clients.DecisionRole;
import io.scoutline.clients.imports.file.ImportField;
import io.scoutline.clients.imports.file.ImportRow;
import io.scoutline.clients.passport.ContactFields;
import io.scoutline.clients.search.Text;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.PhoneNumber;
import io.scoutline.platform.database.Columns;
import io.scoutline.platform.database.Sql;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Finds the clients that the rows of a batch may belong to. */
public final class TargetStore {

  private record Key(String key, long client) {}

  private record Named(String folded, long client, boolean ours) {}

  private static final Map<ImportField, String> TEXTS = Map.of(
      ImportField.CHANNEL, "channel", ImportField.SUBCHANNEL, "subchannel", ImportField.REGION, "region",
      ImportField.SEGMENT, "segment", ImportField.SOURCE, "source", ImportField.SOURCE_DETAIL, "source_detail",
      ImportField.NOTE, "note");

  public Batch batch(Sql sql, long importId, Collection<ImportRow.Readable> rows) {
    List<Key> byTaxId = keys(sql, """
        SELECT tax_id AS key, client FROM clients.legal_entity WHERE tax_id COLLATE "C" = ANY($1)""",
        rows.stream().flatMap(row -> row.taxId().stream()));
    List<Key> byNumber = keys(sql, """
        SELECT DISTINCT e164 AS key, client FROM clients.number WHERE e164 COLLATE "C" = ANY($1)""",
        rows.stream().flatMap(row -> Stream.concat(row.numbers().stream(), row.contactNumbers().stream()))
            .map(PhoneNumber::e164));
    List<Named> byName = named(sql, importId, rows);
    Set<Long> wanted = new TreeSet<>();
    Stream.concat(byTaxId.stream(), byNumber.stream()).map(Key::client).forEach(wanted::add);
    byName.stream().filter(Named::ours).map(Named::client).forEach(wanted::add);
    Map<Long, Target> targets = load(sql, importId, wanted.toArray(Long[]::new));

    Map<String, Target> madeHere = new HashMap<>();
    Map<String, Long> namesakes = new HashMap<>();
    byName.stream().filter(Named::ours).forEach(one -> madeHere.putIfAbsent(one.folded(), targets.get(one.client())));
    byName.stream().filter(one -> !one.ours()).forEach(one -> namesakes.putIfAbsent(one.folded(), one.client()));
    var batch = new Batch(targets.values(), madeHere, namesakes);
    batch.index(index(byTaxId, targets), index(byNumber, targets));
    return batch;
  }

  private static List<Key> keys(Sql sql, String select, Stream<String> keys) {
    String[] wanted = keys.distinct().toArray(String[]::new);
    return wanted.length == 0
        ? List.of()
        : sql.query(select, row -> new Key(row.getString("key"), row.getLong("client")), (Object) wanted);
  }

  private static List<Named> named(Sql sql, long importId, Collection<ImportRow.Readable> rows) {
    String[] names = rows.stream().map(row -> Text.folded(row.name())).distinct().toArray(String[]::new);
    return sql.query("""
        SELECT clients.folded(name) AS folded, min(id) AS client, import IS NOT DISTINCT FROM $2 AS ours
        FROM clients.client WHERE clients.folded(name) COLLATE "C" = ANY($1)
        GROUP BY 1, 3""",
        row -> new Named(row.getString("folded"), row.getLong("client"), row.getBoolean("ours")), names, importId);
  }

  private static Map<String, List<Target>> index(List<Key> keys, Map<Long, Target> targets) {
    var index = new HashMap<String, List<Target>>();
    keys.forEach(key -> index.computeIfAbsent(key.key(), first -> new ArrayList<>()).add(targets.get(key.client())));
    return index;
  }

  /** Holds the rows until the transaction ends, so that nobody changes them in between. */
  private static Map<Long, Target> load(Sql sql, long importId, Long[] ids) {
    var targets = new LinkedHashMap<Long, Target>();
    if (ids.length == 0) {
      return targets;
    }
    sql.query("""
        SELECT id, name, channel, subchannel, region, segment, source, source_detail, note, owner, category, vip,
               import IS NOT DISTINCT FROM $2 AS ours
        FROM clients.client WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE""",
        row -> targets.put(row.getLong("id"), target(row)), ids, importId);
    sql.query("SELECT client, name, tax_id FROM clients.legal_entity WHERE client = ANY($1)", row -> {
      targets.get(row.getLong("client")).knownFirm(text(row, "name"), text(row, "tax_id"));
      return null;
    }, (Object) ids);
    var people = new HashMap<Long, Target.Person>();
    sql.query("""
        SELECT client, id, name, position, decision, email, dossier
        FROM clients.contact WHERE client = ANY($1) ORDER BY id""",
        row -> people.put(row.getLong("id"), targets.get(row.getLong("client")).knownPerson(person(row))),
        (Object) ids);
    sql.query("SELECT client, contact, e164, extension FROM clients.number WHERE client = ANY($1)", row -> {
      targets.get(row.getLong("client")).knownNumber(Optional.ofNullable(row.getLong("contact")).map(people::get),
          new PhoneNumber(row.getString("e164"), row.getString("extension")));
      return null;
    }, (Object) ids);
    return targets;
  }

  private static Target target(Row row) {
    Target target = Target.known(row.getLong("id"), row.getString("name"), row.getBoolean("ours"));
    TEXTS.forEach((field, column) -> text(row, column).ifPresent(value -> target.texts.put(field, value)));
    target.owner = Optional.ofNullable(row.getLong("owner")).map(PersonId::new);
    target.category = Optional.ofNullable(Columns.constant(row, "category", Category.class));
    target.vip = row.getBoolean("vip");
    return target;
  }

  private static Target.Person person(Row row) {
    return new Target.Person(row.getLong("id"), false, new ContactFields(
        row.getString("name"), text(row, "position"),
        Optional.ofNullable(Columns.constant(row, "decision", DecisionRole.class)), text(row, "email"),
        Arrays.asList(row.getArrayOfStrings("dossier")), Map.of()));
  }

  private static Optional<String> text(Row row, String column) {
    return Optional.ofNullable(row.getString(column));
  }
}
