package io.scoutline.clients.directory;

import io.scoutline.clients.Category;
import io.scoutline.clients.DecisionRole;
import io.scoutline.clients.directory.ClientEntry.LastScout;
import io.scoutline.kernel.ClientId;
import io.scoutline.kernel.ContactId;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.PhoneNumber;
import io.scoutline.platform.database.Columns;
import io.scoutline.platform.database.Sql;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the directory reads: pictures of clients, page by page or by name, and the feed of changes. */
final class DirectoryStore {

  /** One change of the feed; without a client it is one of the blocked numbers. */
  record Change(long id, Optional<ClientId> client) {}

  /**
   * What is visible now from a place in the feed on.
   *
   * @param upTo the place from which to read the next time; changes behind it may come again
   */
  record Changes(long upTo, List<Change> changes) {}

  /** How many there are, roughly: what the planner believes, so that memory can be taken in one piece. */
  record Extent(int clients, int numbers) {}

  private static final String CLIENT = """
      SELECT c.id, c.name, c.category, c.vip, c.draft, c.channel, c.region, c.source, c.owner, c.second, c.scout,
             c.last_scout, c.last_scout_at
      FROM clients.client c
      """;
  private static final String CONTACT = "SELECT client, id, name, position, decision FROM clients.contact ";
  private static final String NUMBER = "SELECT client, contact, e164, extension FROM clients.number ";

  Extent extent(Sql sql) {
    return sql.exactlyOne("""
        SELECT greatest(0, (SELECT reltuples FROM pg_class WHERE oid = 'clients.client'::regclass))::int AS clients,
               greatest(0, (SELECT reltuples FROM pg_class WHERE oid = 'clients.number'::regclass))::int AS numbers""",
        row -> new Extent(row.getInteger("clients"), row.getInteger("numbers")));
  }

  /** The next clients in the order of their identities; fewer than asked for at the end. */
  List<ClientPicture> page(Sql sql, long after, int atMost) {
    List<ClientEntry> clients =
        sql.query(CLIENT + "WHERE c.id > $1 ORDER BY c.id LIMIT $2", DirectoryStore::client, after, atMost);
    if (clients.isEmpty()) {
      return List.of();
    }
    long last = clients.getLast().id().value();
    var parts = new Parts();
    sql.query(CONTACT + "WHERE client > $1 AND client <= $2 ORDER BY client, id", parts::addContact, after, last);
    sql.query(NUMBER + "WHERE client > $1 AND client <= $2 ORDER BY client, id", parts::addNumber, after, last);
    return clients.stream().map(parts::picture).toList();
  }

  /** Those of the clients that exist. */
  List<ClientPicture> pictures(Sql sql, List<ClientId> ids) {
    ClientId[] wanted = ids.toArray(ClientId[]::new);
    List<ClientEntry> clients = sql.query(CLIENT + "WHERE c.id = ANY($1)", DirectoryStore::client, (Object) wanted);
    var parts = new Parts();
    sql.query(CONTACT + "WHERE client = ANY($1) ORDER BY client, id", parts::addContact, (Object) wanted);
    sql.query(NUMBER + "WHERE client = ANY($1) ORDER BY client, id", parts::addNumber, (Object) wanted);
    return clients.stream().map(parts::picture).toList();
  }

  /** The place in the feed behind which everything is still to come. */
  long here(Sql sql) {
    return sql.exactlyOne("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS xmin",
        row -> row.getLong("xmin"));
  }

  Changes changes(Sql sql, long from) {
    return sql.exactlyOne("""
        WITH seen AS MATERIALIZED (
          SELECT id, client FROM clients.change WHERE xid >= $1::bigint::text::xid8 ORDER BY id)
        SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS up_to,
               array(SELECT id FROM seen ORDER BY id) AS ids,
               array(SELECT coalesce(client, 0) FROM seen ORDER BY id) AS clients""",
        DirectoryStore::changes, from);
  }

  /** Forgets changes that every directory has taken up or will never come back for. */
  void forgetChanges(Sql sql) {
    sql.update("DELETE FROM clients.change WHERE at < now() - interval '1 day'");
  }

  private static Changes changes(Row row) {
    Long[] ids = row.getArrayOfLongs("ids");
    Long[] clients = row.getArrayOfLongs("clients");
    var changes = new ArrayList<Change>(ids.length);
    for (int i = 0; i < ids.length; i++) {
      changes.add(new Change(ids[i], clients[i] == 0 ? Optional.empty() : Optional.of(new ClientId(clients[i]))));
    }
    return new Changes(row.getLong("up_to"), changes);
  }

  private static Optional<PersonId> person(Row row, String column) {
    return Columns.id(row, column, PersonId::new);
  }

  private static ClientEntry client(Row row) {
    return new ClientEntry(
        new ClientId(row.getLong("id")), row.getString("name"),
        Optional.ofNullable(Columns.constant(row, "category", Category.class)), row.getBoolean("vip"),
        row.getBoolean("draft"), Columns.text(row, "channel"), Columns.text(row, "region"),
        Columns.text(row, "source"), person(row, "owner"), person(row, "second"), person(row, "scout"),
        LastScout.of(person(row, "last_scout"), Columns.instant(row, "last_scout_at")));
  }

  /** Contacts and numbers by their client. */
  private static final class Parts {

    private final Map<Long, List<ContactEntry>> contacts = new HashMap<>();
    private final Map<Long, List<NumberEntry>> numbers = new HashMap<>();

    ContactEntry addContact(Row row) {
      var contact = new ContactEntry(
          new ContactId(row.getLong("id")), row.getString("name"), Columns.text(row, "position"),
          Optional.ofNullable(Columns.constant(row, "decision", DecisionRole.class)));
      contacts.computeIfAbsent(row.getLong("client"), client -> new ArrayList<>()).add(contact);
      return contact;
    }

    NumberEntry addNumber(Row row) {
      var number = new NumberEntry(
          new PhoneNumber(row.getString("e164"), row.getString("extension")),
          Optional.ofNullable(row.getLong("contact")).map(ContactId::new));
      numbers.computeIfAbsent(row.getLong("client"), client -> new ArrayList<>()).add(number);
      return number;
    }

    ClientPicture picture(ClientEntry client) {
      return new ClientPicture(client, contacts.getOrDefault(client.id().value(), List.of()),
          numbers.getOrDefault(client.id().value(), List.of()));
    }
  }
}
