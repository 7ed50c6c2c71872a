-- What changed, for the directories in memory: whoever writes, each server node hears of it. A row counts from the
-- moment its transaction is committed, which the transaction's number tells and a sequence would not.
CREATE TABLE clients.change (
  id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  xid    xid8 NOT NULL DEFAULT pg_current_xact_id(),
  at     timestamptz NOT NULL DEFAULT now(),
  client bigint                       -- null: the blocked numbers
);
CREATE INDEX change_xid ON clients.change (xid);
CREATE INDEX change_at ON clients.change (at);

CREATE FUNCTION clients.note_clients() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO clients.change (client) SELECT id FROM touched;
  RETURN NULL;
END
$$;

CREATE FUNCTION clients.note_client_parts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO clients.change (client) SELECT DISTINCT client FROM touched;
  RETURN NULL;
END
$$;

CREATE FUNCTION clients.note_blocked_numbers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO clients.change (client) VALUES (NULL);
  RETURN NULL;
END
$$;

CREATE TRIGGER client_added AFTER INSERT ON clients.client
  REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION clients.note_clients();
CREATE TRIGGER client_changed AFTER UPDATE ON clients.client
  REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION clients.note_clients();
CREATE TRIGGER client_removed AFTER DELETE ON clients.client
  REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION clients.note_clients();

CREATE TRIGGER contact_added AFTER INSERT ON clients.contact
  REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION clients.note_client_parts();
CREATE TRIGGER contact_changed AFTER UPDATE ON clients.contact
  REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION clients.note_client_parts();
CREATE TRIGGER contact_removed AFTER DELETE ON clients.contact
  REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION clients.note_client_parts();

CREATE TRIGGER number_added AFTER INSERT ON clients.number
  REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION clients.note_client_parts();
CREATE TRIGGER number_changed AFTER UPDATE ON clients.number
  REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION clients.note_client_parts();
CREATE TRIGGER number_removed AFTER DELETE ON clients.number
  REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION clients.note_client_parts();

CREATE TRIGGER blocked_numbers_changed AFTER INSERT OR UPDATE OR DELETE ON clients.blocked_number
  FOR EACH STATEMENT EXECUTE FUNCTION clients.note_blocked_numbers();
