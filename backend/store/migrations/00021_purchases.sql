-- +goose Up
-- A purchase is a fact, written once: customer_id is who bought it, whoever she was merged into since. There is no such
-- customer any more where an import was taken back with whom it brought.
CREATE TABLE purchase (
  id          TEXT NOT NULL UNIQUE,
  customer_id TEXT NOT NULL,
  what        TEXT NOT NULL,
  kind        TEXT NOT NULL,
  cents       INTEGER NOT NULL,
  currency    TEXT NOT NULL,
  at          INTEGER NOT NULL,
  day         INTEGER NOT NULL, -- the date of at where it was bought, in days since 1970
  place       TEXT NOT NULL,
  ref         TEXT NOT NULL,
  note        TEXT NOT NULL,
  import_id   TEXT NOT NULL
) STRICT;
CREATE INDEX purchase_timeline ON purchase (customer_id, at, id);
CREATE INDEX purchase_currency ON purchase (currency);
CREATE INDEX purchase_import ON purchase (import_id) WHERE import_id <> '';

-- What became of purchases, as the log tells it: a projection.
CREATE TABLE purchase_change (
  purchase_id TEXT PRIMARY KEY,
  returned    INTEGER NOT NULL,
  cancelled   INTEGER NOT NULL,
  removed     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX event_purchase ON event (json_extract(facts, '$.purchase.id')) WHERE json_extract(facts, '$.purchase.id') IS NOT NULL;
CREATE INDEX event_import ON event (json_extract(facts, '$.purchase.import')) WHERE json_extract(facts, '$.purchase.import') IS NOT NULL;

-- Who bought something that counts, with what she bought in the period (desk.ScorePeriod), and where all buyers are cut into
-- parts: projections. due is the day from which on her row is another; 0: it has to be made.
CREATE TABLE buyer (
  customer_id TEXT PRIMARY KEY,
  last_day    INTEGER NOT NULL,
  times       INTEGER NOT NULL,
  cents       INTEGER NOT NULL,
  due         INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX buyer_due ON buyer (due);
-- With times, so that the row itself need not be read.
CREATE INDEX buyer_last_day ON buyer (last_day, times) WHERE times > 0;
CREATE INDEX buyer_times ON buyer (times) WHERE times > 0;
CREATE INDEX buyer_cents ON buyer (cents, times) WHERE times > 0;

-- One row; body is a desk.Cuts.
CREATE TABLE buyer_cuts (
  n    INTEGER PRIMARY KEY CHECK (n = 1),
  body TEXT NOT NULL
) STRICT;
