package io.scoutline.clients.search;

import io.scoutline.clients.Category;
import io.scoutline.clients.ClientStatus;
import io.scoutline.kernel.ClientId;
import io.scoutline.kernel.PersonId;
import io.scoutline.platform.database.Columns;
import io.scoutline.platform.database.Sql;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds clients as one types (P8.3), only where {@link Within} says. */
public final class ClientSearchStore {

  private static final int FEWEST_LETTERS_INSIDE = 3;
  private static final int FEWEST_LAST_DIGITS = 4;
  private static final int FEWEST_TAX_DIGITS = 5;
  private static final String NAME = "clients.folded(c.name) COLLATE \"C\"";
  private static final String COLUMNS = """
      SELECT c.id, c.name, c.channel, c.region, c.category, c.vip, c.draft, c.status, c.owner,
      """;

  /** Numbers and tax ids first, then names that begin so, names that contain it, and people. No client twice. */
  public List<Found> search(Sql sql, SearchText text, Within within, int atMost) {
    Map<ClientId, Found> found = new LinkedHashMap<>();
    if (text.mayBeNumber()) {
      add(found, byNumberStart(sql, text, within, atMost), atMost);
      add(found, byLastDigits(sql, text, within, atMost - found.size()), atMost);
      add(found, byTaxId(sql, text, within, atMost - found.size()), atMost);
    }
    add(found, byNameStart(sql, text, within, atMost - found.size()), atMost);
    boolean longEnough = text.words().stream().anyMatch(word -> word.length() >= FEWEST_LETTERS_INSIDE);
    if (longEnough) {
      // The ones that begin so come again, and must not use up the room.
      add(found, byNameParts(sql, text, within, found.size() < atMost ? 2 * atMost : 0), atMost);
      add(found, byContact(sql, text, within, atMost - found.size()), atMost);
    }
    return List.copyOf(found.values());
  }

  /** All in the order of their names, from behind the given one on. */
  public List<Found> list(Sql sql, Within within, String afterName, long afterId, int atMost) {
    ScopeClause seen = within.clause(4);
    return sql.query(COLUMNS + "'name' AS by, c.name AS matched FROM clients.client c"
        + " WHERE (" + NAME + ", c.id) > ($1, $2) AND " + seen.sql()
        + " ORDER BY " + NAME + ", c.id LIMIT $3",
        ClientSearchStore::found, with(seen, afterName, afterId, atMost));
  }

  private static void add(Map<ClientId, Found> found, List<Found> more, int atMost) {
    for (Found client : more) {
      if (found.size() < atMost) {
        found.putIfAbsent(client.id(), client);
      }
    }
  }

  private static List<Found> byNumberStart(Sql sql, SearchText text, Within within, int atMost) {
    ScopeClause seen = within.clause(3);
    var found = new ArrayList<Found>();
    for (String start : text.numberStarts()) {
      found.addAll(sql.query(COLUMNS + """
          'number' AS by, n.e164 AS matched
          FROM clients.number n JOIN clients.client c ON c.id = n.client
          WHERE n.e164 COLLATE "C" LIKE $1 AND """ + " " + seen.sql() + " ORDER BY n.e164 COLLATE \"C\" LIMIT $2",
          ClientSearchStore::found, with(seen, start + "%", atMost)));
    }
    return found;
  }

  private static List<Found> byLastDigits(Sql sql, SearchText text, Within within, int atMost) {
    if (text.digits().length() < FEWEST_LAST_DIGITS || atMost <= 0) {
      return List.of();
    }
    ScopeClause seen = within.clause(3);
    return sql.query(COLUMNS + """
        'number' AS by, n.e164 AS matched
        FROM clients.number n JOIN clients.client c ON c.id = n.client
        WHERE reverse(n.e164) COLLATE "C" LIKE $1 AND """ + " " + seen.sql() + " LIMIT $2",
        ClientSearchStore::found, with(seen, new StringBuilder(text.digits()).reverse() + "%", atMost));
  }

