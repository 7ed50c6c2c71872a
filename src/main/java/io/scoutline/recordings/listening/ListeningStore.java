package io.scoutline.recordings.listening;

import io.scoutline.audit.AuditLog;
import io.scoutline.kernel.Actor;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.RecordingId;
import io.scoutline.platform.database.Columns;
import io.scoutline.platform.database.Database;
import io.scoutline.platform.database.Sql;
import io.scoutline.recordings.Recording;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * Who listened to what, and to how much of it (P6.8). What is asked for is written before a byte is sent, in the same
 * transaction as the audit's entry; without the record there is no sound.
 */
final class ListeningStore {

  /** After so long without a request, the next one is another listening. */
  static final Duration PAUSE = Duration.ofMinutes(30);

  /**
   * One person with one recording.
   *
   * @param askedMs how much of it the server was asked for
   * @param heardMs how much of it the player says it played
   */
  record Listening(long id, PersonId person, String personName, Instant startedAt, Instant lastAt, int requests,
      Duration askedMs, Duration heardMs) {}

  private final Database database;
  private final AuditLog audit;
  private final InstantSource clock;

  ListeningStore(Database database, AuditLog audit, InstantSource clock) {
    this.database = database;
    this.audit = audit;
    this.clock = clock;
  }

  /** Somebody is about to be sent this stretch. The first of a listening is an entry in the audit. */
  void asked(Actor actor, Recording recording, Stretch stretch) {
    database.inTransaction(sql -> {
      sql.query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", row -> null,
          "listening " + recording.id() + " " + actor.person());
      Instant now = clock.instant();
      if (goesOn(sql, actor, recording.id(), stretch, now)) {
        return;
      }
      sql.update("""
          INSERT INTO recordings.listening (recording, person, started_at, last_at, asked)
          VALUES ($1, $2, $3, $3, $4::text::int8multirange)""",
          recording.id(), actor.person(), now, Stretch.sql(List.of(stretch)));
      audit.record(sql, actor, "recording.listened", "recording:" + recording.id(),
          recording.call().map(call -> Map.of("call", call.toString())).orElse(Map.of()));
    });
  }

  private static boolean goesOn(Sql sql, Actor actor, RecordingId recording, Stretch stretch, Instant now) {
    return sql.update("""
        UPDATE recordings.listening
        SET last_at = $3, requests = requests + 1, asked = asked + $5::text::int8multirange
        WHERE id = (SELECT id FROM recordings.listening WHERE recording = $1 AND person = $2 AND last_at > $4
                    ORDER BY id DESC LIMIT 1)""",
        recording, actor.person(), now, now.minus(PAUSE), Stretch.sql(List.of(stretch))) == 1;
  }

  /**
   * What the player says it played, added to the person's latest listening.
   *
   * @return false when there is none: nothing was sent that could have been heard
   */
  boolean heard(PersonId person, RecordingId recording, List<Stretch> stretches) {
    return database.update("""
        UPDATE recordings.listening
        SET last_at = $3, heard = heard + $4::text::int8multirange
        WHERE id = (SELECT id FROM recordings.listening WHERE recording = $1 AND person = $2
                    ORDER BY id DESC LIMIT 1)""",
        recording, person, clock.instant(), Stretch.sql(stretches)) == 1;
  }

  /** The latest first. */
  List<Listening> of(RecordingId recording, int atMost) {
    return database.query("""
        SELECT l.id, l.person, coalesce(n.name, '') AS name, l.started_at, l.last_at, l.requests,
               (SELECT coalesce(sum(upper(r) - lower(r)), 0)::bigint FROM unnest(l.asked) r) AS asked_ms,
               (SELECT coalesce(sum(upper(r) - lower(r)), 0)::bigint FROM unnest(l.heard) r) AS heard_ms
        FROM recordings.listening l LEFT JOIN people.person_name n ON n.id = l.person
        WHERE l.recording = $1 ORDER BY l.id DESC LIMIT $2""",
        row -> new Listening(row.getLong("id"), new PersonId(row.getLong("person")), row.getString("name"),
            Columns.instant(row, "started_at"), Columns.instant(row, "last_at"), row.getInteger("requests"),
            Columns.duration(row, "asked_ms"), Columns.duration(row, "heard_ms")),
        recording, atMost);
  }
}
