-- name: customer.insert
INSERT INTO customer (id, name, seen_name, created_at) VALUES (?1, ?2, ?2, ?3) ON CONFLICT (id) DO NOTHING;

-- name: customer.get
SELECT c.n, c.id, c.name, c.owner_name, c.created_at, coalesce(v.machine, 0), c.document, c.notes, c.merged_into,
       c.birthday, c.postal, c.details, c.preferred_id, c.grouped
FROM customer c LEFT JOIN conversation v ON v.customer_id = c.id WHERE c.id = ?;

-- name: customer.page
SELECT c.n, c.id, c.name, c.owner_name, c.created_at, coalesce(v.machine, 0), c.document, c.notes, c.merged_into,
       c.birthday, c.postal, c.details, c.preferred_id, c.grouped
FROM customer c LEFT JOIN conversation v ON v.customer_id = c.id
WHERE c.n > ?1 AND coalesce(v.machine, 0) = 0 AND c.merged_into = '' ORDER BY c.n LIMIT ?2;

-- name: customer.seen_name
UPDATE customer SET seen_name = ?2, name = CASE owner_name WHEN 0 THEN ?2 ELSE name END WHERE id = ?1 AND seen_name = '';

-- name: customer.describe
UPDATE customer SET name = CASE ?2 WHEN '' THEN seen_name ELSE ?2 END, owner_name = ?2 <> '', document = ?3, notes = ?4,
  birthday = ?5, postal = ?6, details = ?7, preferred_id = ?8, grouped = ?9, document_key = ?10
WHERE id = ?1;

-- name: customer.empty
UPDATE customer SET merged_into = ?2 WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM identity i WHERE i.customer_id = ?1);

-- name: customer.alive
UPDATE customer SET merged_into = '' WHERE id = ?;

-- name: customer.untouched
SELECT NOT EXISTS (SELECT 1 FROM purchase p LEFT JOIN purchase_change x ON x.purchase_id = p.id WHERE p.customer_id = ?1 AND coalesce(x.removed, 0) = 0)
   AND NOT EXISTS (SELECT 1 FROM note WHERE customer_id = ?1) AND NOT EXISTS (SELECT 1 FROM draft WHERE customer_id = ?1)
   AND NOT EXISTS (SELECT 1 FROM identity i JOIN message m ON m.identity_id = i.id WHERE i.customer_id = ?1)
   AND NOT EXISTS (SELECT 1 FROM identity i JOIN cases k ON k.identity_id = i.id WHERE i.customer_id = ?1);

-- name: customer.remove
DELETE FROM customer WHERE id = ?;

-- name: customer.all_alive
-- Who has an address again, which was taken away from whoever she was merged into, is merged into nobody.
UPDATE customer SET merged_into = '' WHERE merged_into <> '' AND EXISTS (SELECT 1 FROM identity i WHERE i.customer_id = customer.id);

-- name: identity.release_of
UPDATE identity SET customer_id = home_id, owner_label = '', barred_at = 0, moved_by = '' WHERE customer_id = ?1 AND home_id <> ?1;

-- name: identity.remove_of
DELETE FROM identity WHERE customer_id = ?;

-- name: customer.unindex
DELETE FROM customer_fts WHERE rowid = (SELECT n FROM customer WHERE id = ?1);

-- name: customer.entry
-- A telephone number is found by the beginning of its national and its local form too, whoever was merged in by
-- the name that she had.
WITH RECURSIVE circle (id) AS (SELECT ?1 UNION SELECT k.id FROM customer k JOIN circle ON k.merged_into = circle.id AND k.merged_into <> '')
SELECT c.n, c.name,
       coalesce((SELECT group_concat(i.address || ' ' || i.label || ' ' || i.owner_label || ' ' || i.key ||
                                     iif(i.key LIKE 'tel:%', ' ' || substr(i.key, -11) || ' ' || substr(i.key, -9) || ' ' || substr(i.key, -8), ''), ' ')
                 FROM identity i WHERE i.customer_id = c.id AND i.medium <> 'counter'), '') || ' ' || c.document || ' ' ||
       coalesce((SELECT group_concat(p.value, ' ') FROM json_each(c.postal) p), '') || ' ' ||
       coalesce((SELECT group_concat(json_extract(d.value, '$.value'), ' ') FROM json_each(c.details) d), '') || ' ' ||
       coalesce((SELECT group_concat(k.name, ' ') FROM circle JOIN customer k ON k.id = circle.id WHERE k.id <> c.id), '')
FROM customer c WHERE c.id = ?1 AND c.merged_into = '';

-- name: customer.index
INSERT INTO customer_fts (rowid, name, addresses) VALUES (?, ?, ?);

