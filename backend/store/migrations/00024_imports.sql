-- +goose Up
-- What each import brought: messages, addresses and customers that were new, and customers of whom something was written
-- down ('changed'). A row goes with what it names.
CREATE TABLE brought (
  import_id TEXT NOT NULL,
  kind      TEXT NOT NULL,
  id        TEXT NOT NULL,
  PRIMARY KEY (import_id, kind, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX brought_thing ON brought (kind, id);
CREATE INDEX event_import_made ON event (n) WHERE kind = 'import.made';
-- Whoever deletes a message is asked whether any is left that refers to it.
CREATE INDEX alias_message ON alias (message_id);
