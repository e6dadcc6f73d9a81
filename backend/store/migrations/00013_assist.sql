-- +goose Up
-- What models were asked and what it cost, by month. A matter of this laptop and its owner's bill: no event tells of it.
CREATE TABLE assist_use (
  month      TEXT NOT NULL, -- 2026-11, by the clock on the wall
  host       TEXT NOT NULL,
  model      TEXT NOT NULL,
  asked      INTEGER NOT NULL,
  tokens_in  INTEGER NOT NULL,
  tokens_out INTEGER NOT NULL,
  cost       INTEGER NOT NULL, -- millionths of the owner's currency
  PRIMARY KEY (month, host, model)
) STRICT, WITHOUT ROWID;
