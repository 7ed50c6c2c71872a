-- Who did what (P16.4): rows are added and never changed or removed, whoever asks.
CREATE SCHEMA audit;

CREATE TABLE audit.entry (
  id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at      timestamptz NOT NULL,
  actor   bigint,                -- the person who acted; null for the server itself or somebody not signed in
  action  text NOT NULL CHECK (action ~ '^[a-z_]+\.[a-z_]+$'),
  subject text NOT NULL,         -- what it was done to: 'person:12', 'login:ivan', 'recording:0197…'
  detail  jsonb NOT NULL DEFAULT '{}'
);

CREATE INDEX entry_by_actor ON audit.entry (actor, id DESC);
CREATE INDEX entry_by_action ON audit.entry (action, id DESC);
CREATE INDEX entry_by_subject ON audit.entry (subject, id DESC);

CREATE FUNCTION audit.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit.entry is append-only' USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE TRIGGER entry_is_append_only
  BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.entry
  FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();
