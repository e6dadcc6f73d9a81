-- name: search.messages
SELECT f.rowid, m.id, i.customer_id, c.name, m.at, m.channel, m.direction, t.subject,
       snippet(message_fts, -1, char(2), char(3), '…', 14)
FROM message_fts f
JOIN message m ON m.seq = f.rowid JOIN message_text t ON t.seq = f.rowid
JOIN identity i ON i.id = m.identity_id JOIN customer c ON c.id = i.customer_id
WHERE message_fts MATCH ?1 AND f.rowid < ?2
ORDER BY f.rowid DESC LIMIT ?3;

-- name: search.total
SELECT count(*) FROM (SELECT 1 FROM message_fts WHERE message_fts MATCH ?1 LIMIT 10001);
