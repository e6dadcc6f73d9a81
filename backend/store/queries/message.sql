-- name: message.insert
INSERT INTO message (seq, id, identity_id, account_id, channel, direction, external_id, rfc_id, at, arrived_at, sender, recipient, cc,
                     voice, auto, history, damaged, placeholder, snippet, raw_sha256, size, purpose)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- name: message.insert_text
INSERT INTO message_text (seq, subject, body, numbers, traits) VALUES (?, ?, ?, ?, ?);

-- name: message.index
INSERT INTO message_fts (rowid, subject, body, numbers, traits) VALUES (?, ?, ?, ?, ?);

-- name: message.insert_html
INSERT INTO message_html (seq, policy, html) VALUES (?, ?, ?);

-- name: message.seq_taken
SELECT 1 FROM message WHERE seq = ?;

-- name: message.exists
SELECT 1 FROM message WHERE id = ?;

-- name: message.get
SELECT m.seq, m.id, m.identity_id, m.account_id, m.channel, m.direction, m.external_id, m.rfc_id, m.at, m.arrived_at, m.sender,
       m.recipient, m.cc, m.voice, m.auto, m.history, m.damaged, m.placeholder, m.raw_sha256, m.size, m.purpose, t.subject, t.body
FROM message m JOIN message_text t ON t.seq = m.seq
WHERE m.id = ?;

-- name: message.html
SELECT h.html FROM message m JOIN message_html h ON h.seq = m.seq WHERE m.id = ?;

-- name: message.page
SELECT m.seq, m.id, m.identity_id, m.account_id, m.channel, m.direction, m.external_id, m.rfc_id, m.at, m.arrived_at, m.sender,
       m.recipient, m.cc, m.voice, m.auto, m.history, m.damaged, m.placeholder, m.raw_sha256, m.size, m.purpose, t.subject, t.body
FROM message m JOIN message_text t ON t.seq = m.seq
WHERE m.identity_id = ?1 AND (m.at, m.id) < (?2, ?3)
ORDER BY m.at DESC, m.id DESC
LIMIT ?4;

-- name: message.page_after
SELECT m.seq, m.id, m.identity_id, m.account_id, m.channel, m.direction, m.external_id, m.rfc_id, m.at, m.arrived_at, m.sender,
       m.recipient, m.cc, m.voice, m.auto, m.history, m.damaged, m.placeholder, m.raw_sha256, m.size, m.purpose, t.subject, t.body
FROM message m JOIN message_text t ON t.seq = m.seq
WHERE m.identity_id = ?1 AND (m.at, m.id) > (?2, ?3)
ORDER BY m.at, m.id
LIMIT ?4;

-- name: message.said
SELECT m.id, m.at, m.channel, t.body
FROM (SELECT seq, id, at, arrived_at, channel, direction, voice FROM message WHERE identity_id = ?1 ORDER BY at DESC, id DESC LIMIT ?2) m
JOIN message_text t ON t.seq = m.seq
WHERE m.direction = 'out' AND m.voice > 0 AND NOT EXISTS (
    SELECT 1 FROM delivery d
    WHERE d.message_id = m.id AND (d.state = 'cancelled' OR d.state = 'queued' AND d.started_at = 0 AND m.at > m.arrived_at + 60000))
ORDER BY m.at DESC, m.id DESC
LIMIT ?3;

-- name: message.all_since
SELECT m.seq, m.id, m.identity_id, m.account_id, m.channel, m.direction, m.external_id, m.rfc_id, m.at, m.arrived_at, m.sender,
       m.recipient, m.cc, m.voice, m.auto, m.history, m.damaged, m.placeholder, m.raw_sha256, m.size, m.purpose, t.subject, ''
FROM message m JOIN message_text t ON t.seq = m.seq
WHERE m.seq >= ?1 AND (?2 = '' OR m.account_id = ?2)
ORDER BY m.seq;

-- name: message.customer
SELECT i.customer_id FROM message m JOIN identity i ON i.id = m.identity_id WHERE m.id = ?;

-- name: message.unasked
SELECT 1 FROM message WHERE id = ? AND purpose <> '';

-- name: message.planned
SELECT 1 FROM message WHERE id = ? AND voice = 3 AND at > arrived_at + 60000;

-- name: message.last_inbound_mail
SELECT m.id FROM message m
WHERE m.identity_id IN (SELECT id FROM identity WHERE customer_id = ?1) AND m.channel = 'email' AND m.direction = 'in' AND m.voice = 1
ORDER BY m.at DESC LIMIT 1;

-- name: message.last_inbound_at
SELECT max(at) FROM message WHERE identity_id = ?1 AND account_id = ?2 AND direction = 'in';

-- name: message.set_place
INSERT INTO place (connection_id, folder, uidvalidity, uid, message_id) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (connection_id, folder, uidvalidity, uid) DO UPDATE SET message_id = excluded.message_id;

-- name: message.places
SELECT message_id, connection_id, folder, uidvalidity, uid FROM place WHERE message_id = ? ORDER BY connection_id, folder, uidvalidity, uid;

-- name: message.set_alias
INSERT INTO alias (channel, ref, message_id) VALUES (?, ?, ?) ON CONFLICT (channel, ref) DO NOTHING;

-- name: message.by_alias
SELECT message_id FROM alias WHERE channel = ? AND ref = ?;

-- name: message.at_place
SELECT m.id FROM place p JOIN message m ON m.id = p.message_id
WHERE p.connection_id = ? AND p.folder = ? AND p.uidvalidity = ? AND p.uid = ?;

-- name: message.by_external_id
SELECT m.id FROM alias a JOIN message m ON m.id = a.message_id WHERE a.channel = ?1 AND a.ref = ?2
UNION ALL SELECT id FROM message WHERE id = ?3
LIMIT 1;

-- name: message.count
SELECT count(*) FROM message;
