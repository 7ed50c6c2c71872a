-- People, roles, teams, phones, hours and sign-in (P1, P16.1, P16.2).
CREATE SCHEMA people;

CREATE TABLE people.person (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name        text NOT NULL CHECK (name = btrim(name) AND length(name) BETWEEN 1 AND 120),
  login       text NOT NULL CHECK (login ~ '^[A-Za-z0-9][A-Za-z0-9._@+-]{1,63}$'),
  locale      text NOT NULL DEFAULT 'ru' CHECK (locale IN ('ru', 'en')),
  theme       text NOT NULL DEFAULT 'auto' CHECK (theme IN ('auto', 'light', 'dark')),
  single_keys boolean NOT NULL DEFAULT true,
  active      boolean NOT NULL DEFAULT true,
  created_at  timestamptz NOT NULL,
  version     bigint NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX person_login ON people.person (lower(login));

CREATE TABLE people.person_role (
  person bigint NOT NULL REFERENCES people.person,
  role   text NOT NULL CHECK (role IN ('scout', 'researcher', 'manager', 'kam', 'assistant', 'operations',
                                       'line_manager', 'supervisor', 'head', 'admin')),
  PRIMARY KEY (person, role)
);

-- A head's leave to combine roles that P1 warns against.
CREATE TABLE people.role_exception (
  person     bigint PRIMARY KEY REFERENCES people.person,
  granted_by bigint NOT NULL REFERENCES people.person,
  granted_at timestamptz NOT NULL,
  reason     text NOT NULL CHECK (btrim(reason) <> '')
);

CREATE TABLE people.team (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name         text NOT NULL CHECK (name = btrim(name) AND length(name) BETWEEN 1 AND 120),
  head         bigint REFERENCES people.person,
  line_manager bigint REFERENCES people.person,
  version      bigint NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX team_name ON people.team (lower(name));

CREATE TABLE people.membership (
  person bigint PRIMARY KEY REFERENCES people.person,
  team   bigint NOT NULL REFERENCES people.team,
  since  timestamptz NOT NULL
);
CREATE INDEX membership_team ON people.membership (team);

-- The encoded hash carries its own parameters and salt.
CREATE TABLE people.password (
  person     bigint PRIMARY KEY REFERENCES people.person,
  hash       text NOT NULL CHECK (hash LIKE '$argon2id$%'),
  changed_at timestamptz NOT NULL,
  change_due boolean NOT NULL    -- chosen by somebody else: the person is asked to choose their own
);

-- Only the hash of a token is kept: whoever reads this table cannot sign in with it.
CREATE TABLE people.session (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  token_hash   bytea NOT NULL UNIQUE CHECK (length(token_hash) = 32),
  person       bigint NOT NULL REFERENCES people.person,
  created_at   timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  expires_at   timestamptz NOT NULL,
  ip           text NOT NULL,
  user_agent   text NOT NULL,
  csrf         text NOT NULL
);
CREATE INDEX session_person ON people.session (person);
CREATE INDEX session_expiry ON people.session (expires_at);

-- Two devices of one person may share an extension; two people may not (held by Phones under a lock).
CREATE TABLE people.endpoint (
  pbx       text NOT NULL CHECK (pbx ~ '^[a-z0-9][a-z0-9-]{0,31}$'),
  name      text NOT NULL CHECK (name ~ '^[A-Za-z0-9]{2,16}/[A-Za-z0-9._-]{1,64}$'),
  extension text NOT NULL CHECK (extension ~ '^[0-9]{1,11}$'),
  person    bigint NOT NULL REFERENCES people.person,
  PRIMARY KEY (pbx, name)
);
CREATE INDEX endpoint_person ON people.endpoint (person);
CREATE INDEX endpoint_extension ON people.endpoint (pbx, extension);

-- Hours by the wall clock of the business zone; one that does not end after it starts ends on the next day.
CREATE TABLE people.shift (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  person     bigint NOT NULL REFERENCES people.person,
  weekday    smallint NOT NULL CHECK (weekday BETWEEN 1 AND 7),  -- ISO: Monday is 1
  starts     time NOT NULL,
  ends       time NOT NULL CHECK (ends <> starts),
  valid_from date,
  valid_to   date CHECK (valid_to >= valid_from)                 -- the last day on which it may start
);
CREATE INDEX shift_person ON people.shift (person);

CREATE TABLE people.absence (
  id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  person    bigint NOT NULL REFERENCES people.person,
  starts_at timestamptz NOT NULL,
  ends_at   timestamptz NOT NULL CHECK (ends_at > starts_at),
  kind      text NOT NULL CHECK (kind IN ('vacation', 'sick', 'business_trip', 'training', 'day_off', 'other')),
  deputy    bigint REFERENCES people.person CHECK (deputy <> person)
);
CREATE INDEX absence_person ON people.absence (person, ends_at);

-- What other features may read.
CREATE VIEW people.person_name AS
  SELECT id, name, active FROM people.person;

CREATE VIEW people.person_team AS
  SELECT m.person, m.team, t.name AS team_name, t.head, t.line_manager
  FROM people.membership m JOIN people.team t ON t.id = m.team;
