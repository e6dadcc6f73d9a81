-- name: letter.insert
INSERT INTO letter (message_id, rich, targets) VALUES (?, ?, ?);

-- name: letter.get
SELECT h.policy, h.html, l.targets, i.address, m.raw_sha256
FROM message m JOIN message_html h ON h.message_id = m.id JOIN letter l ON l.message_id = m.id JOIN identity i ON i.id = m.identity_id
WHERE m.id = ?;

-- name: letter.rich
SELECT message_id FROM letter WHERE rich = 1 AND message_id IN (SELECT value FROM json_each(?1));

-- name: letter.trust
INSERT INTO picture_sender (address, since) VALUES (?, ?) ON CONFLICT (address) DO NOTHING;

-- name: letter.distrust
DELETE FROM picture_sender WHERE address = ?;

-- name: letter.trusted
SELECT 1 FROM picture_sender WHERE address = ?;
