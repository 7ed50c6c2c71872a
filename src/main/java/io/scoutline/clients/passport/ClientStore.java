package io.scoutline.clients.passport;

import static io.scoutline.platform.database.Columns.text;

import io.scoutline.clients.Category;
import io.scoutline.clients.ClientStatus;
import io.scoutline.clients.DecisionRole;
import io.scoutline.clients.directory.ClientEntry.LastScout;
import io.scoutline.clients.passport.NewClient.Firm;
import io.scoutline.kernel.ClientId;
import io.scoutline.kernel.ContactId;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.PhoneNumber;
import io.scoutline.platform.database.Columns;
import io.scoutline.platform.database.Sql;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Collection;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Passports: clients with their entities, contacts and numbers. Rights are the caller's question. */
public final class ClientStore {

  private static final String COLUMNS = """
      c.id, c.name, c.channel, c.subchannel, c.region, c.segment, c.source, c.source_detail, c.note, c.owner,
      c.second, c.scout, c.category, c.vip, c.status, c.draft, c.passport, c.last_scout, c.last_scout_at,
      c.created_at, c.created_by, c.updated_at, c.confirmed_at, c.confirmed_by, c.version
      """;

  Optional<Client> find(Sql sql, ClientId id) {
    return sql.one("SELECT " + COLUMNS + " FROM clients.client c WHERE c.id = $1", ClientStore::client, id);
  }

  /** Holds the row until the transaction ends, so that two changes of one client follow each other. */
  Optional<Client> findForChange(Sql sql, ClientId id) {
    return sql.one("SELECT " + COLUMNS + " FROM clients.client c WHERE c.id = $1 FOR NO KEY UPDATE",
        ClientStore::client, id);
  }

  Optional<Passport> passport(Sql sql, ClientId id) {
    return find(sql, id).map(client -> new Passport(client, entities(sql, id), contacts(sql, id), numbers(sql, id)));
  }

  List<LegalEntity> entities(Sql sql, ClientId client) {
    return sql.query("SELECT id, name, tax_id FROM clients.legal_entity WHERE client = $1 ORDER BY id",
        row -> new LegalEntity(row.getLong("id"), text(row, "name"), text(row, "tax_id")), client);
  }

  List<Contact> contacts(Sql sql, ClientId client) {
    return sql.query("""
        SELECT id, name, position, decision, email, dossier, passport, version
        FROM clients.contact WHERE client = $1 ORDER BY id""", ClientStore::contact, client);
  }

  List<ClientNumber> numbers(Sql sql, ClientId client) {
    return sql.query("""
        SELECT id, contact, e164, extension, label FROM clients.number WHERE client = $1 ORDER BY id""",
        ClientStore::number, client);
  }

  ClientId insert(Sql sql, ClientFields fields, boolean draft, Optional<PersonId> by, Instant now) {
    return sql.exactlyOne("""
        INSERT INTO clients.client (name, channel, subchannel, region, segment, source, source_detail, note, owner,
                                    second, scout, category, vip, status, passport, draft, created_at, created_by,
                                    updated_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $17)
        RETURNING id""",
        row -> new ClientId(row.getLong("id")),
        fields.name(), fields.channel(), fields.subchannel(), fields.region(), fields.segment(), fields.source(),
        fields.sourceDetail(), fields.note(), fields.owner(), fields.second(), fields.scout(), fields.category(),
        fields.vip(), fields.status(), json(fields.passport()), draft, now, by);
  }

  /** The version grows by one; a client that a person has written is no draft any more unless it is said to be. */
  void update(Sql sql, ClientId id, ClientFields fields, boolean draft, Instant now) {
    sql.update("""
        UPDATE clients.client
        SET name = $2, channel = $3, subchannel = $4, region = $5, segment = $6, source = $7, source_detail = $8,
            note = $9, owner = $10, second = $11, scout = $12, category = $13, vip = $14, status = $15,
            passport = $16, draft = $17, updated_at = $18, version = version + 1
        WHERE id = $1""",
        id, fields.name(), fields.channel(), fields.subchannel(), fields.region(), fields.segment(),
        fields.source(), fields.sourceDetail(), fields.note(), fields.owner(), fields.second(), fields.scout(),
        fields.category(), fields.vip(), fields.status(), json(fields.passport()), draft, now);
  }

  void confirm(Sql sql, ClientId id, PersonId by, Instant now) {
    sql.update("UPDATE clients.client SET confirmed_at = $2, confirmed_by = $3 WHERE id = $1", id, now, by);
  }

  /** Keeps the later of each contact and the one known; no change in the eyes of those who edit. */
  void keepContacts(Sql sql, Collection<LastContact> contacts) {
    sql.batch("""
        UPDATE clients.client SET last_scout = $2, last_scout_at = $3
        WHERE id = $1 AND (last_scout_at IS NULL OR last_scout_at < $3)""",
        contacts.stream().map(one -> new Object[] {one.client(), one.scout(), one.at()}).toList());
  }

