-- +goose Up
CREATE INDEX event_audience ON event (json_extract(facts, '$.audience.id')) WHERE json_extract(facts, '$.audience.id') IS NOT NULL;

-- The filters that the owner saved, as their logs tell them: a projection. body is a desk.Audience.
CREATE TABLE audience (
  id   TEXT PRIMARY KEY,
  body TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- With what a filter asks of an address, so that the row itself need not be read.
DROP INDEX identity_customer;
CREATE INDEX identity_customer ON identity (customer_id, medium, barred_at, verified);

CREATE INDEX event_cuts ON event (n) WHERE json_extract(facts, '$.cuts') IS NOT NULL;

-- Where the owner wants buyers to be cut, as the log tells it: a projection. One row, or none; body is a desk.OwnCuts.
CREATE TABLE own_cuts (
  n    INTEGER PRIMARY KEY CHECK (n = 1),
  body TEXT NOT NULL
) STRICT;
