-- name: import.bring
INSERT INTO brought (import_id, kind, id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING;

-- name: import.forget
DELETE FROM brought WHERE import_id = ? AND kind = ? AND id = ?;

-- name: import.page
SELECT id FROM brought WHERE import_id = ?1 AND kind = ?2 AND id > ?3 ORDER BY id LIMIT ?4;

-- name: import.count
SELECT count(*) FROM brought WHERE import_id = ?;

-- name: import.all
-- What brought nothing is no import to speak of.
SELECT * FROM (
  SELECT e.id, coalesce(json_extract(e.facts, '$.import.kind'), ''), coalesce(json_extract(e.personal, '$.name'), ''), e.at,
         (SELECT count(*) FROM brought b WHERE b.import_id = e.id AND b.kind = 'message') AS messages,
         (SELECT count(*) FROM brought b WHERE b.import_id = e.id AND b.kind = 'customer') AS customers,
         (SELECT count(*) FROM brought b WHERE b.import_id = e.id AND b.kind = 'changed') AS changed,
         (SELECT count(*) FROM purchase p WHERE p.import_id = e.id AND p.import_id <> '' AND NOT EXISTS (
           SELECT 1 FROM purchase_change x WHERE x.purchase_id = p.id AND x.removed = 1)) AS purchases,
         max(coalesce((SELECT max(u.at) FROM event u WHERE u.kind = 'event.undone' AND json_extract(u.facts, '$.ref') = +e.id), 0),
             coalesce((SELECT max(u.at) FROM event u WHERE json_extract(u.facts, '$.purchase.import') = +e.id
               AND json_extract(u.facts, '$.purchase.import') IS NOT NULL), 0)) AS undone
  FROM event e WHERE e.kind = 'import.made' ORDER BY e.at DESC, e.n DESC)
WHERE messages + customers + changed + purchases + undone > 0;

-- name: import.used
SELECT EXISTS (SELECT 1 FROM place WHERE message_id = ?1) OR EXISTS (SELECT 1 FROM alias WHERE message_id = ?1)
         OR EXISTS (SELECT 1 FROM delivery WHERE message_id = ?1),
       EXISTS (SELECT 1 FROM case_item WHERE message_id = ?1) OR EXISTS (SELECT 1 FROM case_hint WHERE message_id = ?1),
       -- Whatever its customer allowed anywhere, with this message as the proof.
       EXISTS (SELECT 1 FROM message m CROSS JOIN identity o ON o.id = m.identity_id CROSS JOIN identity i ON i.customer_id = o.customer_id
               CROSS JOIN event e ON json_extract(e.facts, '$.consent.identity') = +i.id AND json_extract(e.facts, '$.consent.identity') IS NOT NULL
               WHERE m.id = ?1 AND e.message_id = ?1);

-- name: import.standing
SELECT t.seq, t.subject, t.body, t.numbers, t.traits FROM message m JOIN message_text t ON t.seq = m.seq WHERE m.id = ?1 AND m.arrived_at < ?2;

-- name: import.drop_html
DELETE FROM message_html WHERE seq = ?;

-- name: import.drop_letter
DELETE FROM letter WHERE seq = ?;

-- name: import.drop_text
DELETE FROM message_text WHERE seq = ?;

-- name: import.drop_files
DELETE FROM attachment WHERE message_id = ?;

-- name: import.drop_message
DELETE FROM message WHERE id = ?;

-- name: import.unverify
-- She has not written from there, as far as anybody knows now.
UPDATE identity SET verified = 0 WHERE id = ?1 AND verified = 1
  AND NOT EXISTS (SELECT 1 FROM message m WHERE m.identity_id = ?1 AND m.direction = 'in' AND m.voice = 1);

-- name: import.customer_since
SELECT 1 FROM customer WHERE id = ?1 AND created_at < ?2;

-- name: import.awake
UPDATE message SET history = 0 WHERE id = ?1 AND history = 1 AND EXISTS (SELECT 1 FROM brought b WHERE b.kind = 'message' AND b.id = ?1);

-- name: import.filled
UPDATE message SET placeholder = '' WHERE id = ?;

-- name: import.alike
SELECT m.id FROM identity i JOIN message m ON m.identity_id = i.id JOIN message_text t ON t.seq = m.seq
WHERE i.key = ?1 AND m.channel = ?2 AND m.direction = ?3 AND m.at >= ?4 AND m.at < ?5 AND t.body = ?6
  AND NOT EXISTS (SELECT 1 FROM brought b WHERE b.kind = 'message' AND b.id = m.id)
LIMIT 1;
