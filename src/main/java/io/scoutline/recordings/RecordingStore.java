package io.scoutline.recordings;

import io.scoutline.kernel.CallId;
import io.scoutline.kernel.PbxName;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.RecordingId;
import io.scoutline.kernel.TeamId;
import io.scoutline.platform.database.Columns;
import io.scoutline.platform.database.Sql;
import io.scoutline.recordings.listening.Cursor;
import io.scoutline.recordings.sound.AudioFormat;
import io.scoutline.recordings.sound.Fault;
import io.scoutline.recordings.sound.TalkTime;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The rows of recordings. Waits for the database; on virtual or plain threads only. */
public final class RecordingStore {

  private static final int MOST_PARTS = 999;
  private static final String COLUMNS = """
      id, pbx, uniqueid, part, source_name, sha256, call_id, started_at, ended_at, duration_ms, bytes, state, fault,
      encoding, channels, sample_rate, client_talk_ms, our_talk_ms, silence_ms, sample, created_at
      """;

  /** Who heard what was said, and not only that it rang. */
  private static final String SPOKE = "(p.placed OR p.talk_ms > 0 OR p.outcome = 'answered')";

  /** The row that stands for a file; {@code fresh} when it was not there before. */
  public record Kept(Recording recording, boolean fresh) {}

  /** How much there is. */
  record Totals(long recordings, long bytes, long unlinked, long damaged) {}

  private final Sql sql;

  public RecordingStore(Sql sql) {
    this.sql = sql;
  }

  /**
   * Adds the row, or finds the one that already stands for the same bytes of the same channel. Other bytes under the
   * same name become the channel's next part. Safe to repeat when it is not known whether it was done.
   */
  public Kept keep(Recording recording) {
    for (int part = recording.part(); part <= MOST_PARTS; part++) {
      Recording candidate = recording.asPart(part);
      if (add(candidate)) {
        return new Kept(candidate, true);
      }
      Optional<Recording> same = same(recording);
      if (same.isPresent()) {
        return new Kept(same.get(), false);
      }
    }
    throw new IllegalStateException("more than " + MOST_PARTS + " files for one channel");
  }

  private boolean add(Recording recording) {
    return sql.update("INSERT INTO recordings.recording (" + COLUMNS + """
        ) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)
        ON CONFLICT DO NOTHING""",
        recording.id(), recording.pbx().value(), recording.uniqueid(), (short) recording.part(),
        recording.sourceName(), recording.sha256(), recording.call(), recording.startedAt(), recording.endedAt(),
        recording.duration(), recording.bytes(), recording.state(), recording.fault(),
        recording.format().map(AudioFormat::encoding), recording.format().map(format -> (short) format.channels()),
        recording.format().map(AudioFormat::sampleRate), recording.talk().map(TalkTime::client),
        recording.talk().map(TalkTime::ours), recording.talk().map(TalkTime::silence), recording.sample(),
        recording.createdAt()) == 1;
  }

  private Optional<Recording> same(Recording recording) {
    return recording.uniqueid().isPresent()
        ? sql.one("SELECT " + COLUMNS + """
             FROM recordings.recording WHERE pbx = $1 AND uniqueid = $2 AND sha256 = $3""",
            RecordingStore::read, recording.pbx().value(), recording.uniqueid(), recording.sha256())
        : sql.one("SELECT " + COLUMNS + """
             FROM recordings.recording WHERE pbx = $1 AND source_name = $2 AND sha256 = $3 AND uniqueid IS NULL""",
            RecordingStore::read, recording.pbx().value(), recording.sourceName(), recording.sha256());
  }

  public Optional<Recording> find(RecordingId id) {
    return sql.one("SELECT " + COLUMNS + " FROM recordings.recording WHERE id = $1", RecordingStore::read, id);
  }

  /** In the order in which they were made. */
  public List<Recording> ofCall(CallId call) {
    return sql.query("SELECT " + COLUMNS + """
         FROM recordings.recording WHERE call_id = $1 ORDER BY started_at, part, id""", RecordingStore::read, call);
  }

  /** A recording with sound, and who spoke in its call. */
  record Sound(RecordingId id, CallId call, List<RecordingSight.Participant> participants) {}

  /** What holds sound of several calls at once, in the order in which it was made; one statement. */
  List<Sound> soundOf(Collection<CallId> calls) {
    return sql.query("""
        SELECT r.id, r.call_id, spoke.people, spoke.teams
        FROM recordings.recording r CROSS JOIN LATERAL (
          SELECT array_agg(p.person ORDER BY p.person) AS people, array_agg(t.team ORDER BY p.person) AS teams
          FROM calls.participant_fact p LEFT JOIN people.person_team t ON t.person = p.person
          WHERE p.call = r.call_id AND """ + SPOKE + """
        ) spoke
        WHERE r.call_id = ANY($1) AND r.encoding IS NOT NULL
        ORDER BY r.started_at, r.part, r.id""",
        row -> new Sound(new RecordingId(row.getUUID("id")), new CallId(row.getUUID("call_id")), spoke(row)),
        (Object) calls.toArray(CallId[]::new));
  }

  private static List<RecordingSight.Participant> spoke(Row row) {
    Long[] people = row.getArrayOfLongs("people");
    Long[] teams = row.getArrayOfLongs("teams");
    return people == null ? List.of() : IntStream.range(0, people.length).mapToObj(i ->
        new RecordingSight.Participant(new PersonId(people[i]), Optional.ofNullable(teams[i]).map(TeamId::new)))
        .toList();
  }

