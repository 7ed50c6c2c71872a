-- What a PBX wrote down of its calls while nobody listened (P2.6): how far it was read, and that a call came from there.
CREATE TABLE calls.records_place (
  pbx  text PRIMARY KEY,
  file bigint NOT NULL,   -- the file's inode
  at   bigint NOT NULL    -- all before it is in the rows of calls
);

ALTER TABLE calls.call DROP CONSTRAINT call_end_evidence_check;
ALTER TABLE calls.call ADD CONSTRAINT call_end_evidence_check
  CHECK (end_evidence IN ('hangup', 'resync', 'records'));
