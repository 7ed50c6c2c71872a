-- The few calls whose end nobody saw: the page of the truth's health asks for the last of them every few seconds.
CREATE INDEX call_repaired ON calls.call (id DESC) WHERE end_evidence IN ('records', 'resync');
