-- name: draft.put
INSERT INTO draft (customer_id, channel, subject, cc, body, files, foreign_words, saved_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
ON CONFLICT (customer_id, channel) DO UPDATE SET subject = ?3, cc = ?4, body = ?5, files = ?6, foreign_words = ?7, saved_at = ?8;

-- name: draft.forget
DELETE FROM draft WHERE customer_id = ?1 AND channel = ?2;

-- name: draft.sent
DELETE FROM draft WHERE customer_id = ?1 AND (channel = ?2 OR (body = '' AND files = '[]'));

-- name: draft.move
UPDATE draft SET customer_id = ?3 WHERE customer_id = ?1 AND channel = ?2;

-- name: draft.of_customer
SELECT customer_id, channel, subject, cc, body, files, foreign_words, saved_at FROM draft WHERE customer_id = ? ORDER BY saved_at DESC, channel;

-- name: draft.marked
SELECT 1 FROM draft WHERE customer_id = ? AND (body <> '' OR files <> '[]') LIMIT 1;

-- name: note.insert
INSERT INTO note (seq, id, customer_id, at, body, numbers) VALUES (?, ?, ?, ?, ?, ?);

-- name: note.index
INSERT INTO note_fts (rowid, body, numbers) VALUES (?, ?, ?);

-- name: note.seq_taken
SELECT 1 FROM note WHERE seq = ?;

-- name: note.page
SELECT id, customer_id, at, body FROM note WHERE customer_id = ?1 AND (at, id) < (?2, ?3) ORDER BY at DESC, id DESC LIMIT ?4;

-- name: note.page_after
SELECT id, customer_id, at, body FROM note WHERE customer_id = ?1 AND (at, id) > (?2, ?3) ORDER BY at, id LIMIT ?4;

-- name: note.get
SELECT id, customer_id, at, body FROM note WHERE id = ?;

-- name: note.search
SELECT f.rowid, n.id, c.id, c.name, n.at, snippet(note_fts, -1, char(2), char(3), '…', 14)
FROM note_fts f JOIN note n ON n.seq = f.rowid JOIN customer c ON c.id = (
  WITH RECURSIVE up (id, further) AS (
    SELECT k.id, k.merged_into FROM customer k WHERE k.id = n.customer_id
    UNION ALL SELECT k.id, k.merged_into FROM customer k JOIN up ON k.id = up.further)
  SELECT id FROM up WHERE further = '')
WHERE note_fts MATCH ?1 AND f.rowid >= ?2 AND f.rowid < ?3 AND (?4 = '' OR c.id = ?4)
ORDER BY f.rowid DESC LIMIT ?5;

-- name: note.total
SELECT count(*) FROM (
  SELECT 1 FROM note_fts f JOIN note n ON n.seq = f.rowid
  WHERE note_fts MATCH ?1 AND f.rowid >= ?2 AND f.rowid < ?3 AND (?4 = '' OR ?4 = (
    WITH RECURSIVE up (id, further) AS (
      SELECT k.id, k.merged_into FROM customer k WHERE k.id = n.customer_id
      UNION ALL SELECT k.id, k.merged_into FROM customer k JOIN up ON k.id = up.further)
    SELECT id FROM up WHERE further = '')) LIMIT 10001);
