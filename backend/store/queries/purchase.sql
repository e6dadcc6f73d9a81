-- name: purchase.insert
INSERT INTO purchase (seq, id, customer_id, what, kind, cents, currency, at, day, place, ref, note, import_id)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- name: purchase.seq_taken
SELECT 1 FROM purchase WHERE seq = ?;

-- name: purchase.index
INSERT INTO purchase_fts (rowid, what, ref, note, numbers) VALUES (?, ?, ?, ?, ?);

-- name: purchase.search
SELECT f.rowid, p.id, c.id, c.name, p.at, p.cents, p.currency, p.what,
       snippet(purchase_fts, 0, char(2), char(3), '…', 14), snippet(purchase_fts, 1, char(2), char(3), '…', 14),
       snippet(purchase_fts, 2, char(2), char(3), '…', 14)
FROM purchase_fts f JOIN purchase p ON p.seq = f.rowid LEFT JOIN purchase_change x ON x.purchase_id = p.id JOIN customer c ON c.id = (
  WITH RECURSIVE up (id, further) AS (
    SELECT k.id, k.merged_into FROM customer k WHERE k.id = p.customer_id
    UNION ALL SELECT k.id, k.merged_into FROM customer k JOIN up ON k.id = up.further)
  SELECT id FROM up WHERE further = '')
WHERE purchase_fts MATCH ?1 AND f.rowid >= ?2 AND f.rowid < ?3 AND coalesce(x.removed, 0) = 0 AND (?4 = '' OR c.id = ?4)
ORDER BY f.rowid DESC LIMIT ?5;

-- name: purchase.total
SELECT count(*) FROM (
  SELECT 1 FROM purchase_fts f JOIN purchase p ON p.seq = f.rowid LEFT JOIN purchase_change x ON x.purchase_id = p.id
  WHERE purchase_fts MATCH ?1 AND f.rowid >= ?2 AND f.rowid < ?3 AND coalesce(x.removed, 0) = 0 AND (?4 = '' OR ?4 = (
    WITH RECURSIVE up (id, further) AS (
      SELECT k.id, k.merged_into FROM customer k WHERE k.id = p.customer_id
      UNION ALL SELECT k.id, k.merged_into FROM customer k JOIN up ON k.id = up.further)
    SELECT id FROM up WHERE further = '')) LIMIT 10001);

-- name: purchase.get
SELECT p.id, p.customer_id, p.what, p.kind, p.cents, p.currency, p.at, p.day, p.place, p.ref, p.note, p.import_id,
       coalesce(c.returned, 0), coalesce(c.cancelled, 0), coalesce(c.removed, 0)
FROM purchase p LEFT JOIN purchase_change c ON c.purchase_id = p.id WHERE p.id = ?;

-- name: purchase.among
SELECT p.id, p.customer_id, p.what, p.kind, p.cents, p.currency, p.at, p.day, p.place, p.ref, p.note, p.import_id,
       coalesce(c.returned, 0), coalesce(c.cancelled, 0), coalesce(c.removed, 0)
FROM json_each(?1) wanted CROSS JOIN purchase p ON p.id = wanted.value LEFT JOIN purchase_change c ON c.purchase_id = p.id;

-- name: purchase.page
SELECT p.id, p.customer_id, p.what, p.kind, p.cents, p.currency, p.at, p.day, p.place, p.ref, p.note, p.import_id,
       coalesce(c.returned, 0), coalesce(c.cancelled, 0), 0
FROM purchase p LEFT JOIN purchase_change c ON c.purchase_id = p.id
WHERE p.customer_id = ?1 AND (p.at, p.id) < (?2, ?3) AND coalesce(c.removed, 0) = 0 ORDER BY p.at DESC, p.id DESC LIMIT ?4;

-- name: purchase.page_after
SELECT p.id, p.customer_id, p.what, p.kind, p.cents, p.currency, p.at, p.day, p.place, p.ref, p.note, p.import_id,
       coalesce(c.returned, 0), coalesce(c.cancelled, 0), 0
FROM purchase p LEFT JOIN purchase_change c ON c.purchase_id = p.id
WHERE p.customer_id = ?1 AND (p.at, p.id) > (?2, ?3) AND coalesce(c.removed, 0) = 0 ORDER BY p.at, p.id LIMIT ?4;

-- name: purchase.count_of
WITH RECURSIVE circle (id) AS (SELECT ?1 UNION SELECT k.id FROM customer k JOIN circle ON k.merged_into = circle.id AND k.merged_into <> '')
SELECT count(*) FROM circle CROSS JOIN purchase p ON p.customer_id = circle.id LEFT JOIN purchase_change x ON x.purchase_id = p.id
WHERE coalesce(x.removed, 0) = 0;

-- name: purchase.log
SELECT id, station, counter, kind, at, actor, customer_id, message_id, case_id, facts, coalesce(personal, '{}') FROM event
WHERE json_extract(facts, '$.purchase.id') = ?1 AND json_extract(facts, '$.purchase.id') IS NOT NULL ORDER BY n;

-- name: purchase.import_removed
SELECT 1 FROM event WHERE json_extract(facts, '$.purchase.import') = ?1 AND json_extract(facts, '$.purchase.import') IS NOT NULL LIMIT 1;

-- name: purchase.import_size
SELECT count(*) FROM purchase p WHERE p.import_id = ?1 AND p.import_id <> ''
  AND NOT EXISTS (SELECT 1 FROM purchase_change x WHERE x.purchase_id = p.id AND x.removed = 1);

