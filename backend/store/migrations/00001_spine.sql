-- +goose Up
-- Times are Unix milliseconds; flags are 0 or 1; ids are text (see desk).

CREATE TABLE setting (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE connection (
  id             TEXT PRIMARY KEY,
  kind           TEXT NOT NULL,
  config         TEXT NOT NULL,
  cursor         TEXT NOT NULL DEFAULT '',
  created_at     INTEGER NOT NULL,
  history_before INTEGER NOT NULL,
  removed        INTEGER NOT NULL DEFAULT 0,
  last_ok        INTEGER NOT NULL DEFAULT 0,
  failing_since  INTEGER NOT NULL DEFAULT 0,
  error_code     TEXT NOT NULL DEFAULT '',
  error_params   TEXT NOT NULL DEFAULT '{}'
) STRICT, WITHOUT ROWID;

CREATE TABLE account (
  id            TEXT PRIMARY KEY,
  connection_id TEXT NOT NULL REFERENCES connection (id),
  channel       TEXT NOT NULL,
  address       TEXT NOT NULL,
  name          TEXT NOT NULL,
  removed       INTEGER NOT NULL DEFAULT 0,
  UNIQUE (channel, address)
) STRICT, WITHOUT ROWID;

CREATE TABLE customer (
  n          INTEGER PRIMARY KEY,
  id         TEXT NOT NULL UNIQUE,
  name       TEXT NOT NULL,
  owner_name INTEGER NOT NULL DEFAULT 0, -- the owner typed it
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE identity (
  id          TEXT PRIMARY KEY,
  customer_id TEXT NOT NULL REFERENCES customer (id),
  medium      TEXT NOT NULL,
  address     TEXT NOT NULL,
  key         TEXT NOT NULL,
  label       TEXT NOT NULL,
  verified    INTEGER NOT NULL,
  UNIQUE (medium, address)
) STRICT, WITHOUT ROWID;
CREATE INDEX identity_key ON identity (key);
CREATE INDEX identity_customer ON identity (customer_id);

-- seq follows the date, so that "newest first" is a walk along the search index and not a sort.
CREATE TABLE message (
  seq         INTEGER PRIMARY KEY,
  id          TEXT NOT NULL UNIQUE,
  identity_id TEXT NOT NULL REFERENCES identity (id),
  account_id  TEXT NOT NULL,
  channel     TEXT NOT NULL,
  direction   TEXT NOT NULL,
  external_id TEXT NOT NULL,
  rfc_id      TEXT NOT NULL,
  at          INTEGER NOT NULL,
  arrived_at  INTEGER NOT NULL,
  sender      TEXT NOT NULL,
  recipient   TEXT NOT NULL,
  cc          TEXT NOT NULL,
  voice       INTEGER NOT NULL,
  auto        TEXT NOT NULL,
  history     INTEGER NOT NULL,
  damaged     INTEGER NOT NULL,
  placeholder TEXT NOT NULL,
  snippet     TEXT NOT NULL,
  raw_sha256  TEXT NOT NULL,
  size        INTEGER NOT NULL
) STRICT;
CREATE INDEX message_timeline ON message (identity_id, at, id);
CREATE INDEX message_turn ON message (identity_id, voice, at, arrived_at) WHERE history = 0 AND voice > 0;

-- What a message says, apart from the row that lists read. numbers: digit runs without their separators. traits:
-- what a search can be narrowed by, in words that nobody can type (see traits.go).
CREATE TABLE message_text (
  seq     INTEGER PRIMARY KEY REFERENCES message (seq),
  subject TEXT NOT NULL,
  body    TEXT NOT NULL,
  numbers TEXT NOT NULL,
  traits  TEXT NOT NULL
) STRICT;

CREATE TABLE message_html (
  seq    INTEGER PRIMARY KEY REFERENCES message (seq),
  policy INTEGER NOT NULL, -- version of the sanitiser, so that it can be redone from the raw bytes
  html   TEXT NOT NULL
) STRICT;

-- prefix: without it, a word's beginning gathers the messages of every word that begins so before the first is
-- shown (70 ms for two letters at 200,000 messages). One letter is asked for as many times two, see words.go.
CREATE VIRTUAL TABLE message_fts USING fts5 (
  subject, body, numbers, traits,
  content = 'message_text', content_rowid = 'seq',
  tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
INSERT INTO message_fts (message_fts, rank) VALUES ('secure-delete', 1);
-- Sixteen times the usual memory for what is not written yet, and pieces merged by eights and not by fours: less is written anew while
-- much mail comes at once, and a search looks at hardly more pieces. See decision 0004.
INSERT INTO message_fts (message_fts, rank) VALUES ('hashsize', 16777216);
INSERT INTO message_fts (message_fts, rank) VALUES ('automerge', 8);

CREATE VIRTUAL TABLE customer_fts USING fts5 (
  name, addresses,
  content = '', contentless_delete = 1,
  tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
);

-- A provider's id for a message of ours: its copy coming back joins it instead of becoming a second one.
CREATE TABLE alias (
  channel    TEXT NOT NULL,
  ref        TEXT NOT NULL,
  message_id TEXT NOT NULL REFERENCES message (id),
  PRIMARY KEY (channel, ref)
) STRICT, WITHOUT ROWID;

CREATE TABLE place (
  connection_id TEXT NOT NULL,
  folder        TEXT NOT NULL,
  uidvalidity   INTEGER NOT NULL,
  uid           INTEGER NOT NULL,
  message_id    TEXT NOT NULL REFERENCES message (id),
  PRIMARY KEY (connection_id, folder, uidvalidity, uid)
) STRICT, WITHOUT ROWID;
CREATE INDEX place_message ON place (message_id);

CREATE TABLE attachment (
  id         TEXT PRIMARY KEY,
  message_id TEXT NOT NULL REFERENCES message (id),
  position   INTEGER NOT NULL,
  name       TEXT NOT NULL,
  type       TEXT NOT NULL,
  content_id TEXT NOT NULL,
  inline     INTEGER NOT NULL,
  size       INTEGER NOT NULL,
  sha256     TEXT NOT NULL, -- empty until the bytes are here
  remote     TEXT NOT NULL, -- where the provider keeps them
  source     TEXT NOT NULL, -- the connection to fetch them by
  tries      INTEGER NOT NULL DEFAULT 0,
  next_try   INTEGER NOT NULL DEFAULT 0,
  gone       INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX attachment_message ON attachment (message_id, position);
CREATE INDEX attachment_wanted ON attachment (next_try) WHERE sha256 = '' AND gone = 0;

CREATE TABLE delivery (
  id              TEXT PRIMARY KEY,
  message_id      TEXT NOT NULL UNIQUE REFERENCES message (id),
  state           TEXT NOT NULL,
  here            INTEGER NOT NULL, -- sent by this program; 0: only followed
  external_id     TEXT NOT NULL DEFAULT '',
  provider_status TEXT NOT NULL DEFAULT '',
  attempts        INTEGER NOT NULL DEFAULT 0,
  lookups         INTEGER NOT NULL DEFAULT 0,
  not_before      INTEGER NOT NULL DEFAULT 0,
  started_at      INTEGER NOT NULL DEFAULT 0,
  created_at      INTEGER NOT NULL,
  updated_at      INTEGER NOT NULL,
  template        TEXT NOT NULL DEFAULT '',
  unfiled         INTEGER NOT NULL DEFAULT 0, -- a copy in Sent is still to be made sure of
  dismissed       INTEGER NOT NULL DEFAULT 0,
  error_code      TEXT NOT NULL DEFAULT '',
  error_params    TEXT NOT NULL DEFAULT '{}'
) STRICT, WITHOUT ROWID;
CREATE INDEX delivery_open ON delivery (state, not_before) WHERE state IN ('queued', 'sending', 'uncertain', 'held');
CREATE INDEX delivery_recent ON delivery (created_at) WHERE here = 1;
CREATE INDEX delivery_followed ON delivery (updated_at) WHERE state IN ('sent', 'delivered');
CREATE INDEX delivery_unfiled ON delivery (not_before) WHERE unfiled = 1;
CREATE INDEX delivery_failed ON delivery (updated_at) WHERE state IN ('failed', 'held') AND dismissed = 0;

-- Kept row of the inbox, one per customer: a projection of messages, deliveries and events.
CREATE TABLE conversation (
  customer_id    TEXT PRIMARY KEY REFERENCES customer (id),
  machine        INTEGER NOT NULL,
  state          TEXT NOT NULL,
  next_change    INTEGER NOT NULL, -- when time alone changes the state; 0: never
  last_at        INTEGER NOT NULL,
  last_id        TEXT NOT NULL,
  awaiting_since INTEGER NOT NULL,
  spoke_at       INTEGER NOT NULL,
  arrived_at     INTEGER NOT NULL,
  closed_at      INTEGER NOT NULL,
  snoozed_at     INTEGER NOT NULL,
  snoozed_until  INTEGER NOT NULL,
  read_at        INTEGER NOT NULL,
  unread_at      INTEGER NOT NULL, -- when the owner marked it unread; 0: read since
  unread         INTEGER NOT NULL,
  failed         INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX conversation_list ON conversation (machine, state, last_at, customer_id);
CREATE INDEX conversation_recent ON conversation (last_at, customer_id);
CREATE INDEX conversation_next ON conversation (next_change) WHERE next_change > 0;

-- n: the order in which they were applied here, which a clock put back cannot change.
CREATE TABLE event (
  n           INTEGER PRIMARY KEY,
  id          TEXT NOT NULL UNIQUE,
  station     TEXT NOT NULL,
  counter     INTEGER NOT NULL,
  kind        TEXT NOT NULL,
  at          INTEGER NOT NULL,
  actor       TEXT NOT NULL,
  customer_id TEXT NOT NULL,
  message_id  TEXT NOT NULL,
  facts       TEXT NOT NULL,
  personal    TEXT,
  UNIQUE (station, counter)
) STRICT;
CREATE INDEX event_customer ON event (customer_id) WHERE customer_id <> '';
