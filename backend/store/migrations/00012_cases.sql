-- +goose Up
ALTER TABLE event ADD COLUMN case_id TEXT NOT NULL DEFAULT '';
CREATE INDEX event_case ON event (case_id) WHERE case_id <> '';
-- What is about a case stands in the log of the case, and would make a customer's long.
DROP INDEX event_customer;
CREATE INDEX event_customer ON event (customer_id) WHERE customer_id <> '' AND case_id = '';
CREATE INDEX event_caused ON event (json_extract(facts, '$.case.cause')) WHERE json_extract(facts, '$.case.cause') IS NOT NULL;
CREATE INDEX event_joined ON event (message_id) WHERE kind = 'case.joined';

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
  root        TEXT NOT NULL,
  void        INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX case_identity ON cases (identity_id);
CREATE INDEX case_root ON cases (root);
CREATE INDEX case_opened ON cases (opened_at, id);
CREATE INDEX case_station ON cases (substr(protocol, 7, 2), protocol);
CREATE INDEX case_promised ON cases (promised_at) WHERE promised_at > 0;

CREATE TABLE case_item (
  message_id TEXT PRIMARY KEY REFERENCES message (id),
  case_id    TEXT NOT NULL,
  rule       TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX case_item_case ON case_item (case_id);

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
