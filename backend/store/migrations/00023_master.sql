-- +goose Up
-- What the owner says of a customer follows from events, see decision 0024.
ALTER TABLE customer ADD COLUMN birthday TEXT NOT NULL DEFAULT '';      -- 1987-03-05, or --03-05 without the year
ALTER TABLE customer ADD COLUMN postal TEXT NOT NULL DEFAULT '[]';      -- JSON: texts
ALTER TABLE customer ADD COLUMN details TEXT NOT NULL DEFAULT '[]';     -- JSON: name and value
ALTER TABLE customer ADD COLUMN preferred_id TEXT NOT NULL DEFAULT '';  -- the identity that is used first
ALTER TABLE customer ADD COLUMN grouped INTEGER NOT NULL DEFAULT 0;     -- a family or a firm: several people
-- The document as desk.DocumentKey reads it, so that one is found in any spelling.
ALTER TABLE customer ADD COLUMN document_key TEXT NOT NULL DEFAULT '';
UPDATE customer SET document_key = upper(replace(replace(replace(replace(document, '.', ''), '-', ''), '/', ''), ' ', '')) WHERE document <> '';
UPDATE customer SET document_key = substr(document_key, 3) WHERE length(document_key) = 11 AND substr(document_key, 1, 2) IN ('PT', 'ES');
DROP INDEX customer_document;
CREATE INDEX customer_document ON customer (document_key) WHERE document_key <> '';
CREATE INDEX customer_grouped ON customer (id) WHERE grouped = 1;
ALTER TABLE identity ADD COLUMN barred_at INTEGER NOT NULL DEFAULT 0;   -- since when nothing is to be sent there; 0: it may be used
ALTER TABLE identity ADD COLUMN created_at INTEGER NOT NULL DEFAULT 0;  -- when it was first seen; 0: nobody knows
ALTER TABLE identity ADD COLUMN moved_by TEXT NOT NULL DEFAULT '';       -- the merge or the split that gave it to whose it is
UPDATE identity SET moved_by = s.id FROM (
  SELECT json_extract(m.value, '$.identity') AS identity, e.id, max(e.n) FROM event e, json_each(e.facts, '$.joining.moves') m
  WHERE e.kind IN ('customer.merged', 'customer.split')
    AND NOT EXISTS (SELECT 1 FROM event u WHERE u.kind = 'event.undone' AND json_extract(u.facts, '$.ref') = e.id)
  GROUP BY 1) s WHERE s.identity = identity.id;
UPDATE identity SET created_at = coalesce((SELECT min(m.arrived_at) FROM message m WHERE m.identity_id = identity.id), 0);
