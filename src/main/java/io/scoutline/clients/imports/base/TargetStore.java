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
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Stream;

/** Finds the clients that the rows of a batch may belong to. */
public final class TargetStore {

  private record Key(String key, long client) {}

  private record Named(String folded, long client, boolean ours) {}

  private static final Map<ImportField, String> TEXTS = Map.of(
      ImportField.CHANNEL, "channel", ImportField.SUBCHANNEL, "subchannel", ImportField.REGION, "region",
      ImportField.SEGMENT, "segment", ImportField.SOURCE, "source", ImportField.SOURCE_DETAIL, "source_detail",
      ImportField.NOTE, "note");

  private final TrialStore trial = new TrialStore();

  /** For a file that is only tried: the clients it meets are copied first; nobody waits for it, and it for nobody. */
  public Batch trial(Sql sql, Origin origin, Collection<ImportRow.Readable> rows) {
    return batch(sql, Tables.TRIED, origin, rows, ids -> {
      trial.copy(sql, ids);
      return "";
    });
  }

  /** For a file that is loaded: the clients are held until the transaction ends, always in the same order. */
  public Batch held(Sql sql, Hold hold, Origin origin, Collection<ImportRow.Readable> rows) {
    return batch(sql, Tables.BASE, origin, rows, _ -> switch (hold) {
      case PASS_OVER -> "FOR NO KEY UPDATE SKIP LOCKED";
      case WAIT -> "FOR NO KEY UPDATE";
    });
  }

  private Batch batch(
      Sql sql, Tables tables, Origin origin, Collection<ImportRow.Readable> rows, Function<Long[], String> holding) {
    List<Key> byTaxId = keys(sql, tables, """
        SELECT tax_id AS key, client FROM #legal_entity WHERE tax_id COLLATE "C" = ANY($1)""",
        rows.stream().flatMap(row -> row.taxId().stream()));
    List<Key> byNumber = keys(sql, tables, """
        SELECT DISTINCT e164 AS key, client FROM #number WHERE e164 COLLATE "C" = ANY($1)""",
        rows.stream().flatMap(row -> Stream.concat(row.numbers().stream(), row.contactNumbers().stream()))
            .map(PhoneNumber::e164));
    List<Named> byName = named(sql, tables, origin, rows);
    Set<Long> wanted = new TreeSet<>();
    Stream.concat(byTaxId.stream(), byNumber.stream()).map(Key::client).forEach(wanted::add);
    byName.stream().filter(Named::ours).map(Named::client).forEach(wanted::add);
    Map<Long, Target> targets = load(sql, tables, origin, wanted.toArray(Long[]::new), holding);

    Map<String, Target> madeHere = new HashMap<>();
    Map<String, Long> namesakes = new HashMap<>();
    byName.stream().filter(Named::ours).forEach(one -> madeHere.putIfAbsent(one.folded(), targets.get(one.client())));
    byName.stream().filter(one -> !one.ours()).forEach(one -> namesakes.putIfAbsent(one.folded(), one.client()));
    var batch = new Batch(targets.values(), madeHere, namesakes);
    batch.index(index(byTaxId, targets, Target::hasTaxId), index(byNumber, targets, Target::hasNumber));
    return batch;
  }

  private static List<Key> keys(Sql sql, Tables tables, String select, Stream<String> keys) {
    String[] wanted = keys.distinct().toArray(String[]::new);
    return wanted.length == 0 ? List.of() : found(tables, each -> sql.query(each.in(select),
        row -> new Key(row.getString("key"), row.getLong("client")), (Object) wanted));
  }

  private static List<Named> named(Sql sql, Tables tables, Origin origin, Collection<ImportRow.Readable> rows) {
    String[] names = rows.stream().map(row -> Text.folded(row.name())).distinct().toArray(String[]::new);
    return found(tables, each -> sql.query(each.in("""
        SELECT clients.folded(name) AS folded, min(id) AS client, coalesce(import = ANY($2), false) AS ours
        FROM #client WHERE clients.folded(name) COLLATE "C" = ANY($1)
        GROUP BY 1, 3"""),
        row -> new Named(row.getString("folded"), row.getLong("client"), row.getBoolean("ours")), names,
        origin.familyArray()));
  }

  /** What is tried is found in the base, and among what the file would have made of it so far. */
  private static <T> List<T> found(Tables tables, Function<Tables, List<T>> question) {
    return switch (tables) {
      case BASE -> question.apply(Tables.BASE);
      case TRIED -> Stream.concat(question.apply(Tables.BASE).stream(), question.apply(Tables.TRIED).stream())
          .distinct().toList();
    };
  }

  /** Without those that have lost the key before they were held. */
  private static Map<String, List<Target>> index(
      List<Key> keys, Map<Long, Target> targets, BiPredicate<Target, String> has) {
    var index = new HashMap<String, List<Target>>();
    for (Key key : keys) {
      Target target = targets.get(key.client());
      if (target.busy || has.test(target, key.key())) {
        index.computeIfAbsent(key.key(), first -> new ArrayList<>()).add(target);
      }
    }
    return index;
  }

  /** @param holding does what comes before reading, and says how the rows are held while they are read */
  private static Map<Long, Target> load(
      Sql sql, Tables tables, Origin origin, Long[] wanted, Function<Long[], String> holding) {
    var targets = new LinkedHashMap<Long, Target>();
    if (wanted.length == 0) {
      return targets;
    }
    String held = holding.apply(wanted);
    sql.query(tables.in("""
        SELECT id, name, channel, subchannel, region, segment, source, source_detail, note, owner, category, vip,
               import IS NOT DISTINCT FROM $2 AS ours
        FROM #client WHERE id = ANY($1) ORDER BY id""" + " " + held),
        row -> targets.put(row.getLong("id"), target(row)), wanted, origin.importId());
    Long[] ids = targets.keySet().toArray(Long[]::new);
    sql.query(tables.in("SELECT client, name, tax_id FROM #legal_entity WHERE client = ANY($1)"), row -> {
      targets.get(row.getLong("client")).knownFirm(text(row, "name"), text(row, "tax_id"));
      return null;
    }, (Object) ids);
    var people = new HashMap<Long, Target.Person>();
    sql.query(tables.in("""
        SELECT client, id, name, position, decision, email, dossier
        FROM #contact WHERE client = ANY($1) ORDER BY id"""),
        row -> people.put(row.getLong("id"), targets.get(row.getLong("client")).knownPerson(person(row))),
        (Object) ids);
    sql.query(tables.in("SELECT client, contact, e164, extension FROM #number WHERE client = ANY($1)"), row -> {
      targets.get(row.getLong("client")).knownNumber(Optional.ofNullable(row.getLong("contact")).map(people::get),
          new PhoneNumber(row.getString("e164"), row.getString("extension")));
      return null;
    }, (Object) ids);
    Stream.of(wanted).forEach(id -> targets.computeIfAbsent(id, Target::busy));
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