  private static List<Found> byTaxId(Sql sql, SearchText text, Within within, int atMost) {
    if (text.digits().length() < FEWEST_TAX_DIGITS || atMost <= 0) {
      return List.of();
    }
    ScopeClause seen = within.clause(3);
    return sql.query(COLUMNS + """
        'tax_id' AS by, e.tax_id AS matched
        FROM clients.legal_entity e JOIN clients.client c ON c.id = e.client
        WHERE e.tax_id COLLATE "C" LIKE $1 AND """ + " " + seen.sql() + " ORDER BY e.tax_id COLLATE \"C\" LIMIT $2",
        ClientSearchStore::found, with(seen, text.digits() + "%", atMost));
  }

  private static List<Found> byNameStart(Sql sql, SearchText text, Within within, int atMost) {
    if (atMost <= 0) {
      return List.of();
    }
    ScopeClause seen = within.clause(3);
    return sql.query(COLUMNS + "'name' AS by, c.name AS matched FROM clients.client c"
        + " WHERE " + NAME + " LIKE $1 AND " + seen.sql() + " ORDER BY " + NAME + ", c.id LIMIT $2",
        ClientSearchStore::found, with(seen, SearchText.literally(text.folded()) + "%", atMost));
  }

  private static List<Found> byNameParts(Sql sql, SearchText text, Within within, int atMost) {
    if (atMost <= 0) {
      return List.of();
    }
    Words words = Words.in("clients.folded(c.name)", text);
    ScopeClause seen = within.clause(words.patterns().size() + 2);
    return sql.query(COLUMNS + "'name' AS by, c.name AS matched FROM clients.client c"
        + " WHERE " + words.sql() + " AND " + seen.sql() + " LIMIT $" + (words.patterns().size() + 1),
        ClientSearchStore::found, with(seen, words.and(atMost)));
  }

  private static List<Found> byContact(Sql sql, SearchText text, Within within, int atMost) {
    if (atMost <= 0) {
      return List.of();
    }
    Words words = Words.in("clients.folded(k.name)", text);
    ScopeClause seen = within.clause(words.patterns().size() + 2);
    return sql.query(COLUMNS + "'contact' AS by, k.name AS matched"
        + " FROM clients.contact k JOIN clients.client c ON c.id = k.client"
        + " WHERE " + words.sql() + " AND " + seen.sql() + " LIMIT $" + (words.patterns().size() + 1),
        ClientSearchStore::found, with(seen, words.and(atMost)));
  }

  /** Each word somewhere in the text; written out one by one, for so the index is used. */
  private record Words(String sql, List<Object> patterns) {

    static Words in(String expression, SearchText text) {
      var conditions = new ArrayList<String>();
      var patterns = new ArrayList<Object>();
      for (String word : text.words()) {
        patterns.add("%" + SearchText.literally(word) + "%");
        conditions.add(expression + " LIKE $" + patterns.size());
      }
      return new Words(String.join(" AND ", conditions), patterns);
    }

    Object[] and(int atMost) {
      var parameters = new ArrayList<>(patterns);
      parameters.add(atMost);
      return parameters.toArray();
    }
  }

  private static Object[] with(ScopeClause seen, Object... first) {
    var parameters = new ArrayList<>(List.of(first));
    parameters.addAll(seen.parameters());
    return parameters.toArray();
  }

  private static Found found(Row row) {
    return new Found(
        new ClientId(row.getLong("id")), row.getString("name"), Columns.text(row, "channel"),
        Columns.text(row, "region"), Optional.ofNullable(Columns.constant(row, "category", Category.class)),
        row.getBoolean("vip"), row.getBoolean("draft"), Columns.constant(row, "status", ClientStatus.class),
        Columns.id(row, "owner", PersonId::new), Columns.constant(row, "by", Found.By.class), row.getString("matched"));
  }
}
