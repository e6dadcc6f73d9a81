-- +goose Up
-- What was bought is found by its words, as what was said is. seq as in message: it follows the date.
ALTER TABLE purchase ADD COLUMN seq INTEGER NOT NULL DEFAULT 0;
UPDATE purchase SET seq = s.seq FROM (
  SELECT rowid AS row, (max(at, 0) << 16) + row_number() OVER (PARTITION BY at ORDER BY id) - 1 AS seq FROM purchase) s
WHERE s.row = purchase.rowid;
CREATE INDEX purchase_seq ON purchase (seq);

-- A number without its separators, as it is looked for. The columns of message_fts that an expression may name.
ALTER TABLE purchase ADD COLUMN numbers TEXT NOT NULL GENERATED ALWAYS AS (replace(replace(replace(replace(ref, '.', ''), '-', ''), '/', ''), ' ', '')) VIRTUAL;
CREATE VIRTUAL TABLE purchase_fts USING fts5 (
  what, ref, note, numbers,
  content = 'purchase', content_rowid = 'seq',
  tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
INSERT INTO purchase_fts (purchase_fts, rank) VALUES ('secure-delete', 1);
INSERT INTO purchase_fts (purchase_fts) VALUES ('rebuild');
CREATE VIRTUAL TABLE purchase_word USING fts5vocab (purchase_fts, 'row');
