-- +goose Up
CREATE INDEX event_phrase ON event (json_extract(facts, '$.phrase.id')) WHERE json_extract(facts, '$.phrase.id') IS NOT NULL;

-- Ready replies and short answers as their logs tell them: a projection. body is a desk.Phrase.
CREATE TABLE phrase (
  id   TEXT PRIMARY KEY,
  body TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- How often a phrase was used on this computer; it only puts lists in order.
CREATE TABLE phrase_use (
  id   TEXT PRIMARY KEY,
  used INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What the provider listed last; variables is a JSON list of desk.TemplateVariable.
CREATE TABLE template (
  connection_id TEXT NOT NULL,
  sid           TEXT NOT NULL,
  name          TEXT NOT NULL,
  language      TEXT NOT NULL,
  category      TEXT NOT NULL,
  status        TEXT NOT NULL,
  reason        TEXT NOT NULL,
  body          TEXT NOT NULL,
  variables     TEXT NOT NULL,
  updated_at    INTEGER NOT NULL,
  PRIMARY KEY (connection_id, sid)
) STRICT, WITHOUT ROWID;

ALTER TABLE connection ADD COLUMN templates_at INTEGER NOT NULL DEFAULT 0; -- when they were listed; 0: never
