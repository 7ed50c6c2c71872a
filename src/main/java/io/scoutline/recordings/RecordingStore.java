package io.scoutline.recordings;

import io.scoutline.kernel.CallId;
import io.scoutline.kernel.RecordingId;
import io.scoutline.pbx.PbxName;
import io.scoutline.platform.Columns;
import io.scoutline.platform.Sql;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The rows of recordings. Waits for the database; on virtual or plain threads only. */
final class RecordingStore {

  private static final int MOST_PARTS = 999;
  private static final String COLUMNS = """
      id, pbx, uniqueid, part, source_name, sha256, call_id, started_at, ended_at, duration_ms, bytes, state, fault,
      encoding, channels, sample_rate, client_talk_ms, our_talk_ms, silence_ms, sample, created_at
      """;

  /** The row that stands for a file; {@code fresh} when it was not there before. */
  record Kept(Recording recording, boolean fresh) {}

  /** How much there is. */
  record Totals(long recordings, long bytes, long unlinked, long damaged) {}

  private final Sql sql;

  RecordingStore(Sql sql) {
    this.sql = sql;
  }

  /**
   * Adds the row, or finds the one that already stands for the same bytes of the same channel. Other bytes under the
   * same name become the channel's next part. Safe to repeat when it is not known whether it was done.
   */
  Kept keep(Recording recording) {
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

  Optional<Recording> find(RecordingId id) {
    return sql.one("SELECT " + COLUMNS + " FROM recordings.recording WHERE id = $1", RecordingStore::read, id);
  }

  /** In the order in which they were made. */
  List<Recording> ofCall(CallId call) {
    return sql.query("SELECT " + COLUMNS + """
         FROM recordings.recording WHERE call_id = $1 ORDER BY started_at, part, id""", RecordingStore::read, call);
  }

  /** Of several calls at once, in no order. */
  List<Recording> ofCalls(Collection<CallId> calls) {
    return sql.query("SELECT " + COLUMNS + " FROM recordings.recording WHERE call_id = ANY($1)",
        RecordingStore::read, (Object) calls.toArray(CallId[]::new));
  }

  /** Those without a call although they have been here since before the instant; the newest first. */
  List<Recording> orphans(Instant createdBefore, Cursor after, int atMost) {
    return sql.query("SELECT " + COLUMNS + """
         FROM recordings.recording
        WHERE call_id IS NULL AND created_at < $1 AND (created_at, id) < ($2, $3)
        ORDER BY created_at DESC, id DESC LIMIT $4""",
        RecordingStore::read, createdBefore, after.createdAt(), after.id(), atMost);
  }

  /** The newest first, linked or not. */
  List<Recording> damaged(Cursor after, int atMost) {
    return sql.query("SELECT " + COLUMNS + """
         FROM recordings.recording WHERE state = 'damaged' AND (created_at, id) < ($1, $2)
        ORDER BY created_at DESC, id DESC LIMIT $3""",
        RecordingStore::read, after.createdAt(), after.id(), atMost);
  }

  /** Those with a channel but without a call that came between the instants; the newest first. */
  List<Recording> toLink(Instant from, Instant to, int atMost) {
    return sql.query("SELECT " + COLUMNS + """
         FROM recordings.recording
        WHERE call_id IS NULL AND uniqueid IS NOT NULL AND created_at >= $1 AND created_at < $2
        ORDER BY created_at DESC, id DESC LIMIT $3""", RecordingStore::read, from, to, atMost);
  }

  /** Those that have a call and came since the instant: their call may have become part of another. */
  List<Recording> linkedSince(Instant from, int atMost) {
    return sql.query("SELECT " + COLUMNS + """
         FROM recordings.recording WHERE call_id IS NOT NULL AND uniqueid IS NOT NULL AND created_at >= $1
        ORDER BY created_at DESC LIMIT $2""", RecordingStore::read, from, atMost);
  }

  /** Whether this changed anything. */
  boolean link(RecordingId id, CallId call) {
    return sql.update("""
        UPDATE recordings.recording SET call_id = $2 WHERE id = $1 AND call_id IS DISTINCT FROM $2""", id, call) == 1;
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

  static Recording read(Row row) {
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
