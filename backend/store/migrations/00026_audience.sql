-- +goose Up
CREATE INDEX event_audience ON event (json_extract(facts, '$.audience.id')) WHERE json_extract(facts, '$.audience.id') IS NOT NULL;

-- The filters that the owner saved, as their logs tell them: a projection. body is a desk.Audience.
CREATE TABLE audience (
  id   TEXT PRIMARY KEY,
  body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
