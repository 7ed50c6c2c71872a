package io.scoutline.people.staff;

import io.scoutline.kernel.PersonId;
import io.scoutline.people.Language;
import io.scoutline.people.NewCompany.NewColleague;
import io.scoutline.people.NewCompany.NewPhone;
import io.scoutline.people.NewCompany.NewTeam;
import io.scoutline.people.Shift;
import io.scoutline.people.signin.PasswordHash;
import io.scoutline.platform.database.Sql;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes whole companies, one statement a table. */
public final class CompanyStore {

  private record Of<T>(String login, T value) {}

  public Map<String, PersonId> insertPeople(Sql sql, List<NewColleague> people, Instant now) {
    sql.update("""
        INSERT INTO people.person (name, login, locale, created_at)
        SELECT *, $4::timestamptz FROM unnest($1::text[], $2::text[], $3::text[])""",
        texts(people, NewColleague::name), texts(people, NewColleague::login),
        people.stream().map(NewColleague::language).toArray(Language[]::new), now);
    var roles = each(people, NewColleague::roles);
    sql.update("""
        INSERT INTO people.person_role (person, role)
        SELECT p.id, r.role FROM unnest($1::text[], $2::text[]) AS r (login, role)
        JOIN people.person p ON p.login = r.login""",
        texts(roles, Of::login), texts(roles, role -> role.value().name().toLowerCase(Locale.ROOT)));
    return sql.query("SELECT id, login FROM people.person WHERE login = ANY ($1::text[])",
            row -> Map.entry(row.getString("login"), new PersonId(row.getLong("id"))),
            (Object) texts(people, NewColleague::login)).stream()
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** One hash for all: only for companies whose password is no secret. */
  public void insertPasswords(Sql sql, List<NewColleague> people, PasswordHash shared, Instant now) {
    sql.update("""
        INSERT INTO people.password (person, hash, changed_at, change_due)
        SELECT id, $2, $3, false FROM people.person WHERE login = ANY ($1::text[])""",
        texts(people, NewColleague::login), shared.encoded(), now);
  }

  public void insertTeams(Sql sql, List<NewTeam> teams, List<NewColleague> people, Instant now) {
    sql.update("""
        INSERT INTO people.team (name, head, line_manager)
        SELECT t.name, h.id, m.id FROM unnest($1::text[], $2::text[], $3::text[]) AS t (name, head, line_manager)
        LEFT JOIN people.person h ON h.login = t.head
        LEFT JOIN people.person m ON m.login = t.line_manager""",
        texts(teams, NewTeam::name), texts(teams, team -> team.headLogin().orElse(null)),
        texts(teams, team -> team.lineManagerLogin().orElse(null)));
    List<NewColleague> members = people.stream().filter(person -> person.team().isPresent()).toList();
    sql.update("""
        INSERT INTO people.membership (person, team, since)
        SELECT p.id, t.id, $3 FROM unnest($1::text[], $2::text[]) AS m (login, team)
        JOIN people.person p ON p.login = m.login JOIN people.team t ON t.name = m.team""",
        texts(members, NewColleague::login), texts(members, person -> person.team().orElseThrow()), now);
  }

  public void insertPhones(Sql sql, List<NewColleague> people) {
    List<Of<NewPhone>> phones = each(people, NewColleague::phones);
    sql.update("""
        INSERT INTO people.endpoint (pbx, name, extension, person)
        SELECT e.pbx, e.name, e.extension, p.id
        FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS e (login, pbx, name, extension)
        JOIN people.person p ON p.login = e.login""",
        texts(phones, Of::login), texts(phones, phone -> phone.value().pbx().value()),
        texts(phones, phone -> phone.value().name()), texts(phones, phone -> phone.value().extension()));
  }

  public void insertShifts(Sql sql, List<NewColleague> people) {
    List<Of<Shift>> shifts = each(people, NewColleague::shifts);
    BiFunction<Function<Shift, Object>, Object[], Object[]> column =
        (part, target) -> shifts.stream().map(shift -> part.apply(shift.value())).toList().toArray(target);
    sql.update("""
        INSERT INTO people.shift (person, weekday, starts, ends, valid_from, valid_to)
        SELECT p.id, s.weekday, s.starts, s.ends, s.valid_from, s.valid_to
        FROM unnest($1::text[], $2::smallint[], $3::time[], $4::time[], $5::date[], $6::date[])
             AS s (login, weekday, starts, ends, valid_from, valid_to)
        JOIN people.person p ON p.login = s.login""",
        texts(shifts, Of::login),
        column.apply(shift -> (short) shift.weekday().getValue(), new Short[0]),
        column.apply(Shift::from, new LocalTime[0]),
        column.apply(Shift::to, new LocalTime[0]),
        column.apply(shift -> shift.validFrom().orElse(null), new LocalDate[0]),
        column.apply(shift -> shift.validTo().orElse(null), new LocalDate[0]));
  }

  private static <T> List<Of<T>> each(
      List<NewColleague> people, Function<NewColleague, ? extends Iterable<T>> parts) {
    return people.stream().<Of<T>>mapMulti((person, out) ->
        parts.apply(person).forEach(part -> out.accept(new Of<>(person.login(), part)))).toList();
  }

  private static <T> String[] texts(List<T> rows, Function<T, String> text) {
    return rows.stream().map(text).toArray(String[]::new);
  }
}
