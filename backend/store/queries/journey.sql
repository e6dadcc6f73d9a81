-- name: journey.days
-- On which days something was said over an address, by channel, with the last of it, and campaigns are nothing that was said. ?4 is how far the clocks there are ahead.
SELECT m.channel, (m.at + ?4) / 86400000 AS day, count(*), max(m.at), m.id
FROM message m
WHERE m.identity_id = ?1 AND m.at >= ?2 AND m.at < ?3
  AND NOT (m.direction = 'out' AND EXISTS (SELECT 1 FROM delivery d WHERE d.message_id = m.id AND d.state = 'cancelled'))
  AND NOT (m.purpose <> '' AND EXISTS (SELECT 1 FROM campaign_turn t WHERE t.message_id = m.id AND t.message_id <> ''))
GROUP BY m.channel, day;

-- name: journey.cases
-- The complaints and the praise of a customer, where they began.
SELECT c.id, c.class, s.channel, min(s.at), s.id
FROM identity i JOIN cases c ON c.identity_id = i.id JOIN case_said s ON s.case_id = c.id
WHERE i.customer_id = ?1 AND c.class IN ('complaint', 'praise') AND c.void = 0 AND c.root = c.id
GROUP BY c.id HAVING min(s.at) >= ?2;

-- name: journey.said
-- What was said over an address before a position, newest first. ?4 are the channels, an empty list being all.
SELECT m.id, m.at, m.channel, m.direction, m.placeholder, m.snippet,
       (SELECT count(*) FROM attachment a WHERE a.message_id = m.id AND a.inline = 0)
FROM message m
WHERE m.identity_id = ?1 AND (m.at, m.id) < (?2, ?3) AND (?4 = '[]' OR m.channel IN (SELECT value FROM json_each(?4)))
  AND NOT (m.direction = 'out' AND EXISTS (SELECT 1 FROM delivery d WHERE d.message_id = m.id AND d.state = 'cancelled'))
  AND NOT (m.purpose <> '' AND EXISTS (SELECT 1 FROM campaign_turn t WHERE t.message_id = m.id AND t.message_id <> ''))
ORDER BY m.at DESC, m.id DESC LIMIT ?5;

-- name: journey.campaigns
-- What came of campaigns to an address, and whether it is known that she saw it.
SELECT c.body, m.id, m.at, coalesce(d.state, '') = 'read'
FROM campaign c CROSS JOIN campaign_turn t ON t.campaign_id = c.id AND t.identity_id = ?1 AND t.message_id <> ''
JOIN message m ON m.id = t.message_id LEFT JOIN delivery d ON d.message_id = m.id
WHERE coalesce(d.state, '') <> 'cancelled';

-- name: journey.classes
-- What the cases of some messages are about, where that was said.
SELECT n.message_id, c.class FROM json_each(?1) wanted CROSS JOIN case_item n ON n.message_id = wanted.value
JOIN cases k ON k.id = n.case_id JOIN cases c ON c.id = k.root
WHERE c.class <> '';
