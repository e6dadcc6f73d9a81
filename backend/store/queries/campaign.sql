-- name: campaign.all
SELECT body, state, begun_by, begun_at, changed_at FROM campaign ORDER BY iif(begun_at = 0, changed_at, begun_at) DESC, id DESC;

-- name: campaign.get
SELECT body, state, begun_by, begun_at, changed_at FROM campaign WHERE id = ?;

-- name: campaign.put
INSERT INTO campaign (id, body, state, begun_by, begun_at, changed_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
ON CONFLICT (id) DO UPDATE SET body = ?2, state = ?3, begun_by = ?4, begun_at = ?5, changed_at = ?6;

-- name: campaign.remove
DELETE FROM campaign WHERE id = ?;

-- name: campaign.forget_calls
DELETE FROM campaign_call WHERE campaign_id = ?;

-- name: campaign.put_call
INSERT INTO campaign_call (campaign_id, customer_id, at) VALUES (?1, ?2, ?3);

-- name: campaign.log
SELECT id, station, counter, kind, at, actor, customer_id, message_id, case_id, facts, coalesce(personal, '{}')
FROM event WHERE json_extract(facts, '$.campaign.id') = ?1 AND json_extract(facts, '$.campaign.id') IS NOT NULL ORDER BY n;

-- name: campaign.insert_person
INSERT INTO campaign_person (begun_by, place, campaign_id, customer_id, identity_id, half, reason, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?);

-- name: campaign.insert_turn
INSERT INTO campaign_turn (campaign_id, identity_id, message_id, reason, at) VALUES (?, ?, ?, ?, ?);

-- name: campaign.turn_taken
SELECT 1 FROM campaign_turn WHERE campaign_id = ?1 AND identity_id = ?2;

-- name: campaign.next
-- Whose turn it is: of an address that moved since, whoever has it now.
SELECT p.customer_id, coalesce(i.customer_id, p.customer_id), p.identity_id, p.half
FROM campaign_person p LEFT JOIN identity i ON i.id = p.identity_id
WHERE p.begun_by = ?1 AND p.reason = '' AND NOT EXISTS (SELECT 1 FROM campaign_turn t WHERE t.campaign_id = p.campaign_id AND t.identity_id = p.identity_id)
ORDER BY p.place LIMIT ?2;

-- name: campaign.people
SELECT p.customer_id, coalesce(i.customer_id, p.customer_id), coalesce(c.name, ''), coalesce(i.address, ''), p.identity_id, p.half, p.reason, p.at,
       coalesce(t.reason, ''), coalesce(t.message_id, ''), coalesce(m.at, 0), coalesce(d.state, ''), coalesce(d.error_code, ''), coalesce(k.at, 0)
FROM campaign_person p LEFT JOIN identity i ON i.id = p.identity_id LEFT JOIN customer c ON c.id = coalesce(i.customer_id, p.customer_id)
LEFT JOIN campaign_turn t ON t.campaign_id = p.campaign_id AND t.identity_id = p.identity_id AND p.identity_id <> ''
LEFT JOIN message m ON m.id = t.message_id LEFT JOIN delivery d ON d.message_id = t.message_id
LEFT JOIN campaign_call k ON k.campaign_id = p.campaign_id AND k.customer_id = p.customer_id
WHERE p.begun_by = ?1 ORDER BY p.place;

-- name: campaign.addresses
-- Those of some customers on the media of ?2, the one that is preferred first, then the one that was used last.
SELECT i.customer_id, i.id, i.address, i.key, i.barred_at > 0
FROM json_each(?1) j CROSS JOIN identity i ON i.customer_id = j.value CROSS JOIN customer c ON c.id = i.customer_id
WHERE i.medium IN (SELECT value FROM json_each(?2)) AND i.address <> '' AND (?3 = '' OR i.key LIKE ?3 || '%')
ORDER BY j.key, i.id = c.preferred_id DESC, coalesce((SELECT max(m.at) FROM message m WHERE m.identity_id = i.id), 0) DESC, i.id;

-- name: campaign.names
-- Whoever was merged is who she is now, once.
WITH RECURSIVE now (place, id) AS (
  SELECT j.key, j.value FROM json_each(?1) j
  UNION ALL SELECT n.place, c.merged_into FROM now n CROSS JOIN customer c ON c.id = n.id AND c.merged_into <> '')
SELECT c.id, c.name FROM now n CROSS JOIN customer c ON c.id = n.id AND c.merged_into = '' GROUP BY c.id ORDER BY min(n.place);

-- name: campaign.complaining
SELECT DISTINCT i.customer_id FROM json_each(?1) j CROSS JOIN identity i ON i.customer_id = j.value CROSS JOIN cases k ON k.identity_id = i.id
WHERE k.class = 'complaint' AND k.closed_at = 0 AND k.void = 0 AND k.root = k.id;

-- name: campaign.of_message
SELECT c.body, c.state, c.begun_by, c.begun_at, c.changed_at FROM campaign_turn t JOIN campaign c ON c.id = t.campaign_id WHERE t.message_id = ?1 AND t.message_id <> '';

-- name: campaign.of_messages
SELECT t.message_id, c.body FROM json_each(?1) j CROSS JOIN campaign_turn t ON t.message_id = j.value AND t.message_id <> '' CROSS JOIN campaign c ON c.id = t.campaign_id;

-- name: campaign.sent_since
-- What the shop has sent unasked on a channel, or is to.
SELECT count(*) FROM message m WHERE m.seq >= ?1 AND m.purpose <> '' AND m.channel = ?2 AND m.arrived_at > ?3;

-- name: campaign.outside
SELECT body, at FROM (
  SELECT c.body, p.at, p.campaign_id FROM campaign_person p JOIN campaign c ON c.begun_by = p.begun_by
  WHERE p.customer_id = ?1 AND p.at > 0 AND p.reason = '' AND (p.at, p.campaign_id) < (?2, ?3)
  UNION ALL SELECT c.body, k.at, k.campaign_id FROM campaign_call k JOIN campaign c ON c.id = k.campaign_id
  WHERE k.customer_id = ?1 AND (k.at, k.campaign_id) < (?2, ?3))
ORDER BY at DESC, campaign_id DESC LIMIT ?4;

-- name: campaign.outside_after
SELECT body, at FROM (
  SELECT c.body, p.at, p.campaign_id FROM campaign_person p JOIN campaign c ON c.begun_by = p.begun_by
  WHERE p.customer_id = ?1 AND p.at > 0 AND p.reason = '' AND (p.at, p.campaign_id) > (?2, ?3)
  UNION ALL SELECT c.body, k.at, k.campaign_id FROM campaign_call k JOIN campaign c ON c.id = k.campaign_id
  WHERE k.customer_id = ?1 AND (k.at, k.campaign_id) > (?2, ?3))
ORDER BY at, campaign_id LIMIT ?4;

-- name: campaign.answered
-- The first that each said until some time after she was reached, on whatever channel, but not what says no more than "stop", nor
-- what she said to something later that nobody asked for.
SELECT j.key, m.id, min(m.at)
FROM json_each(?1) j CROSS JOIN identity o ON o.customer_id = j.value ->> 'customer'
CROSS JOIN message m ON m.identity_id = o.id AND m.voice = 1 AND m.voice > 0 AND m.history = 0 AND m.at > j.value ->> 'at' AND m.at <= j.value ->> 'until'
WHERE NOT EXISTS (SELECT 1 FROM consent k JOIN event e ON e.id = k.event_id WHERE k.identity_id = o.id AND k.status = 'withdrawn' AND e.message_id = m.id)
  AND NOT EXISTS (SELECT 1 FROM identity x CROSS JOIN message l ON l.identity_id = x.id AND l.purpose <> '' AND l.at > j.value ->> 'at' AND l.at < m.at
                  WHERE x.customer_id = o.customer_id)
GROUP BY j.key;

-- name: campaign.bought
-- What each bought until some time after, and whoever was merged into her.
WITH RECURSIVE reached (n, at, until, id) AS (
  SELECT j.key, j.value ->> 'at', j.value ->> 'until', j.value ->> 'customer' FROM json_each(?1) j
  UNION SELECT r.n, r.at, r.until, k.id FROM reached r JOIN customer k ON k.merged_into = r.id AND k.merged_into <> '')
SELECT r.n, p.id, p.cents - coalesce(x.returned, 0), p.currency
FROM reached r CROSS JOIN purchase p ON p.customer_id = r.id AND p.at > r.at AND p.at <= r.until LEFT JOIN purchase_change x ON x.purchase_id = p.id
WHERE coalesce(x.cancelled, 0) = 0 AND coalesce(x.removed, 0) = 0 AND p.cents > coalesce(x.returned, 0)
ORDER BY r.n, p.at;

-- name: campaign.opted_out
SELECT DISTINCT j.key FROM json_each(?1) j CROSS JOIN consent k ON k.identity_id = j.value ->> 'identity'
WHERE k.status = 'withdrawn' AND k.purpose IN ('marketing', 'anything') AND k.said_at > j.value ->> 'at' AND k.said_at <= j.value ->> 'until';
