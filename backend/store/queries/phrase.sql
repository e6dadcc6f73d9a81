-- name: phrase.all
SELECT p.body, coalesce(u.used, 0) FROM phrase p LEFT JOIN phrase_use u ON u.id = p.id ORDER BY p.id;

-- name: phrase.get
SELECT p.body, coalesce(u.used, 0) FROM phrase p LEFT JOIN phrase_use u ON u.id = p.id WHERE p.id = ?;

-- name: phrase.put
INSERT INTO phrase (id, body) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET body = ?2;

-- name: phrase.remove
DELETE FROM phrase WHERE id = ?;

-- name: phrase.used
INSERT INTO phrase_use (id, used) VALUES (?1, 1) ON CONFLICT (id) DO UPDATE SET used = used + 1;

-- name: phrase.log
SELECT id, station, counter, kind, at, actor, customer_id, message_id, case_id, facts, coalesce(personal, '{}')
FROM event WHERE json_extract(facts, '$.phrase.id') = ?1 AND json_extract(facts, '$.phrase.id') IS NOT NULL ORDER BY n;
