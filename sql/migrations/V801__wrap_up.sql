-- Wrap-ups that were put off, or were over before the call was written up: a restart neither shortens the ones nor
-- brings the others back (P2.5).
CREATE TABLE desk.wrap_up (
  call   uuid NOT NULL,
  person bigint NOT NULL,
  until  timestamptz NOT NULL,
  over   boolean NOT NULL,
  PRIMARY KEY (call, person)
);
CREATE INDEX wrap_up_by_until ON desk.wrap_up (until);