-- name: purchase.change
INSERT INTO purchase_change (purchase_id, returned, cancelled, removed) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (purchase_id) DO UPDATE SET returned = ?2, cancelled = ?3, removed = ?4;

-- name: purchase.remove_import
INSERT INTO purchase_change (purchase_id, returned, cancelled, removed)
SELECT id, 0, 0, 1 FROM purchase WHERE import_id = ?1 AND import_id <> ''
ON CONFLICT (purchase_id) DO UPDATE SET removed = 1;

-- name: purchase.currency
-- What the shop sells in: what most purchases are in.
SELECT currency FROM purchase GROUP BY currency ORDER BY count(*) DESC, currency LIMIT 1;

-- name: buyer.get
SELECT last_day, times, cents FROM buyer WHERE customer_id = ? AND last_day > 0;

-- name: buyer.among
SELECT b.customer_id, b.last_day, b.times, b.cents FROM json_each(?1) wanted CROSS JOIN buyer b ON b.customer_id = wanted.value WHERE b.last_day > 0;

-- name: buyer.due
-- Customers and whoever they were merged into, of whom only the last has a row in the end.
INSERT INTO buyer (customer_id, last_day, times, cents, due)
WITH RECURSIVE up (id, merged) AS (
  SELECT id, merged_into FROM customer WHERE id IN (SELECT value FROM json_each(?1))
  UNION SELECT k.id, k.merged_into FROM up JOIN customer k ON k.id = up.merged)
SELECT id, 0, 0, 0, 0 FROM up WHERE true
ON CONFLICT (customer_id) DO UPDATE SET due = 0;

-- name: buyer.all_due
INSERT INTO buyer (customer_id, last_day, times, cents, due) SELECT id, 0, 0, 0, 0 FROM customer WHERE true
ON CONFLICT (customer_id) DO UPDATE SET due = 0;

-- name: buyer.any_due
-- The owner's cuts are so many days ago, and lie elsewhere every day.
SELECT EXISTS (SELECT 1 FROM buyer WHERE due <= ?1) OR EXISTS (SELECT 1 FROM buyer_cuts WHERE json_extract(body, '$.own_on') < ?1);

-- name: buyer.make
-- The rows that are due on day ?1, from what the circles bought. A row lasts until the first purchase leaves the period of ?3 days.
INSERT INTO buyer (customer_id, last_day, times, cents, due)
WITH RECURSIVE circle (top, id) AS (
  SELECT b.customer_id, b.customer_id FROM buyer b INDEXED BY buyer_due CROSS JOIN customer k ON k.id = b.customer_id WHERE b.due <= ?1 AND k.merged_into = ''
  UNION SELECT c.top, k.id FROM circle c JOIN customer k ON k.merged_into = c.id AND k.merged_into <> ''),
bought AS (
  SELECT c.top, p.day, p.cents - coalesce(x.returned, 0) AS paid, p.currency, iif(p.ref = '', p.id, p.ref) AS bought_at_once, p.day > ?1 - ?3 AS lately
  FROM circle c CROSS JOIN purchase p ON p.customer_id = c.id LEFT JOIN purchase_change x ON x.purchase_id = p.id
  WHERE coalesce(x.cancelled, 0) = 0 AND coalesce(x.removed, 0) = 0 AND p.cents > coalesce(x.returned, 0))
SELECT top, max(day), count(DISTINCT iif(lately, bought_at_once, NULL)), sum(iif(lately AND currency = ?2, paid, 0)),
       coalesce(min(iif(lately, day, NULL)) + ?3, 0x7fffffff)
FROM bought GROUP BY top
ON CONFLICT (customer_id) DO UPDATE SET last_day = excluded.last_day, times = excluded.times, cents = excluded.cents, due = excluded.due;

-- name: buyer.forget
-- Whoever is due still bought nothing that counts, or is somebody else now.
DELETE FROM buyer WHERE due <= ?1;

-- name: buyer.count
SELECT count(*) FROM buyer WHERE times > 0;

-- name: buyer.last_day
SELECT last_day FROM buyer INDEXED BY buyer_last_day WHERE times > 0 ORDER BY last_day DESC LIMIT 1 OFFSET ?1;

-- name: buyer.times
SELECT times FROM buyer INDEXED BY buyer_times WHERE times > 0 ORDER BY times LIMIT 1 OFFSET ?1;

-- name: buyer.cents
SELECT cents FROM buyer INDEXED BY buyer_cents WHERE times > 0 ORDER BY cents LIMIT 1 OFFSET ?1;

-- name: buyer.cuts
SELECT body FROM buyer_cuts;

-- name: buyer.put_cuts
INSERT INTO buyer_cuts (n, body) VALUES (1, ?1) ON CONFLICT (n) DO UPDATE SET body = ?1;

-- name: buyer.own_cuts
SELECT body FROM own_cuts;

-- name: buyer.put_own_cuts
INSERT INTO own_cuts (n, body) VALUES (1, ?1) ON CONFLICT (n) DO UPDATE SET body = ?1;

-- name: buyer.cuts_log
SELECT id, station, counter, kind, at, actor, customer_id, message_id, case_id, facts, coalesce(personal, '{}')
FROM event WHERE json_extract(facts, '$.cuts') IS NOT NULL ORDER BY n;
