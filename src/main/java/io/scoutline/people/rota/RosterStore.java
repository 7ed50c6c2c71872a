package io.scoutline.people.rota;

import io.scoutline.kernel.PersonId;
import io.scoutline.people.Absence;
import io.scoutline.people.Interval;
import io.scoutline.people.Shift;
import io.scoutline.platform.database.Columns;
import io.scoutline.platform.database.Sql;
import io.vertx.sqlclient.Row;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Shifts and absences. */
public final class RosterStore {

  private record OnesShift(PersonId person, Shift shift) {}

  public Map<PersonId, List<Shift>> shifts(Sql sql) {
    return sql.query("""
        SELECT person, weekday, starts, ends, valid_from, valid_to
        FROM people.shift ORDER BY person, weekday, starts, id""", RosterStore::shift).stream()
        .collect(Collectors.groupingBy(OnesShift::person, Collectors.mapping(OnesShift::shift, Collectors.toList())));
  }

  void replaceShifts(Sql sql, PersonId person, List<Shift> shifts) {
    sql.update("DELETE FROM people.shift WHERE person = $1", person);
    sql.update("""
        INSERT INTO people.shift (person, weekday, starts, ends, valid_from, valid_to)
        SELECT $6::bigint, * FROM unnest($1::smallint[], $2::time[], $3::time[], $4::date[], $5::date[])""",
        shifts.stream().map(shift -> (short) shift.weekday().getValue()).toArray(Short[]::new),
        shifts.stream().map(Shift::from).toArray(LocalTime[]::new),
        shifts.stream().map(Shift::to).toArray(LocalTime[]::new),
        shifts.stream().map(shift -> shift.validFrom().orElse(null)).toArray(LocalDate[]::new),
        shifts.stream().map(shift -> shift.validTo().orElse(null)).toArray(LocalDate[]::new),
        person);
  }

  /** Those that end after this moment. */
  public List<Absence> absencesSince(Sql sql, Instant since) {
    return sql.query("""
        SELECT id, person, starts_at, ends_at, kind, deputy
        FROM people.absence WHERE ends_at > $1 ORDER BY starts_at, id""", RosterStore::absence, since);
  }

  /** The first absence of this person that shares some time with this. */
  Optional<Absence> absenceWithin(Sql sql, PersonId person, Interval time) {
    return sql.query("""
        SELECT id, person, starts_at, ends_at, kind, deputy FROM people.absence
        WHERE person = $1 AND ends_at > $2 AND starts_at < $3 ORDER BY starts_at, id LIMIT 1""",
        RosterStore::absence, person, time.from(), time.to()).stream().findFirst();
  }

  Optional<Absence> findAbsence(Sql sql, long id) {
    return sql.one("SELECT id, person, starts_at, ends_at, kind, deputy FROM people.absence WHERE id = $1",
        RosterStore::absence, id);
  }

  long insertAbsence(
      Sql sql, PersonId person, Interval time, Absence.Kind kind, Optional<PersonId> deputy) {
    return sql.exactlyOne("""
        INSERT INTO people.absence (person, starts_at, ends_at, kind, deputy)
        VALUES ($1, $2, $3, $4, $5) RETURNING id""",
        row -> row.getLong("id"), person, time.from(), time.to(), kind, deputy);
  }

  boolean deleteAbsence(Sql sql, long id) {
    return sql.update("DELETE FROM people.absence WHERE id = $1", id) > 0;
  }

  private static OnesShift shift(Row row) {
    return new OnesShift(new PersonId(row.getLong("person")), new Shift(
        DayOfWeek.of(row.getShort("weekday")),
        row.getLocalTime("starts"),
        row.getLocalTime("ends"),
        Optional.ofNullable(row.getLocalDate("valid_from")),
        Optional.ofNullable(row.getLocalDate("valid_to"))));
  }

  private static Absence absence(Row row) {
    return new Absence(
        row.getLong("id"),
        new PersonId(row.getLong("person")),
        new Interval(Columns.instant(row, "starts_at"), Columns.instant(row, "ends_at")),
        Columns.constant(row, "kind", Absence.Kind.class),
        Optional.ofNullable(row.getLong("deputy")).map(PersonId::new));
  }
}
