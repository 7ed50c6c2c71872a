-- Recorded calls (P6.1): a row of its own for each file that the PBX finished, whole or not.
CREATE SCHEMA recordings;

CREATE TABLE recordings.recording (
  id             uuid PRIMARY KEY,
  pbx            text NOT NULL CHECK (pbx ~ '^[a-z0-9][a-z0-9-]{0,31}$'),
  uniqueid       text CHECK (length(uniqueid) BETWEEN 3 AND 96),  -- the channel; null when the name told none
  part           smallint NOT NULL CHECK (part >= 1),             -- a second file for one channel is part 2
  source_name    text NOT NULL CHECK (length(source_name) <= 200),
  sha256         text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),  -- of the file as it arrived
  call_id        uuid,                                            -- null until the channel's call is known
  started_at     timestamptz NOT NULL,
  ended_at       timestamptz NOT NULL CHECK (ended_at >= started_at),
  duration_ms    bigint NOT NULL CHECK (duration_ms >= 0),
  bytes          bigint NOT NULL CHECK (bytes >= 0),              -- of the file as it is kept
  state          text NOT NULL CHECK (state IN ('ready', 'damaged')),
  fault          text CHECK (fault IN ('empty', 'cut', 'not_audio', 'unsupported', 'too_long', 'bad_name', 'symlink')),
  encoding       text CHECK (encoding IN ('pcm16', 'alaw', 'ulaw')),  -- null when there is no sound to play
  channels       smallint CHECK (channels IN (1, 2)),
  sample_rate    integer,
  client_talk_ms bigint,
  our_talk_ms    bigint,
  silence_ms     bigint,
  sample         text CHECK (sample ~ '^[a-z0-9][a-z0-9-]{0,63}$'),   -- the demo's rows share a few shipped files
  created_at     timestamptz NOT NULL,
  CHECK ((state = 'damaged') = (fault IS NOT NULL)),
  CHECK ((encoding IS NULL) = (channels IS NULL) AND (encoding IS NULL) = (sample_rate IS NULL)),
  UNIQUE (pbx, uniqueid, part),
  UNIQUE (pbx, uniqueid, sha256)
);
CREATE UNIQUE INDEX recording_without_channel ON recordings.recording (pbx, source_name, sha256)
  WHERE uniqueid IS NULL;
CREATE INDEX recording_of_call ON recordings.recording (call_id, started_at) WHERE call_id IS NOT NULL;
CREATE INDEX recording_unlinked ON recordings.recording (created_at DESC, id DESC) WHERE call_id IS NULL;
CREATE INDEX recording_damaged ON recordings.recording (created_at DESC, id DESC) WHERE state = 'damaged';
CREATE INDEX recording_age ON recordings.recording (created_at);

-- One person with one recording, from the first request until half an hour without one (P6.8). Extents are
-- milliseconds of the recording; asked: what the server sent for, heard: what the player says it played.
CREATE TABLE recordings.listening (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  recording  uuid NOT NULL REFERENCES recordings.recording,
  person     bigint NOT NULL,
  started_at timestamptz NOT NULL,
  last_at    timestamptz NOT NULL,
  requests   integer NOT NULL DEFAULT 1,
  asked      int8multirange NOT NULL DEFAULT '{}',
  heard      int8multirange NOT NULL DEFAULT '{}'
);
CREATE INDEX listening_of_recording ON recordings.listening (recording, person, id DESC);

-- What other features may read.
CREATE VIEW recordings.recording_fact AS
  SELECT id, call_id, pbx, uniqueid, part, started_at, ended_at, duration_ms, state, encoding IS NOT NULL AS playable
  FROM recordings.recording;