-- name: customer.going_by
SELECT c.name, coalesce((SELECT i.label FROM identity i WHERE i.customer_id = c.id AND i.label <> '' ORDER BY i.medium, i.address LIMIT 1), ''),
       coalesce((SELECT i.address FROM identity i WHERE i.customer_id = c.id AND i.medium <> 'counter' ORDER BY i.medium, i.address LIMIT 1), '')
FROM customer c WHERE c.id = ?;

-- name: customer.set_name_key
UPDATE customer SET name_key = ?2 WHERE id = ?1 AND name_key <> ?2;

-- name: customer.search
SELECT c.n, c.id, c.name, c.owner_name, c.created_at, coalesce(v.machine, 0), c.document, c.notes, c.merged_into,
       c.birthday, c.postal, c.details, c.preferred_id, c.grouped
FROM customer_fts f JOIN customer c ON c.n = f.rowid LEFT JOIN conversation v ON v.customer_id = c.id
WHERE customer_fts MATCH ?1
ORDER BY coalesce(v.machine, 0), coalesce(v.last_at, 0) DESC LIMIT ?2;

-- name: customer.by_key
-- What several people share is not one person's.
SELECT i.customer_id FROM identity i JOIN customer c ON c.id = i.customer_id WHERE i.key = ? ORDER BY c.grouped DESC, i.id LIMIT 1;

-- name: customer.by_key_tail
SELECT DISTINCT customer_id FROM identity WHERE key LIKE ?1 LIMIT ?2;

-- name: identity.insert
INSERT INTO identity (id, customer_id, medium, address, key, label, verified, owner_label, home_id, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?2, ?9);

-- name: identity.get
SELECT id, customer_id, medium, address, key, label, verified, owner_label, barred_at, home_id, created_at, moved_by FROM identity WHERE id = ?;

-- name: identity.by_address
SELECT id, customer_id, medium, address, key, label, verified, owner_label, barred_at, home_id, created_at, moved_by FROM identity WHERE medium = ? AND address = ?;

-- name: identity.of_customer
SELECT id, customer_id, medium, address, key, label, verified, owner_label, barred_at, home_id, created_at, moved_by FROM identity WHERE customer_id = ? ORDER BY medium, address;

-- name: identity.nameless
SELECT i.id, i.customer_id, i.medium, i.address, i.key, i.label, i.verified, i.owner_label, i.barred_at, i.home_id, i.created_at, i.moved_by
FROM identity i JOIN customer c ON c.id = i.customer_id WHERE c.name = '' ORDER BY i.id;

-- name: identity.verify
UPDATE identity SET verified = 1 WHERE id = ?;

-- name: identity.move
-- Applied again, a move may be of an address that was taken away and came back to another since, or to somebody who is gone.
UPDATE identity SET customer_id = ?3, moved_by = ?4 WHERE id = ?1 AND customer_id = ?2 AND EXISTS (SELECT 1 FROM customer c WHERE c.id = ?3);

-- name: identity.label
UPDATE identity SET owner_label = ?2 WHERE id = ?1;

-- name: identity.bar
UPDATE identity SET barred_at = ?2 WHERE id = ?1;

-- name: identity.remove
DELETE FROM identity WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM message m WHERE m.identity_id = ?1)
  AND NOT EXISTS (SELECT 1 FROM cases k WHERE k.identity_id = ?1);

-- name: identity.reset
UPDATE identity SET customer_id = home_id, owner_label = '', barred_at = 0, moved_by = '' WHERE id = ?;

-- name: identity.talk
SELECT count(*), coalesce(min(m.at), 0), coalesce(max(m.at), 0) FROM message m
WHERE m.identity_id = ?1 AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.message_id = m.id AND d.state = 'cancelled');

-- name: customer.since
-- Since when she is one: since the first that was said, or that she or whoever was merged into her bought and kept, else since she was written down.
WITH RECURSIVE circle (id) AS (SELECT ?1 UNION SELECT k.id FROM customer k JOIN circle ON k.merged_into = circle.id AND k.merged_into <> '')
SELECT coalesce(min(met.at), (SELECT c.created_at FROM customer c WHERE c.id = ?1)) FROM (
  SELECT (SELECT min(m.at) FROM message m WHERE m.identity_id = i.id) AS at FROM identity i WHERE i.customer_id = ?1
  UNION ALL
  SELECT (SELECT p.at FROM purchase p LEFT JOIN purchase_change x ON x.purchase_id = p.id
          WHERE p.customer_id = circle.id AND coalesce(x.cancelled, 0) = 0 AND coalesce(x.removed, 0) = 0 AND p.cents > coalesce(x.returned, 0)
          ORDER BY p.at LIMIT 1) FROM circle) met;

-- name: customer.circle
WITH RECURSIVE circle (id) AS (SELECT ?1 UNION SELECT k.id FROM customer k JOIN circle ON k.merged_into = circle.id AND k.merged_into <> '')
SELECT id FROM circle;
