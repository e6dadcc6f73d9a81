-- +goose Up
-- What was typed and not sent, at most one row per channel; an empty channel is a note.
CREATE TABLE draft (
  customer_id TEXT NOT NULL REFERENCES customer (id),
  channel     TEXT NOT NULL,
  subject     TEXT, -- NULL: as proposed
  cc          TEXT NOT NULL,
  body        TEXT NOT NULL,
  files       TEXT NOT NULL, -- JSON: name, size and sha256 of each
  saved_at    INTEGER NOT NULL,
  PRIMARY KEY (customer_id, channel)
) STRICT, WITHOUT ROWID;

-- What the owner wrote down for herself. seq and numbers as in message and message_text.
CREATE TABLE note (
  seq         INTEGER PRIMARY KEY,
  id          TEXT NOT NULL UNIQUE,
  customer_id TEXT NOT NULL REFERENCES customer (id),
  at          INTEGER NOT NULL,
  body        TEXT NOT NULL,
  numbers     TEXT NOT NULL
) STRICT;
CREATE INDEX note_timeline ON note (customer_id, at, id);

-- The columns of message_fts, so that one expression asks both.
CREATE VIRTUAL TABLE note_fts USING fts5 (
  body, numbers,
  content = 'note', content_rowid = 'seq',
  tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
INSERT INTO note_fts (note_fts, rank) VALUES ('secure-delete', 1);
