-- name: audience.all
SELECT body FROM audience ORDER BY id;

-- name: audience.get
SELECT body FROM audience WHERE id = ?;

-- name: audience.put
INSERT INTO audience (id, body) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET body = ?2;

-- name: audience.remove
DELETE FROM audience WHERE id = ?;

-- name: audience.log
SELECT id, station, counter, kind, at, actor, customer_id, message_id, case_id, facts, coalesce(personal, '{}')
FROM event WHERE json_extract(facts, '$.audience.id') = ?1 AND json_extract(facts, '$.audience.id') IS NOT NULL ORDER BY n;

-- name: audience.candidates
-- All but the segments, which desk.Cuts knows: what each bought goes along. An empty list, and 0, leave nobody out.
SELECT c.id, coalesce(b.last_day, 0), coalesce(b.times, 0), coalesce(b.cents, 0)
FROM customer c LEFT JOIN conversation v ON v.customer_id = c.id LEFT JOIN buyer b ON b.customer_id = c.id
WHERE c.merged_into = '' AND coalesce(v.machine, 0) = 0 AND NOT (coalesce(v.junk_at, 0) > 0 AND v.answered_at <= v.junk_at)
  AND (?1 = '[]' OR c.id IN (SELECT customer_id FROM customer_tag WHERE key IN (SELECT value FROM json_each(?1))))
  AND (?2 = '[]' OR c.id NOT IN (SELECT customer_id FROM customer_tag WHERE key IN (SELECT value FROM json_each(?2))))
  AND (?3 = 0 OR v.last_at >= ?3)
  AND (?4 = 0 OR (v.last_at > 0 AND v.last_at < ?4))
  AND (?5 = '[]' OR EXISTS (SELECT 1 FROM identity i WHERE i.customer_id = c.id AND i.barred_at = 0 AND i.medium IN (SELECT value FROM json_each(?5))))
  AND (?6 = '[]' OR EXISTS (SELECT 1 FROM identity i WHERE i.customer_id = c.id AND i.verified = 1 AND i.medium IN (SELECT value FROM json_each(?6))))
  AND (?7 = '[]' OR c.id IN (SELECT i.customer_id FROM cases k JOIN identity i ON i.id = k.identity_id
    WHERE k.opened_at >= ?8 AND k.void = 0 AND k.merged_into = '' AND k.class IN (SELECT value FROM json_each(?7))))
  AND (?9 = '[]' OR substr(c.birthday, -5) IN (SELECT value FROM json_each(?9)))
  AND (?10 = 0 OR b.last_day >= ?10)
  AND (?11 = 0 OR (b.last_day > 0 AND b.last_day < ?11))
ORDER BY c.name_key, c.id;
