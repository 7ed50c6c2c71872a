-- Calls, their legs and their flight records (P2). Partitioned by month over the id itself: a UUID v7 begins with its
-- time, so one key finds the row, the month and the order.
CREATE SCHEMA calls;

-- The smallest UUID v7 of a moment: the bounds of a month's partition, and of a range of ids by time.
CREATE FUNCTION calls.id_from(moment timestamptz) RETURNS uuid LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT (lpad(to_hex((extract(epoch FROM moment) * 1000)::bigint), 12, '0') || '00000000000000000000')::uuid
$$;

CREATE TABLE calls.call (
  id               uuid PRIMARY KEY,
  pbx              text NOT NULL,
  started_at       timestamptz NOT NULL,
  direction        text NOT NULL CHECK (direction IN ('inbound', 'outbound', 'internal', 'unknown')),
  external         boolean NOT NULL,
  -- The party outside (P2.4): what it was read as, the number when it is one, and what the PBX said.
  caller_kind      text NOT NULL CHECK (caller_kind IN ('outside', 'extension', 'hidden', 'unreadable')),
  number           text,
  number_extension text NOT NULL DEFAULT '',
  number_said      text NOT NULL,
  caller_name      text NOT NULL,
  dialled          text NOT NULL,
  -- Whose call it is: filled from the directory when the row is made, set by a person afterwards (P3.3).
  client           bigint,
  contact          bigint,
  -- Who spoke first, or whom it rang for first.
  person           bigint,
  answered_at      timestamptz,
  ended_at         timestamptz,
  disposition      text CHECK (disposition IN ('answered', 'no_answer', 'busy', 'abandoned', 'voicemail', 'refused',
                                               'failed')),
  end_evidence     text CHECK (end_evidence IN ('hangup', 'resync')),
  ring_ms          bigint NOT NULL,
  queue_ms         bigint NOT NULL,
  talk_ms          bigint NOT NULL,
  queue            text,
  -- The whole call as the tracker had it last: what a restart goes on from, and what the call's page shows.
  state            jsonb NOT NULL,
  version          integer NOT NULL,
  CHECK ((ended_at IS NULL) = (disposition IS NULL))
) PARTITION BY RANGE (id);

CREATE INDEX call_by_start ON calls.call (started_at DESC, id DESC);
CREATE INDEX call_by_client ON calls.call (client, id DESC) WHERE client IS NOT NULL;
CREATE INDEX call_by_number ON calls.call (number, id DESC) WHERE number IS NOT NULL;
CREATE INDEX call_open ON calls.call (pbx) WHERE ended_at IS NULL;

-- One row for each of our people in a call, over all their devices (P2.3).
CREATE TABLE calls.participant (
  call        uuid NOT NULL,
  person      bigint NOT NULL,
  outcome     text NOT NULL CHECK (outcome IN ('open', 'answered', 'answered_elsewhere', 'missed', 'not_reached')),
  placed      boolean NOT NULL,   -- this person made the call
  talk_ms     bigint NOT NULL,
  hold_ms     bigint NOT NULL,
  ring_ms     bigint NOT NULL,
  PRIMARY KEY (call, person)
) PARTITION BY RANGE (call);

CREATE INDEX participant_by_person ON calls.participant (person, call DESC);

-- Finds a call by a channel: recordings are linked by it (P6.1).
CREATE TABLE calls.leg (
  call       uuid NOT NULL,
  uniqueid   text NOT NULL,
  pbx        text NOT NULL,
  endpoint   text NOT NULL,
  side       text NOT NULL CHECK (side IN ('client', 'person', 'plumbing')),
  person     bigint,
  created_at timestamptz NOT NULL,
  ended_at   timestamptz,
  PRIMARY KEY (call, uniqueid)
) PARTITION BY RANGE (call);

CREATE INDEX leg_by_uniqueid ON calls.leg (pbx, uniqueid);

-- A call that was absorbed by an older one keeps answering under its own id (P2.1).
CREATE TABLE calls.alias (
  id   uuid PRIMARY KEY,
  call uuid NOT NULL
);

-- The events that made a call, in order: gzip of JSON lines (P2.7).
CREATE TABLE calls.flight (
  call   uuid PRIMARY KEY,
  events integer NOT NULL,
  record bytea NOT NULL
) PARTITION BY RANGE (call);

-- What was said, by each who took part: the written-up note (P5.4 begins with it).
CREATE TABLE calls.note (
  call       uuid NOT NULL,
  person     bigint NOT NULL,
  text       text NOT NULL CHECK (length(text) <= 20000),
  written_at timestamptz NOT NULL,
  PRIMARY KEY (call, person)
) PARTITION BY RANGE (call);

-- Makes the partitions of the months from one moment to another, should they not be there.
CREATE FUNCTION calls.ensure_months(since timestamptz, until timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  month timestamp := date_trunc('month', since AT TIME ZONE 'UTC');
  parent text;
BEGIN
  WHILE month <= until AT TIME ZONE 'UTC' LOOP
    FOREACH parent IN ARRAY ARRAY['call', 'participant', 'leg', 'flight', 'note'] LOOP
      EXECUTE format('CREATE TABLE IF NOT EXISTS calls.%I PARTITION OF calls.%I FOR VALUES FROM (%L) TO (%L)',
        parent || '_' || to_char(month, 'YYYY_MM'), parent,
        calls.id_from(month AT TIME ZONE 'UTC'), calls.id_from((month + interval '1 month') AT TIME ZONE 'UTC'));
    END LOOP;
    month := month + interval '1 month';
  END LOOP;
END
$$;

-- For whoever may use calls: one row a call, and one a channel.
CREATE VIEW calls.call_fact AS
  SELECT c.id, c.pbx, c.started_at, c.answered_at, c.ended_at, c.direction, c.external, c.caller_kind, c.number,
         c.number_said, c.caller_name, c.client, c.contact, c.person, c.disposition, c.end_evidence, c.ring_ms,
         c.queue_ms, c.talk_ms
  FROM calls.call c;

CREATE VIEW calls.participant_fact AS
  SELECT call, person, outcome, placed, talk_ms, hold_ms, ring_ms FROM calls.participant;

CREATE VIEW calls.leg_fact AS
  SELECT call, uniqueid, pbx, endpoint, side, person, created_at, ended_at FROM calls.leg;

CREATE VIEW calls.note_fact AS
  SELECT call, person, text, written_at FROM calls.note;
