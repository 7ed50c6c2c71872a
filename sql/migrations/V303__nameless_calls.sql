-- The calls of numbers in nobody's passport: found by the number as soon as somebody has it.
CREATE INDEX call_nameless ON calls.call (number) WHERE client IS NULL AND external AND number IS NOT NULL;
