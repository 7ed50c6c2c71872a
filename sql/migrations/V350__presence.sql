-- Whether people take calls, by their own word (P4.1).
CREATE SCHEMA presence;

CREATE TABLE presence.availability (
  person bigint PRIMARY KEY,
  away   boolean NOT NULL,
  reason text CHECK (length(reason) <= 200),
  since  timestamptz NOT NULL
);
