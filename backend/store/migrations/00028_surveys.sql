-- +goose Up
-- A survey is a fact, written once: that somebody was asked, or why not. It hangs on the identity that was asked;
-- customer_id is whom it was about then.
CREATE TABLE survey (
  id          TEXT PRIMARY KEY,
  point       TEXT NOT NULL,
  about       TEXT NOT NULL, -- the case or the purchase
  scale       TEXT NOT NULL,
  at          INTEGER NOT NULL,
  customer_id TEXT NOT NULL,
  identity_id TEXT NOT NULL,
  channel     TEXT NOT NULL,
  message_id  TEXT NOT NULL, -- the question; empty: nothing was asked
  language    TEXT NOT NULL,
  not_asked   TEXT NOT NULL  -- why; empty: it was
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX survey_about ON survey (about, point);
CREATE UNIQUE INDEX survey_question ON survey (message_id) WHERE message_id <> '';
CREATE INDEX survey_identity ON survey (identity_id, at) WHERE message_id <> '';
CREATE INDEX survey_at ON survey (at, id);

-- What was answered, as the logs of surveys tell it: a projection. last is the answer that counts; quiet that nobody waits
-- for an answer to the message. identity_id and seq are the message's, which the index of whose turn it is has too.
CREATE TABLE survey_answer (
  survey_id   TEXT NOT NULL,
  message_id  TEXT NOT NULL,
  score       INTEGER NOT NULL,
  at          INTEGER NOT NULL,
  event_id    TEXT NOT NULL,
  by_hand     INTEGER NOT NULL,
  quiet       INTEGER NOT NULL,
  last        INTEGER NOT NULL,
  identity_id TEXT NOT NULL,
  seq         INTEGER NOT NULL,
  PRIMARY KEY (survey_id, message_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX survey_answer_message ON survey_answer (message_id) WHERE message_id <> '';
CREATE INDEX survey_answer_quiet ON survey_answer (identity_id, seq) WHERE quiet = 1;
CREATE INDEX survey_answer_at ON survey_answer (at, survey_id) WHERE last = 1;

-- What the owner chose for each touch point: a projection. body is a desk.Touch.
CREATE TABLE survey_touch (
  point TEXT PRIMARY KEY,
  body  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX event_survey ON event (json_extract(facts, '$.survey.id')) WHERE json_extract(facts, '$.survey.id') IS NOT NULL;
CREATE INDEX event_touch ON event (json_extract(facts, '$.survey.point')) WHERE json_extract(facts, '$.survey.point') IS NOT NULL;

-- By which what is over is found when it is time to ask about it.
CREATE INDEX case_closed ON cases (closed_at) WHERE closed_at > 0;
CREATE INDEX purchase_at ON purchase (at);