  /** Those without a call although they have been here since before the instant; the newest first. */
  public List<Recording> orphans(Instant createdBefore, Cursor after, int atMost) {
    return sql.query("SELECT " + COLUMNS + """
         FROM recordings.recording
        WHERE call_id IS NULL AND created_at < $1 AND (created_at, id) < ($2, $3)
        ORDER BY created_at DESC, id DESC LIMIT $4""",
        RecordingStore::read, createdBefore, after.createdAt(), after.id(), atMost);
  }

  /** The newest first, linked or not. */
  public List<Recording> damaged(Cursor after, int atMost) {
    return sql.query("SELECT " + COLUMNS + """
         FROM recordings.recording WHERE state = 'damaged' AND (created_at, id) < ($1, $2)
        ORDER BY created_at DESC, id DESC LIMIT $3""",
        RecordingStore::read, after.createdAt(), after.id(), atMost);
  }

  /**
   * Gives those without a call, that came since the instant, the call of their channel where it is known by now.
   *
   * @return the ones that found theirs
   */
  List<Recording> link(Instant createdSince) {
    return sql.query("""
        WITH found AS (
          SELECT u.id, (SELECT l.call FROM calls.leg_fact l WHERE l.pbx = u.pbx AND l.uniqueid = u.uniqueid
                        ORDER BY l.call LIMIT 1) AS call
          FROM recordings.recording u
          WHERE u.call_id IS NULL AND u.uniqueid IS NOT NULL AND u.created_at >= $1),
        linked AS (
          UPDATE recordings.recording r SET call_id = found.call FROM found
          WHERE r.id = found.id AND found.call IS NOT NULL
          RETURNING r.*)
        SELECT\s""" + COLUMNS + "FROM linked", RecordingStore::read, createdSince);
  }

  /**
   * Lets those that came since the instant follow their channel into the call that has it now: a transfer can make
   * two calls one (P2.1).
   *
   * @return the ones that moved
   */
  List<Recording> followMerges(Instant createdSince) {
    return sql.query("""
        WITH found AS (
          SELECT u.id, (SELECT l.call FROM calls.leg_fact l WHERE l.pbx = u.pbx AND l.uniqueid = u.uniqueid
                        ORDER BY l.call LIMIT 1) AS call
          FROM recordings.recording u
          WHERE u.call_id IS NOT NULL AND u.created_at >= $1
            AND NOT EXISTS (SELECT 1 FROM calls.leg_fact l
                            WHERE l.call = u.call_id AND l.pbx = u.pbx AND l.uniqueid = u.uniqueid)),
        moved AS (
          UPDATE recordings.recording r SET call_id = found.call FROM found
          WHERE r.id = found.id AND found.call IS NOT NULL
          RETURNING r.*)
        SELECT\s""" + COLUMNS + "FROM moved", RecordingStore::read, createdSince);
  }

  /** Who of ours spoke in the call or placed it, with the team each is in today. */
  public List<RecordingSight.Participant> participants(CallId call) {
    return sql.query("""
        SELECT p.person, t.team FROM calls.participant_fact p LEFT JOIN people.person_team t ON t.person = p.person
        WHERE p.call = $1 AND """ + SPOKE,
        row -> new RecordingSight.Participant(new PersonId(row.getLong("person")),
            Optional.ofNullable(row.getLong("team")).map(TeamId::new)),
        call);
  }

  /** Reads the whole table: every few minutes, not more often. */
  Totals totals(Instant orphanedBefore) {
    return sql.exactlyOne("""
        SELECT count(*) AS recordings, coalesce(sum(bytes) FILTER (WHERE sample IS NULL), 0)::bigint AS bytes,
               count(*) FILTER (WHERE call_id IS NULL AND created_at < $1) AS unlinked,
               count(*) FILTER (WHERE state = 'damaged') AS damaged
        FROM recordings.recording""",
        row -> new Totals(row.getLong("recordings"), row.getLong("bytes"), row.getLong("unlinked"),
            row.getLong("damaged")),
        orphanedBefore);
  }

  public static Recording read(Row row) {
    String encoding = row.getString("encoding");
    Duration clientTalk = Columns.duration(row, "client_talk_ms");
    return new Recording(
        new RecordingId(row.getUUID("id")),
        new PbxName(row.getString("pbx")),
        Optional.ofNullable(row.getString("uniqueid")),
        row.getShort("part"),
        Optional.ofNullable(row.getUUID("call_id")).map(CallId::new),
        Columns.instant(row, "started_at"),
        Columns.instant(row, "ended_at"),
        Columns.duration(row, "duration_ms"),
        row.getLong("bytes"),
        encoding == null ? Optional.empty() : Optional.of(new AudioFormat(
            Columns.constant(row, "encoding", AudioFormat.Encoding.class), row.getShort("channels"),
            row.getInteger("sample_rate"))),
        Optional.ofNullable(Columns.constant(row, "fault", Fault.class)),
        clientTalk == null ? Optional.empty() : Optional.of(new TalkTime(
            clientTalk, Columns.duration(row, "our_talk_ms"), Columns.duration(row, "silence_ms"))),
        row.getString("source_name"),
        row.getString("sha256"),
        Optional.ofNullable(row.getString("sample")),
        Columns.instant(row, "created_at"));
  }
}
