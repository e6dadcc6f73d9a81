-- name: attachment.insert
INSERT INTO attachment (id, message_id, position, name, type, content_id, inline, size, sha256, remote, source)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING;

-- name: attachment.of_message
SELECT id, message_id, name, type, content_id, inline, size, sha256, remote FROM attachment WHERE message_id = ? ORDER BY position;

-- name: attachment.of_messages
SELECT id, message_id, name, type, content_id, inline, size, sha256, remote FROM attachment
WHERE message_id IN (SELECT value FROM json_each(?1)) ORDER BY message_id, position;

-- name: attachment.get
SELECT id, message_id, name, type, content_id, inline, size, sha256, remote FROM attachment WHERE id = ?;

-- name: attachment.wanted
SELECT id, message_id, name, type, content_id, inline, size, sha256, remote FROM attachment
WHERE sha256 = '' AND gone = 0 AND next_try <= ?1 AND source = ?2
ORDER BY next_try LIMIT ?3;

-- name: attachment.arrived
UPDATE attachment SET sha256 = ?2, size = ?3, type = ?4, name = ?5 WHERE id = ?1;

-- name: attachment.tries
SELECT tries FROM attachment WHERE id = ?;

-- name: attachment.missed
UPDATE attachment SET tries = tries + 1, next_try = ?2, gone = ?3 WHERE id = ?1;

