-- Each merge turns the aliases of the absorbed call to its survivor: that is asked by call.
CREATE INDEX alias_by_call ON calls.alias (call);
