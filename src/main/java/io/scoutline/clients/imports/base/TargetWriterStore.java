package io.scoutline.clients.imports.base;

import io.scoutline.clients.imports.file.ImportField;
import io.scoutline.kernel.PersonId;
import io.scoutline.platform.database.Sql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Writes the clients of a batch, each table in one statement. */
public final class TargetWriterStore {

  /** Gives new clients and people their identities and writes all that came in. */
  public void write(Sql sql, Tables tables, long importId, PersonId by, Instant now, List<Target> targets) {
    List<Target> fresh = targets.stream().filter(target -> target.fresh).toList();
    List<Target.Person> freshPeople = people(targets).filter(person -> person.fresh).toList();
    assign(sql, "clients.client", fresh, (target, id) -> target.id = id);
    assign(sql, "clients.contact", freshPeople, (person, id) -> person.id = id);
    insertClients(sql, tables, importId, by, now, fresh);
    updateClients(sql, tables, now, targets.stream().filter(target -> !target.fresh && target.changed).toList());
    insertFirms(sql, tables, targets);
    insertPeople(sql, tables, targets);
    updatePeople(sql, tables, people(targets).filter(person -> !person.fresh && person.changed).toList());
    insertNumbers(sql, tables, targets);
  }

  private interface Named<T> {
    void name(T it, long id);
  }

  private static <T> void assign(Sql sql, String table, List<T> unnamed, Named<T> named) {
    if (unnamed.isEmpty()) {
      return;
    }
    List<Long> ids = sql.query(
        "SELECT nextval(pg_get_serial_sequence('" + table + "', 'id')) AS id FROM generate_series(1, $1)",
        row -> row.getLong("id"), unnamed.size());
    for (int i = 0; i < unnamed.size(); i++) {
      named.name(unnamed.get(i), ids.get(i));
    }
  }

  private static void insertClients(
      Sql sql, Tables tables, long importId, PersonId by, Instant now, List<Target> fresh) {
    if (fresh.isEmpty()) {
      return;
    }
    sql.update(tables.in("""
        INSERT INTO #client (id, name, channel, subchannel, region, segment, source, source_detail, note, owner,
                                    category, vip, import, created_by, created_at, updated_at)
        SELECT u.*, $13::bigint, $14::bigint, $15::timestamptz, $15::timestamptz
        FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
                    $9::text[], $10::bigint[], $11::text[], $12::boolean[]) u"""),
        longs(fresh, target -> target.id), texts(fresh, target -> target.name), texts(fresh, ImportField.CHANNEL),
        texts(fresh, ImportField.SUBCHANNEL), texts(fresh, ImportField.REGION), texts(fresh, ImportField.SEGMENT),
        texts(fresh, ImportField.SOURCE), texts(fresh, ImportField.SOURCE_DETAIL), texts(fresh, ImportField.NOTE),
        longs(fresh, TargetWriterStore::owner), texts(fresh, TargetWriterStore::category),
        fresh.stream().map(target -> target.vip).toArray(Boolean[]::new), importId, by, now);
  }

  private static void updateClients(Sql sql, Tables tables, Instant now, List<Target> changed) {
    if (changed.isEmpty()) {
      return;
    }
    sql.update(tables.in("""
        UPDATE #client c
        SET channel = u.channel, subchannel = u.subchannel, region = u.region, segment = u.segment,
            source = u.source, source_detail = u.source_detail, note = u.note, owner = u.owner,
            category = u.category, vip = u.vip, updated_at = $12, version = version + 1
        FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
                    $9::bigint[], $10::text[], $11::boolean[])
             u (id, channel, subchannel, region, segment, source, source_detail, note, owner, category, vip)
        WHERE c.id = u.id"""),
        longs(changed, target -> target.id), texts(changed, ImportField.CHANNEL),
        texts(changed, ImportField.SUBCHANNEL), texts(changed, ImportField.REGION),
        texts(changed, ImportField.SEGMENT), texts(changed, ImportField.SOURCE),
        texts(changed, ImportField.SOURCE_DETAIL), texts(changed, ImportField.NOTE),
        longs(changed, TargetWriterStore::owner), texts(changed, TargetWriterStore::category),
        changed.stream().map(target -> target.vip).toArray(Boolean[]::new), now);
  }

