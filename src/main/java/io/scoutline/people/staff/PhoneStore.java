package io.scoutline.people.staff;

import io.scoutline.kernel.PbxName;
import io.scoutline.kernel.PersonId;
import io.scoutline.people.EndpointAssignment;
import io.scoutline.platform.database.Sql;
import io.vertx.sqlclient.Row;
import java.util.List;

/** Which device belongs to whom. */
public final class PhoneStore {

  public List<EndpointAssignment> all(Sql sql) {
    return sql.query("SELECT pbx, name, extension, person FROM people.endpoint ORDER BY pbx, name",
        PhoneStore::endpoint);
  }

  void replace(Sql sql, PersonId person, List<EndpointAssignment> endpoints) {
    sql.update("DELETE FROM people.endpoint WHERE person = $1", person);
    sql.update("""
        INSERT INTO people.endpoint (pbx, name, extension, person)
        SELECT *, $4::bigint FROM unnest($1::text[], $2::text[], $3::text[])""",
        endpoints.stream().map(endpoint -> endpoint.pbx().value()).toArray(String[]::new),
        endpoints.stream().map(EndpointAssignment::name).toArray(String[]::new),
        endpoints.stream().map(EndpointAssignment::extension).toArray(String[]::new),
        person);
  }

  private static EndpointAssignment endpoint(Row row) {
    return new EndpointAssignment(new PbxName(row.getString("pbx")), row.getString("name"),
        row.getString("extension"), new PersonId(row.getLong("person")));
  }
}
