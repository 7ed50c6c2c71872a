-- Norms and the rules by which calls count (P7.1, P7.2).
CREATE SCHEMA board;

-- A norm belongs to a role or to one person, from a day on; the person's own comes first.
CREATE TABLE board.norm (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  role       text,
  person     bigint,
  event      text NOT NULL CHECK (event IN ('call')),
  least      integer NOT NULL CHECK (least >= 0),
  most       integer NOT NULL CHECK (most >= least),
  valid_from date NOT NULL,
  set_by     bigint,
  set_at     timestamptz NOT NULL DEFAULT now(),
  CHECK ((role IS NULL) <> (person IS NULL)),
  UNIQUE NULLS NOT DISTINCT (role, person, event, valid_from)
);

INSERT INTO board.norm (role, event, least, most, valid_from) VALUES ('scout', 'call', 70, 100, '2000-01-01');

-- Versions are added and never changed: a count made by one can be made again.
CREATE TABLE board.counting_rule (
  version        integer PRIMARY KEY CHECK (version > 0),
  name           text NOT NULL,
  shortest_ring  bigint NOT NULL,   -- ms; an unanswered call that rang for less was none
  repeats_count  boolean NOT NULL,  -- whether another call to the same number on the same day counts
  inbound_counts boolean NOT NULL,  -- whether a call that a client made counts for whoever answered it
  since          timestamptz NOT NULL DEFAULT now()
);

INSERT INTO board.counting_rule (version, name, shortest_ring, repeats_count, inbound_counts) VALUES
  (1, 'every attempt', 0, true, true),
  (2, 'each number once a day', 3000, false, true);
