-- +goose Up
CREATE INDEX event_campaign ON event (json_extract(facts, '$.campaign.id')) WHERE json_extract(facts, '$.campaign.id') IS NOT NULL;

-- Campaigns as their logs tell them: projections. body is a desk.Campaign.
CREATE TABLE campaign (
  id         TEXT PRIMARY KEY,
  body       TEXT NOT NULL,
  state      TEXT NOT NULL,
  begun_by   TEXT NOT NULL, -- the event that settled whom it is for; empty: a draft
  begun_at   INTEGER NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE campaign_call (
  campaign_id TEXT NOT NULL,
  customer_id TEXT NOT NULL,
  at          INTEGER NOT NULL,
  PRIMARY KEY (campaign_id, customer_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX campaign_call_timeline ON campaign_call (customer_id, at, campaign_id);

-- Whom a campaign is for, written once when it begins: whoever was left out then has a reason. customer_id is who she was.
CREATE TABLE campaign_person (
  begun_by    TEXT NOT NULL,
  place       INTEGER NOT NULL, -- the order in which they are reached
  campaign_id TEXT NOT NULL,
  customer_id TEXT NOT NULL,
  identity_id TEXT NOT NULL,    -- empty: none
  half        INTEGER NOT NULL, -- which of the wordings
  reason      TEXT NOT NULL,
  at          INTEGER NOT NULL, -- when it came to her by other means, to stand in her history; 0: by a message or a call of ours
  PRIMARY KEY (begun_by, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX campaign_person_timeline ON campaign_person (customer_id, at, campaign_id) WHERE at > 0 AND reason = '';

-- What became of each of them when it was her turn, written once, in the transaction that queues the message: so nobody is
-- written to twice, whatever is pressed or breaks off.
CREATE TABLE campaign_turn (
  campaign_id TEXT NOT NULL,
  identity_id TEXT NOT NULL,
  message_id  TEXT NOT NULL, -- empty: she was passed over
  reason      TEXT NOT NULL,
  at          INTEGER NOT NULL,
  PRIMARY KEY (campaign_id, identity_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX campaign_turn_message ON campaign_turn (message_id) WHERE message_id <> '';
