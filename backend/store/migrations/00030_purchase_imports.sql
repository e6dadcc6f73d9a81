-- +goose Up
-- A file of purchases is an import as any other: an event, and rows of what it brought. Those from before this had only the id
-- that their purchases carry, which is a ULID and begins with its moment. The events are of a station of their own: no
-- folder made them.
INSERT INTO event (id, station, counter, kind, at, actor, customer_id, message_id, case_id, facts, personal)
WITH RECURSIVE
file (id) AS (SELECT DISTINCT import_id FROM purchase WHERE import_id <> ''),
digit (id, n, ms) AS (
  SELECT id, 0, 0 FROM file
  UNION ALL
  SELECT id, n + 1, ms * 32 + instr('0123456789abcdefghjkmnpqrstvwxyz', substr(id, n + 1, 1)) - 1 FROM digit WHERE n < 10)
SELECT id, 'schema-30', row_number() OVER (ORDER BY id), 'import.made', ms, 'owner', '', '', '', '{"import":{"kind":"purchases"}}', '{}'
FROM digit WHERE n = 10 AND NOT EXISTS (SELECT 1 FROM event e WHERE e.id = digit.id)
ORDER BY id;

INSERT INTO brought (import_id, kind, id)
SELECT json_extract(e.facts, '$.ref'), 'customer', e.customer_id FROM event e JOIN customer c ON c.id = e.customer_id
WHERE e.kind = 'customer.added' AND json_extract(e.facts, '$.ref') IN (SELECT import_id FROM purchase WHERE import_id <> '')
ON CONFLICT DO NOTHING;
