-- Browsers in which somebody has signed in before: whoever guesses at a login elsewhere does not keep them out (P16.2).
-- The token itself is nowhere, only its hash; it changes with each sign-in, the row stays.
CREATE TABLE people.known_browser (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  token_hash bytea NOT NULL CHECK (length(token_hash) = 32),
  person     bigint NOT NULL REFERENCES people.person,
  seen_at    timestamptz NOT NULL,
  UNIQUE (token_hash, person)
);
CREATE INDEX known_browser_person ON people.known_browser (person, seen_at);
CREATE INDEX known_browser_age ON people.known_browser (seen_at);
