-- name: consent.log
SELECT id, station, counter, kind, at, actor, customer_id, message_id, case_id, facts, coalesce(personal, '{}')
FROM event WHERE json_extract(facts, '$.consent.identity') = ?1 AND json_extract(facts, '$.consent.identity') IS NOT NULL ORDER BY n;

-- name: consent.forget
DELETE FROM consent WHERE identity_id = ?;

-- name: consent.put
INSERT INTO consent (identity_id, channel, purpose, status, said_at, event_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6);

-- name: consent.of_identities
-- With what was withdrawn at another spelling of the same number or address.
SELECT i.id, c.channel, c.purpose, c.status, c.said_at, c.event_id
FROM json_each(?1) j CROSS JOIN identity i ON i.id = j.value CROSS JOIN identity o ON o.key = i.key CROSS JOIN consent c ON c.identity_id = o.id
WHERE o.id = i.id OR c.status = 'withdrawn';
