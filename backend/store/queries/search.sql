-- name: search.messages
SELECT f.rowid, m.id, i.customer_id, c.name, m.at, m.channel, m.direction, m.placeholder, t.subject,
       snippet(message_fts, 0, char(2), char(3), '…', 14), snippet(message_fts, 1, char(2), char(3), '…', 14),
       snippet(message_fts, 2, char(2), char(3), '…', 14),
       EXISTS (SELECT 1 FROM attachment a WHERE a.message_id = m.id AND a.inline = 0)
FROM message_fts f
JOIN message m ON m.seq = f.rowid JOIN message_text t ON t.seq = f.rowid
JOIN identity i ON i.id = m.identity_id JOIN customer c ON c.id = i.customer_id
WHERE message_fts MATCH ?1 AND f.rowid >= ?2 AND f.rowid < ?3
  AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.message_id = m.id AND d.state = 'cancelled')
ORDER BY f.rowid DESC LIMIT ?4;

-- name: search.total
SELECT count(*) FROM (SELECT 1 FROM message_fts WHERE message_fts MATCH ?1 AND rowid >= ?2 AND rowid < ?3 LIMIT 10001);

-- name: search.lacking
SELECT seq, subject, body, numbers, traits FROM message_text
WHERE seq = (SELECT m.seq FROM message m WHERE m.id = ?1) AND instr(traits, ?2) = 0;

-- name: search.describe
UPDATE message_text SET traits = ?2 WHERE seq = ?1;

-- name: search.forget
INSERT INTO message_fts (message_fts, rowid, subject, body, numbers, traits) VALUES ('delete', ?, ?, ?, ?, ?);

-- name: search.words
SELECT term, max(doc) FROM (
  SELECT term, doc FROM message_word WHERE term >= ?1 AND term < ?2
  UNION ALL SELECT term, doc FROM customer_word WHERE term >= ?1 AND term < ?2
  UNION ALL SELECT term, doc FROM purchase_word WHERE term >= ?1 AND term < ?2)
GROUP BY term;
