-- +goose Up
ALTER TABLE event ADD COLUMN case_id TEXT NOT NULL DEFAULT '';
CREATE INDEX event_case ON event (case_id) WHERE case_id <> '';
-- What is about a case stands in the log of the case, and would make a customer's long.
DROP INDEX event_customer;
CREATE INDEX event_customer ON event (customer_id) WHERE customer_id <> '' AND case_id = '';
CREATE INDEX event_caused ON event (json_extract(facts, '$.case.cause')) WHERE json_extract(facts, '$.case.cause') IS NOT NULL;
CREATE INDEX event_undone ON event (json_extract(facts, '$.ref')) WHERE kind = 'event.undone';
CREATE INDEX event_of_message ON event (message_id) WHERE kind IN ('case.joined', 'case.told', 'case.hinted', 'hint.dismissed');

-- The cases as their logs tell them: a projection. root is the case that has the messages: another's when merged.
CREATE TABLE cases (
  id          TEXT PRIMARY KEY,
  protocol    TEXT NOT NULL UNIQUE,
  identity_id TEXT NOT NULL,
  opened_at   INTEGER NOT NULL,
  class       TEXT NOT NULL DEFAULT '',
  closed_at   INTEGER NOT NULL DEFAULT 0, -- 0: open
  promised_at INTEGER NOT NULL DEFAULT 0,
  promise     TEXT NOT NULL DEFAULT '',
  told_at     INTEGER NOT NULL DEFAULT 0,
  earlier     TEXT NOT NULL DEFAULT '',
  merged_into TEXT NOT NULL DEFAULT '',
  root        TEXT NOT NULL, -- where following merged_into ends
  void        INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX case_identity ON cases (identity_id);
CREATE INDEX case_root ON cases (root);
CREATE INDEX case_merged ON cases (merged_into) WHERE merged_into <> '';
CREATE INDEX case_opened ON cases (opened_at, id);
CREATE INDEX case_station ON cases (substr(protocol, 7, 2), protocol);
CREATE INDEX case_promised ON cases (promised_at) WHERE promised_at > 0;

CREATE TABLE case_item (
  message_id TEXT PRIMARY KEY REFERENCES message (id),
  case_id    TEXT NOT NULL,
  rule       TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX case_item_case ON case_item (case_id);

-- What was said in a case, with what was merged into it. Where customers were split, what one said is in no case of the
-- other.
CREATE VIEW case_said AS
SELECT c.id AS case_id, m.id, m.at, m.channel, m.direction, m.snippet
FROM cases c JOIN cases k ON k.root = c.id JOIN case_item n ON n.case_id = k.id JOIN message m ON m.id = n.message_id
JOIN identity i ON i.id = m.identity_id JOIN identity o ON o.id = c.identity_id
WHERE i.customer_id = o.customer_id;

-- What the owner is asked about a message and a case, until she answers.
CREATE TABLE case_hint (
  message_id TEXT PRIMARY KEY REFERENCES message (id),
  case_id    TEXT NOT NULL,
  kind       TEXT NOT NULL,
  number     TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What is being written down of a call or a visit, by the case that was opened for it. Local, like a draft.
CREATE TABLE sheet (
  case_id  TEXT PRIMARY KEY,
  fields   TEXT NOT NULL,
  saved_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
