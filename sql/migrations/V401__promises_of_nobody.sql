-- What is owed to numbers in nobody's passport: found by the number as soon as somebody has it.
CREATE INDEX promise_of_nobody ON promises.promise (number) WHERE client IS NULL;
