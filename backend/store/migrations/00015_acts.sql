-- +goose Up
-- What the program did without the owner. The joining of the message that opened a case follows from the opening.
CREATE INDEX event_act ON event (n)
WHERE actor = 'program' AND kind IN ('case.opened', 'case.reopened', 'case.joined', 'message.attributed') AND json_extract(facts, '$.case.cause') IS NULL;
