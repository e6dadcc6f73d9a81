-- +goose Up
-- What the owner is asked about messages. A row stays when it is answered: what was asked is not asked anew.
DROP TABLE case_hint;
CREATE TABLE case_hint (
  message_id  TEXT NOT NULL REFERENCES message (id),
  kind        TEXT NOT NULL,
  number      TEXT NOT NULL,
  case_id     TEXT NOT NULL,
  identity_id TEXT NOT NULL, -- the message's
  dismissed   INTEGER NOT NULL,
  PRIMARY KEY (message_id, kind, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX case_hint_identity ON case_hint (identity_id);
CREATE INDEX case_hint_case ON case_hint (case_id) WHERE kind = 'other_matter';

INSERT INTO case_hint (message_id, kind, number, case_id, identity_id, dismissed)
SELECT e.message_id, json_extract(e.facts, '$.case.hint'), coalesce(json_extract(e.facts, '$.case.protocol'), ''),
       coalesce(json_extract(e.facts, '$.case.about'), ''), m.identity_id,
       EXISTS (SELECT 1 FROM event d WHERE d.message_id = e.message_id AND d.kind = 'hint.dismissed'
                 AND d.kind IN ('case.joined', 'case.told', 'case.hinted', 'hint.dismissed') -- which is what the index holds
                 AND NOT EXISTS (SELECT 1 FROM event u WHERE u.kind = 'event.undone' AND json_extract(u.facts, '$.ref') = d.id))
FROM event e JOIN message m ON m.id = e.message_id
WHERE e.kind = 'case.hinted'
ON CONFLICT (message_id, kind, number) DO NOTHING;

-- What was undone in a case, of whose log most tells which messages are in it.
CREATE INDEX event_undone_in_case ON event (case_id) WHERE kind = 'event.undone' AND case_id <> '';
