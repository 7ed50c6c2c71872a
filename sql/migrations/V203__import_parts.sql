-- A load is committed part by part: its record tells how far it came, and a repeat of the same file knows itself.
ALTER TABLE clients.import
  ADD COLUMN digest       text,                            -- SHA-256 of the file; null for the ones before
  ADD COLUMN complete     boolean NOT NULL DEFAULT true,   -- whether the file came to its end
  ADD COLUMN done_through integer NOT NULL DEFAULT 0;      -- each row up to this line is dealt with
CREATE INDEX import_digest ON clients.import (digest) WHERE digest IS NOT NULL;
