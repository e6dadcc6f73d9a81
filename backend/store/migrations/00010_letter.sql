-- +goose Up
-- What the HTML of a mail needs to be shown, made by the sanitiser of the same policy as message_html.
CREATE TABLE letter (
  seq     INTEGER PRIMARY KEY REFERENCES message (seq),
  rich    INTEGER NOT NULL, -- shows more than its words do
  targets TEXT NOT NULL     -- JSON: what its links and remote pictures stand for
) STRICT;

-- Whose pictures are fetched without asking. A choice of this laptop's owner about this laptop's network, and so
-- neither in the log of events nor told to another station.
CREATE TABLE picture_sender (
  address TEXT PRIMARY KEY,
  since   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
