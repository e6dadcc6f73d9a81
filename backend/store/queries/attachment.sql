-- name: attachment.insert
INSERT INTO attachment (id, message_id, position, name, type, content_id, inline, size, sha256, remote)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING;

-- name: attachment.of_message
SELECT id, message_id, name, type, content_id, inline, size, sha256, remote FROM attachment WHERE message_id = ? ORDER BY position;

-- name: attachment.get
SELECT id, message_id, name, type, content_id, inline, size, sha256, remote FROM attachment WHERE id = ?;

-- name: attachment.wanted
SELECT a.id, a.message_id, a.name, a.type, a.content_id, a.inline, a.size, a.sha256, a.remote
FROM attachment a JOIN message m ON m.id = a.message_id JOIN account c ON c.id = m.account_id
WHERE a.sha256 = '' AND a.gone = 0 AND a.next_try <= ?1 AND c.connection_id = ?2
ORDER BY a.next_try LIMIT ?3;

-- name: attachment.arrived
UPDATE attachment SET sha256 = ?2, size = ?3, type = ?4, name = ?5 WHERE id = ?1;

-- name: attachment.tries
SELECT tries FROM attachment WHERE id = ?;

-- name: attachment.missed
UPDATE attachment SET tries = tries + 1, next_try = ?2, gone = ?3 WHERE id = ?1;

