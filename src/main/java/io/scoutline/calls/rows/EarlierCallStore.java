package io.scoutline.calls.rows;

import io.scoutline.kernel.ClientId;
import io.scoutline.kernel.ContactId;
import io.scoutline.platform.database.Database;
import java.util.List;
import java.util.Optional;

/** The calls of which nobody knew whose they are. Methods wait; call them on virtual threads. */
final class EarlierCallStore {

  /** Whose number it is now. */
  record Known(String number, ClientId client, Optional<ContactId> contact) {}

  private final Database database;

  EarlierCallStore(Database database) {
    this.database = database;
  }

  /** The next numbers, in their order, of calls that are nobody's; fewer than asked for at the end. */
  List<String> namelessNumbers(String after, int atMost) {
    return database.query("""
        SELECT DISTINCT number FROM calls.call
        WHERE client IS NULL AND external AND number IS NOT NULL AND number > $1
        ORDER BY number LIMIT $2""", row -> row.getString("number"), after, atMost);
  }

  /** How many calls were given; one that is somebody's already, by its number or by a person's word, stays theirs. */
  int give(List<Known> known) {
    return database.update("""
        UPDATE calls.call c SET client = k.client, contact = k.contact
        FROM unnest($1::text[], $2::bigint[], $3::bigint[]) AS k (number, client, contact)
        WHERE c.number = k.number AND c.number_extension = '' AND c.client IS NULL AND c.external""",
        known.stream().map(Known::number).toArray(String[]::new),
        known.stream().map(one -> one.client().value()).toArray(Long[]::new),
        known.stream().map(one -> one.contact().map(ContactId::value).orElse(null)).toArray(Long[]::new));
  }
}
