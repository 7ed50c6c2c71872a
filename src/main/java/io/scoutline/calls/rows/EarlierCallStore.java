package io.scoutline.calls.rows;

import io.scoutline.kernel.CallId;
import io.scoutline.kernel.ContactId;
import io.scoutline.kernel.PersonId;
import io.scoutline.platform.database.Database;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The calls of which nobody knew whose they are. Methods wait; call them on virtual threads. */
final class EarlierCallStore implements Belongings {

  private static final Logger LOG = LoggerFactory.getLogger(EarlierCallStore.class);

  private final Database database;

  EarlierCallStore(Database database) {
    this.database = database;
  }

  @Override
  public List<String> numbersOfNobody(String after, int atMost) {
    return database.query("""
        SELECT DISTINCT number FROM calls.call
        WHERE client IS NULL AND external AND number IS NOT NULL AND number > $1
        ORDER BY number LIMIT $2""", row -> row.getString("number"), after, atMost);
  }

  /** A call that is somebody's already, by its number or by a person's word, stays theirs. */
  @Override
  public void give(List<Known> known) {
    int given = database.update("""
        UPDATE calls.call c SET client = k.client, contact = k.contact
        FROM unnest($1::text[], $2::bigint[], $3::bigint[]) AS k (number, client, contact)
        WHERE c.number = k.number AND c.number_extension = '' AND c.client IS NULL AND c.external""",
        known.stream().map(Known::number).toArray(String[]::new),
        known.stream().map(one -> one.client().value()).toArray(Long[]::new),
        known.stream().map(one -> one.contact().map(ContactId::value).orElse(null)).toArray(Long[]::new));
    if (given > 0) {
      LOG.info("{} earlier calls were given to the clients whose numbers they came from", given);
    }
  }

  /** By number: of its calls that are nobody's the last one in which one of these people talked. */
  Map<String, CallId> lastTalked(List<String> numbers, Collection<PersonId> people) {
    var last = new HashMap<String, CallId>();
    database.query("""
        SELECT DISTINCT ON (c.number) c.number, c.id FROM calls.call c JOIN calls.participant p ON p.call = c.id
        WHERE c.number = ANY($1) AND c.number_extension = '' AND c.client IS NULL AND c.external
          AND c.ended_at IS NOT NULL AND p.talk_ms > 0 AND p.person = ANY($2)
        ORDER BY c.number, c.ended_at DESC""",
        row -> last.put(row.getString("number"), new CallId(row.getUUID("id"))),
        numbers.toArray(String[]::new), people.toArray(PersonId[]::new));
    return last;
  }
}
