-- Which server follows a PBX: one at a time (P17.4). Rows of calls are only written by whoever took it last.
CREATE TABLE calls.pbx_lease (
  pbx        text PRIMARY KEY,
  node       text NOT NULL,     -- for people; who it is says the epoch
  place      text NOT NULL,     -- machine and boot, and
  pid        bigint NOT NULL,   -- its process there: that of a server that was killed need not be waited out
  epoch      xid8 NOT NULL DEFAULT pg_current_xact_id(),  -- of the transaction that took it: higher each time, and a
                                                          -- number of this database alone, so no back-up has it
  renewed_at timestamptz DEFAULT now()                    -- empty when it was let go in order
);
