-- name: case.put
INSERT INTO cases (id, protocol, identity_id, opened_at, class, closed_at, promised_at, promise, told_at, earlier, merged_into, root, void)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?1, ?12)
ON CONFLICT (id) DO UPDATE SET identity_id = ?3, class = ?5, closed_at = ?6, promised_at = ?7, promise = ?8, told_at = ?9, earlier = ?10, merged_into = ?11, void = ?12;

-- name: case.get
SELECT c.id, c.protocol, c.identity_id, coalesce(i.customer_id, ''), c.opened_at, c.class, c.closed_at, c.promised_at, c.promise, c.told_at, c.earlier, c.root, c.void
FROM cases c LEFT JOIN identity i ON i.id = c.identity_id WHERE c.id = ?;

-- name: case.by_protocol
SELECT c.id, c.protocol, c.identity_id, coalesce(i.customer_id, ''), c.opened_at, c.class, c.closed_at, c.promised_at, c.promise, c.told_at, c.earlier, c.root, c.void
FROM cases c LEFT JOIN identity i ON i.id = c.identity_id WHERE c.protocol = ?;

-- name: case.of_customer
-- The open ones first, then the latest.
SELECT c.id, c.protocol, c.identity_id, i.customer_id, c.opened_at, c.class, c.closed_at, c.promised_at, c.promise, c.told_at, c.earlier, c.root, c.void
FROM identity i JOIN cases c ON c.identity_id = i.id
WHERE i.customer_id = ?1 AND c.void = 0 AND c.root = c.id
ORDER BY c.closed_at > 0, c.opened_at DESC, c.id DESC LIMIT ?2;

-- name: case.newest_open
-- The last of each customer is the newest.
SELECT i.customer_id, c.protocol FROM identity i JOIN cases c ON c.identity_id = i.id
WHERE i.customer_id IN (SELECT value FROM json_each(?)) AND c.closed_at = 0 AND c.void = 0 AND c.root = c.id
ORDER BY c.opened_at, c.id;

-- name: case.of_messages
-- Where customers were split, what one said is in no case of the other.
SELECT n.message_id, c.id, c.protocol, n.rule FROM case_item n JOIN cases k ON k.id = n.case_id JOIN cases c ON c.id = k.root
JOIN message m ON m.id = n.message_id JOIN identity i ON i.id = m.identity_id JOIN identity o ON o.id = c.identity_id
WHERE n.message_id IN (SELECT value FROM json_each(?)) AND i.customer_id = o.customer_id;

-- name: case.by_end
SELECT c.id, c.protocol, c.identity_id, i.customer_id, c.opened_at, c.class, c.closed_at, c.promised_at, c.promise, c.told_at, c.earlier, c.root, c.void
FROM cases c JOIN identity i ON i.id = c.identity_id
WHERE substr(c.protocol, -length(?1)) = ?1 AND c.void = 0 ORDER BY c.closed_at > 0, c.opened_at DESC LIMIT ?2;

-- name: case.by_start
-- ':' is the character after '9'.
SELECT c.id, c.protocol, c.identity_id, i.customer_id, c.opened_at, c.class, c.closed_at, c.promised_at, c.promise, c.told_at, c.earlier, c.root, c.void
FROM cases c JOIN identity i ON i.id = c.identity_id
WHERE c.protocol >= ?1 AND c.protocol < ?1 || ':' AND c.void = 0 ORDER BY c.closed_at > 0, c.opened_at DESC LIMIT ?2;

-- name: case.list
SELECT c.id, c.protocol, c.identity_id, i.customer_id, c.opened_at, c.class, c.closed_at, c.promised_at, c.promise, c.told_at, c.earlier, c.root, c.void
FROM cases c JOIN identity i ON i.id = c.identity_id
WHERE c.void = 0 AND c.root = c.id AND (?1 = '' OR (c.closed_at > 0) = (?1 = 'closed')) AND (c.opened_at, c.id) < (?2, ?3)
ORDER BY c.opened_at DESC, c.id DESC LIMIT ?4;

-- name: case.promised
SELECT c.id, c.protocol, c.identity_id, i.customer_id, c.opened_at, c.class, c.closed_at, c.promised_at, c.promise, c.told_at, c.earlier, c.root, c.void
FROM cases c JOIN identity i ON i.id = c.identity_id
WHERE c.promised_at > 0 AND c.closed_at = 0 AND c.void = 0 AND c.merged_into = '' AND (c.promised_at, c.id) > (?1, ?2)
ORDER BY c.promised_at, c.id LIMIT ?3;

-- name: case.pending
SELECT promised_at FROM cases WHERE id = ? AND closed_at = 0 AND void = 0 AND merged_into = '';

-- name: case.last_of_station
SELECT max(protocol) FROM cases WHERE substr(protocol, 7, 2) = ?;

-- name: case.last_of_stations
SELECT max(protocol) FROM cases GROUP BY substr(protocol, 7, 2);

-- name: case.items
SELECT id FROM case_said WHERE case_id = ?1 ORDER BY at, id;

-- name: case.merged_into
SELECT merged_into FROM cases WHERE id = ? AND merged_into <> '';

