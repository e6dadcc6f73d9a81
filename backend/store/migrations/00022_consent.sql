-- +goose Up
CREATE INDEX event_consent ON event (json_extract(facts, '$.consent.identity')) WHERE json_extract(facts, '$.consent.identity') IS NOT NULL;

-- What holds for an address, as its log tells it: a projection. It outlives the address: whoever said no there has said
-- so when it is written down again.
CREATE TABLE consent (
  identity_id TEXT NOT NULL,
  channel     TEXT NOT NULL,
  purpose     TEXT NOT NULL,
  status      TEXT NOT NULL,
  said_at     INTEGER NOT NULL,
  event_id    TEXT NOT NULL,
  PRIMARY KEY (identity_id, channel, purpose)
) STRICT, WITHOUT ROWID;

DROP INDEX event_act;
CREATE INDEX event_act ON event (n)
WHERE actor = 'program' AND kind IN ('case.opened', 'case.reopened', 'case.joined', 'message.attributed', 'consent.given', 'consent.withdrawn')
  AND json_extract(facts, '$.case.cause') IS NULL;
