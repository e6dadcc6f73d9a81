-- name: letter.insert
INSERT INTO letter (seq, rich, targets) VALUES (?, ?, ?);

-- name: letter.get
SELECT h.policy, h.html, l.targets, m.sender, m.raw_sha256
FROM message m JOIN message_html h ON h.seq = m.seq JOIN letter l ON l.seq = m.seq
WHERE m.id = ?;

-- name: letter.rich
SELECT m.id FROM message m JOIN letter l ON l.seq = m.seq WHERE l.rich = 1 AND m.id IN (SELECT value FROM json_each(?1));

-- name: letter.trust
INSERT INTO picture_sender (address, since) VALUES (?, ?) ON CONFLICT (address) DO NOTHING;

-- name: letter.distrust
DELETE FROM picture_sender WHERE address = ?;

-- name: letter.trusted
SELECT 1 FROM picture_sender WHERE address = ?;