-- name: case.put_root
-- For the case and for everything that was merged into it.
WITH RECURSIVE down (id) AS (SELECT ?1 UNION SELECT k.id FROM cases k JOIN down ON k.merged_into = down.id AND k.merged_into <> '')
UPDATE cases SET root = ?2 WHERE id IN (SELECT id FROM down);

-- name: case.put_item
INSERT INTO case_item (message_id, case_id, rule) VALUES (?1, ?2, ?3) ON CONFLICT (message_id) DO UPDATE SET case_id = ?2, rule = ?3;

-- name: case.remove_item
DELETE FROM case_item WHERE message_id = ?;

-- name: case.put_hint
INSERT INTO case_hint (message_id, kind, number, case_id, identity_id, dismissed) SELECT ?1, ?2, ?3, ?4, identity_id, 0 FROM message WHERE id = ?1
ON CONFLICT (message_id, kind, number) DO UPDATE SET case_id = ?4, dismissed = 0;

-- name: case.dismiss_hint
UPDATE case_hint SET dismissed = ?4 WHERE message_id = ?1 AND (?2 = '' OR kind = ?2 AND number = ?3);

-- name: case.hints
-- Putting a message into a case by hand answers what is asked about it, but for whether somebody else is the same person.
SELECT h.message_id, h.case_id, h.kind, h.number
FROM identity i JOIN case_hint h ON h.identity_id = i.id JOIN message m ON m.id = h.message_id
LEFT JOIN case_item n ON n.message_id = h.message_id LEFT JOIN cases k ON k.id = n.case_id LEFT JOIN cases c ON c.id = h.case_id
WHERE i.customer_id = ?1 AND h.dismissed = 0 AND CASE h.kind
  WHEN 'quoted_by_another' THEN NOT coalesce(k.root = c.root, 0)
  WHEN 'other_matter' THEN n.rule <> '' AND k.root = c.root AND EXISTS (SELECT 1 FROM cases r WHERE r.id = c.root AND r.closed_at = 0)
  ELSE n.rule IS NOT '' AND NOT coalesce(k.root = c.root, 0) END
ORDER BY m.at DESC, h.number;

-- name: case.asked_other
-- Or it is asked still.
SELECT 1 FROM case_hint h JOIN message m ON m.id = h.message_id LEFT JOIN case_item n ON n.message_id = h.message_id LEFT JOIN cases k ON k.id = n.case_id
WHERE h.case_id = ?1 AND h.kind = 'other_matter' AND (m.at > ?2 OR h.dismissed = 0 AND n.rule <> '' AND k.root = ?1) LIMIT 1;

-- name: case.subjects
SELECT t.subject
FROM (SELECT id, seq FROM message WHERE identity_id = ?2 AND id <> ?3 ORDER BY at DESC LIMIT 20) m
JOIN message_text t ON t.seq = m.seq JOIN case_item n ON n.message_id = m.id JOIN cases k ON k.id = n.case_id
WHERE k.root = ?1;

-- name: sheet.put
INSERT INTO sheet (case_id, fields, saved_at) VALUES (?1, ?2, ?3) ON CONFLICT (case_id) DO UPDATE SET fields = ?2, saved_at = ?3;

-- name: sheet.get
SELECT fields FROM sheet WHERE case_id = ?;

-- name: sheet.remove
DELETE FROM sheet WHERE case_id = ?;

-- name: sheet.all
SELECT fields FROM sheet ORDER BY case_id;

-- name: case.about
SELECT coalesce(u.name, ''), coalesce(v.state, ''),
       coalesce((SELECT group_concat(channel, ' ') FROM (
         SELECT channel FROM case_said WHERE case_id = c.id GROUP BY channel ORDER BY min(at))), ''),
       (SELECT count(*) FROM case_said WHERE case_id = c.id),
       coalesce((SELECT min(at) FROM case_said WHERE case_id = c.id), 0),
       coalesce((SELECT max(at) FROM case_said WHERE case_id = c.id), 0),
       coalesce((SELECT snippet FROM case_said WHERE case_id = c.id ORDER BY at, id LIMIT 1), ''),
       coalesce((SELECT group_concat(k.protocol, ' ') FROM cases k WHERE k.root = c.id AND k.id <> c.id), '')
FROM cases c LEFT JOIN identity i ON i.id = c.identity_id LEFT JOIN customer u ON u.id = i.customer_id LEFT JOIN conversation v ON v.customer_id = u.id
WHERE c.id = ?1;

-- name: case.messages
SELECT s.id, s.at, s.channel, s.direction, s.snippet FROM case_said s
WHERE s.case_id = ?1 AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.message_id = s.id AND d.state = 'cancelled')
ORDER BY s.at, s.id;

-- name: case.merged_apart
-- Merged into a case that is another customer's since the two were split.
SELECT k.id FROM identity i JOIN cases k ON k.identity_id = i.id JOIN cases p ON p.id = k.merged_into JOIN identity o ON o.id = p.identity_id
WHERE i.customer_id = ?1 AND k.merged_into <> '' AND i.customer_id <> o.customer_id;