  private static void insertFirms(Sql sql, Tables tables, List<Target> targets) {
    var clients = new ArrayList<Long>();
    var names = new ArrayList<String>();
    var taxIds = new ArrayList<String>();
    for (Target target : targets) {
      for (Target.Firm firm : target.newFirms) {
        clients.add(target.id);
        names.add(firm.name().orElse(null));
        taxIds.add(firm.taxId().orElse(null));
      }
    }
    if (!clients.isEmpty()) {
      sql.update(tables.in("""
          INSERT INTO #legal_entity (client, name, tax_id)
          SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[]) ON CONFLICT DO NOTHING"""),
          clients.toArray(Long[]::new), names.toArray(String[]::new), taxIds.toArray(String[]::new));
    }
  }

  private static void insertPeople(Sql sql, Tables tables, List<Target> targets) {
    var clients = new ArrayList<Long>();
    var fresh = new ArrayList<Target.Person>();
    for (Target target : targets) {
      for (Target.Person person : target.people) {
        if (person.fresh) {
          clients.add(target.id);
          fresh.add(person);
        }
      }
    }
    if (!fresh.isEmpty()) {
      sql.update(tables.in("""
          INSERT INTO #contact (client, id, name, position, decision, email, dossier)
          SELECT u.client, u.id, u.name, u.position, u.decision, u.email, string_to_array(u.dossier, E'\\n')
          FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
               u (client, id, name, position, decision, email, dossier)"""),
          clients.toArray(Long[]::new), longs(fresh, person -> person.id), texts(fresh, person -> person.fields.name()),
          texts(fresh, TargetWriterStore::position), texts(fresh, TargetWriterStore::decision),
          texts(fresh, TargetWriterStore::email), texts(fresh, TargetWriterStore::dossier));
    }
  }

  private static void updatePeople(Sql sql, Tables tables, List<Target.Person> changed) {
    if (!changed.isEmpty()) {
      sql.update(tables.in("""
          UPDATE #contact c
          SET position = u.position, decision = u.decision, email = u.email,
              dossier = string_to_array(u.dossier, E'\\n'), version = version + 1
          FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[])
               u (id, position, decision, email, dossier)
          WHERE c.id = u.id"""),
          longs(changed, person -> person.id), texts(changed, TargetWriterStore::position),
          texts(changed, TargetWriterStore::decision), texts(changed, TargetWriterStore::email),
          texts(changed, TargetWriterStore::dossier));
    }
  }

  private static void insertNumbers(Sql sql, Tables tables, List<Target> targets) {
    var clients = new ArrayList<Long>();
    var contacts = new ArrayList<Long>();
    var numbers = new ArrayList<String>();
    var extensions = new ArrayList<String>();
    for (Target target : targets) {
      for (Target.Number each : target.newNumbers) {
        clients.add(target.id);
        contacts.add(each.person().map(person -> person.id).orElse(null));
        numbers.add(each.number().e164());
        extensions.add(each.number().extension());
      }
    }
    if (!clients.isEmpty()) {
      sql.update(tables.in("""
          INSERT INTO #number (client, contact, e164, extension)
          SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[]) ON CONFLICT DO NOTHING"""),
          clients.toArray(Long[]::new), contacts.toArray(Long[]::new), numbers.toArray(String[]::new),
          extensions.toArray(String[]::new));
    }
  }

  private static Stream<Target.Person> people(List<Target> targets) {
    return targets.stream().flatMap(target -> target.people.stream());
  }

  private static <T> Long[] longs(List<T> of, Function<T, Long> value) {
    return of.stream().map(value).toArray(Long[]::new);
  }

  private static <T> String[] texts(List<T> of, Function<T, String> value) {
    return of.stream().map(value).toArray(String[]::new);
  }

  private static String[] texts(List<Target> targets, ImportField field) {
    return texts(targets, target -> target.texts.get(field));
  }

  private static Long owner(Target target) {
    return target.owner.map(PersonId::value).orElse(null);
  }

  private static String category(Target target) {
    return target.category.map(category -> category.code()).orElse(null);
  }

  private static String position(Target.Person person) {
    return person.fields.position().orElse(null);
  }

  private static String decision(Target.Person person) {
    return person.fields.decision().map(decision -> decision.code()).orElse(null);
  }

  private static String email(Target.Person person) {
    return person.fields.email().orElse(null);
  }

  private static String dossier(Target.Person person) {
    return String.join("\n", person.fields.dossier());
  }
}