  /** These and no others; one that stays keeps its identity. */
  void setFirms(Sql sql, ClientId client, List<Firm> firms) {
    List<LegalEntity> before = entities(sql, client);
    for (LegalEntity entity : before) {
      if (!firms.contains(new Firm(entity.name(), entity.taxId()))) {
        sql.update("DELETE FROM clients.legal_entity WHERE id = $1", entity.id());
      }
    }
    for (Firm firm : firms) {
      if (before.stream().noneMatch(entity -> firm.equals(new Firm(entity.name(), entity.taxId())))) {
        sql.update("INSERT INTO clients.legal_entity (client, name, tax_id) VALUES ($1, $2, $3)",
            client, firm.name(), firm.taxId());
      }
    }
  }

  ContactId insertContact(Sql sql, ClientId client, ContactFields fields) {
    return sql.exactlyOne("""
        INSERT INTO clients.contact (client, name, position, decision, email, dossier, passport)
        VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id""",
        row -> new ContactId(row.getLong("id")),
        client, fields.name(), fields.position(), fields.decision(), fields.email(),
        fields.dossier().toArray(String[]::new), json(fields.passport()));
  }

  Optional<Contact> findContactForChange(Sql sql, ClientId client, ContactId contact) {
    return sql.one("""
        SELECT id, name, position, decision, email, dossier, passport, version
        FROM clients.contact WHERE client = $1 AND id = $2 FOR NO KEY UPDATE""",
        ClientStore::contact, client, contact);
  }

  void updateContact(Sql sql, ContactId id, ContactFields fields) {
    sql.update("""
        UPDATE clients.contact
        SET name = $2, position = $3, decision = $4, email = $5, dossier = $6, passport = $7, version = version + 1
        WHERE id = $1""",
        id, fields.name(), fields.position(), fields.decision(), fields.email(),
        fields.dossier().toArray(String[]::new), json(fields.passport()));
  }

  /** Does nothing when the client, or the contact, has the number already. */
  Optional<Long> insertNumber(
      Sql sql, ClientId client, Optional<ContactId> contact, PhoneNumber number, Optional<String> label) {
    return sql.one("""
        INSERT INTO clients.number (client, contact, e164, extension, label) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT DO NOTHING RETURNING id""",
        row -> row.getLong("id"), client, contact, number.e164(), number.extension(), label);
  }

  /** The number that was there. */
  Optional<ClientNumber> deleteNumber(Sql sql, ClientId client, long number) {
    return sql.one("""
        DELETE FROM clients.number WHERE client = $1 AND id = $2
        RETURNING id, contact, e164, extension, label""", ClientStore::number, client, number);
  }

  private static ClientNumber number(Row row) {
    return new ClientNumber(row.getLong("id"), Columns.id(row, "contact", ContactId::new),
        new PhoneNumber(row.getString("e164"), row.getString("extension")), text(row, "label"));
  }

  private static Optional<PersonId> person(Row row, String column) {
    return Columns.id(row, column, PersonId::new);
  }

  private static Optional<LastScout> lastScout(Row row) {
    return LastScout.of(person(row, "last_scout"), Columns.instant(row, "last_scout_at"));
  }

  private static Client client(Row row) {
    var fields = new ClientFields(
        row.getString("name"), text(row, "channel"), text(row, "subchannel"), text(row, "region"),
        text(row, "segment"), text(row, "source"), text(row, "source_detail"), text(row, "note"),
        person(row, "owner"), person(row, "second"), person(row, "scout"),
        Optional.ofNullable(Columns.constant(row, "category", Category.class)), row.getBoolean("vip"),
        Columns.constant(row, "status", ClientStatus.class), passport(row));
    return new Client(
        new ClientId(row.getLong("id")), fields, row.getBoolean("draft"), lastScout(row),
        Columns.instant(row, "created_at"), person(row, "created_by"), Columns.instant(row, "updated_at"),
        Optional.ofNullable(Columns.instant(row, "confirmed_at")), person(row, "confirmed_by"),
        row.getLong("version"));
  }

  private static Contact contact(Row row) {
    var fields = new ContactFields(row.getString("name"), text(row, "position"),
        Optional.ofNullable(Columns.constant(row, "decision", DecisionRole.class)), text(row, "email"),
        Arrays.asList(row.getArrayOfStrings("dossier")), passport(row));
    return new Contact(new ContactId(row.getLong("id")), fields, row.getLong("version"));
  }

  private static Map<PassportField, String> passport(Row row) {
    var fields = new EnumMap<PassportField, String>(PassportField.class);
    row.getJsonObject("passport").forEach(entry ->
        fields.put(PassportField.ofCode(entry.getKey()), String.valueOf(entry.getValue())));
    return fields;
  }

  private static JsonObject json(Map<PassportField, String> passport) {
    var json = new JsonObject();
    passport.forEach((field, value) -> json.put(field.code(), value));
    return json;
  }
}
