package io.scoutline.recordings.samples;

import io.scoutline.platform.database.Sql;
import io.scoutline.recordings.sound.TalkTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Rows for calls that never had a sound of their own. */
final class SampleStore {

  private final Sql sql;

  SampleStore(Sql sql) {
    this.sql = sql;
  }

  /** One statement however many; which sample a call gets is the same each time. */
  int giveToCalls(Instant from, Instant to, List<Sample> samples) {
    return sql.update("""
        INSERT INTO recordings.recording (id, pbx, uniqueid, part, source_name, sha256, call_id, started_at, ended_at,
          duration_ms, bytes, state, encoding, channels, sample_rate, client_talk_ms, our_talk_ms, silence_ms, sample,
          created_at)
        SELECT gen_random_uuid(), c.pbx, leg.uniqueid, 1, leg.uniqueid || '.raw', s.sha256, c.id, c.answered_at,
          c.answered_at + s.duration_ms * interval '1 millisecond', s.duration_ms, s.bytes, 'ready', s.encoding,
          s.channels, s.sample_rate, s.client_talk_ms, s.our_talk_ms, s.silence_ms, s.name,
          c.answered_at + s.duration_ms * interval '1 millisecond'
        FROM calls.call_fact c
        CROSS JOIN LATERAL (
          SELECT l.uniqueid FROM calls.leg_fact l WHERE l.call = c.id AND l.side = 'client'
          ORDER BY l.created_at, l.uniqueid LIMIT 1) leg
        CROSS JOIN LATERAL (
          SELECT * FROM unnest($3::text[], $4::text[], $5::bigint[], $6::bigint[], $7::text[], $8::int[], $9::int[],
              $10::bigint[], $11::bigint[], $12::bigint[])
            AS t(name, sha256, duration_ms, bytes, encoding, channels, sample_rate, client_talk_ms, our_talk_ms,
              silence_ms)
          ORDER BY abs(t.duration_ms - c.talk_ms) + abs(hashtext(c.id::text || t.name)::bigint) % 15000 LIMIT 1) s
        WHERE c.started_at >= $1 AND c.started_at < $2 AND c.answered_at IS NOT NULL AND c.external
          AND c.disposition = 'answered'
          AND NOT EXISTS (SELECT 1 FROM recordings.recording r WHERE r.call_id = c.id)
        ON CONFLICT DO NOTHING""",
        from, to,
        texts(samples, Sample::name),
        texts(samples, Sample::sha256),
        numbers(samples, sample -> sample.duration().toMillis()),
        numbers(samples, Sample::bytes),
        texts(samples, sample -> sample.format().encoding().name().toLowerCase(Locale.ROOT)),
        integers(samples, sample -> sample.format().channels()),
        integers(samples, sample -> sample.format().sampleRate()),
        numbers(samples, sample -> talk(sample, TalkTime::client)),
        numbers(samples, sample -> talk(sample, TalkTime::ours)),
        numbers(samples, sample -> talk(sample, TalkTime::silence)));
  }

  private static Long talk(Sample sample, Function<TalkTime, Duration> side) {
    return sample.talk().map(side).map(Duration::toMillis).orElse(null);
  }

  private static String[] texts(List<Sample> samples, Function<Sample, String> read) {
    return samples.stream().map(read).toArray(String[]::new);
  }

  private static Long[] numbers(List<Sample> samples, Function<Sample, Long> read) {
    return samples.stream().map(read).toArray(Long[]::new);
  }

  private static Integer[] integers(List<Sample> samples, Function<Sample, Integer> read) {
    return samples.stream().map(read).toArray(Integer[]::new);
  }
}
