-- What is owed to a client and when (P3.6, P11.4).
CREATE SCHEMA promises;

CREATE TABLE promises.promise (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind       text NOT NULL CHECK (kind IN ('call_back')),
  owner      bigint,              -- who owes it; null until somebody takes it on
  client     bigint,
  number     text NOT NULL,       -- whom to call back
  caller     text NOT NULL,       -- the name that the call brought
  first_call uuid NOT NULL,
  last_call  uuid NOT NULL,
  times      integer NOT NULL DEFAULT 1 CHECK (times > 0),
  made_at    timestamptz NOT NULL,
  last_at    timestamptz NOT NULL,
  kept_at    timestamptz,
  kept_by    bigint,              -- null when a call kept it
  kept_call  uuid
);

-- Somebody who calls five times in vain is owed one call.
CREATE UNIQUE INDEX promise_open ON promises.promise (number) WHERE kept_at IS NULL AND kind = 'call_back';
CREATE INDEX promise_by_owner ON promises.promise (owner, made_at) WHERE kept_at IS NULL;
CREATE INDEX promise_by_client ON promises.promise (client, made_at DESC) WHERE client IS NOT NULL;

-- Which calls have been looked at, so that looking again changes nothing.
CREATE TABLE promises.considered (
  call uuid PRIMARY KEY
);

CREATE VIEW promises.open_promise AS
  SELECT id, kind, owner, client, number, caller, last_call, times, made_at, last_at
  FROM promises.promise WHERE kept_at IS NULL;
