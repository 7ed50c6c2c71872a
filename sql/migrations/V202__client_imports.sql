-- Files that were loaded, by whom, and what became of each of their rows (P8.4).
CREATE TABLE clients.import (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  file_name   text NOT NULL CHECK (length(file_name) BETWEEN 1 AND 255),
  charset     text NOT NULL,
  separator   text NOT NULL CHECK (length(separator) = 1),
  columns     jsonb NOT NULL,         -- [{"header": …, "field": … or null}, …] as they were mapped
  loaded_by   bigint NOT NULL REFERENCES people.person,
  loaded_at   timestamptz NOT NULL,
  total_rows  integer NOT NULL,
  created     integer NOT NULL,
  completed   integer NOT NULL,
  unchanged   integer NOT NULL,
  refused     integer NOT NULL
);

ALTER TABLE clients.client
  ADD CONSTRAINT client_import_fk FOREIGN KEY (import) REFERENCES clients.import DEFERRABLE INITIALLY DEFERRED;

-- The rows worth a word: refused ones, ones that met a client already known, ones with a warning.
CREATE TABLE clients.import_row (
  import  bigint NOT NULL REFERENCES clients.import ON DELETE CASCADE,
  line    integer NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('created', 'completed', 'unchanged', 'refused')),
  client  bigint,                     -- not a reference: the report stays when the client is merged or removed
  remarks jsonb NOT NULL,             -- [{"field": …, "code": …, "detail": …}]
  cells   jsonb,                      -- what a refused row held
  PRIMARY KEY (import, line)
);
