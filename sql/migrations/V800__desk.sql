-- What people are typing while they talk: never lost, and following the call (P3.4).
CREATE SCHEMA desk;

CREATE TABLE desk.draft (
  call     uuid NOT NULL,
  person   bigint NOT NULL,
  text     text NOT NULL CHECK (length(text) <= 20000),
  version  integer NOT NULL,
  saved_at timestamptz NOT NULL,
  PRIMARY KEY (call, person)
);
CREATE INDEX draft_by_person ON desk.draft (person, saved_at DESC);
