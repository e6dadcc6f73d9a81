-- name: tag.forget
DELETE FROM customer_tag WHERE customer_id = ?;

-- name: tag.insert
INSERT INTO customer_tag (customer_id, key, tag, position) VALUES (?, ?, ?, ?) ON CONFLICT (customer_id, key) DO NOTHING;

-- name: tag.of_customers
SELECT customer_id, tag FROM customer_tag WHERE customer_id IN (SELECT value FROM json_each(?)) ORDER BY customer_id, position;

-- name: tag.spelling
SELECT tag FROM customer_tag WHERE key = ? ORDER BY customer_id LIMIT 1;

-- name: tag.all
SELECT min(t.tag), count(*) FROM customer_tag t JOIN customer c ON c.id = t.customer_id WHERE c.merged_into = '' GROUP BY t.key ORDER BY t.key;

-- name: apart.insert
INSERT INTO apart (a, b) VALUES (min(?1, ?2), max(?1, ?2)) ON CONFLICT (a, b) DO NOTHING;

-- name: apart.delete
DELETE FROM apart WHERE a = min(?1, ?2) AND b = max(?1, ?2);

-- name: apart.all
SELECT a, b FROM apart;

-- name: merged.all
SELECT id, merged_into FROM customer WHERE merged_into <> '';

-- name: directory.page_by_name
WITH page AS MATERIALIZED (
  SELECT c.id, c.name, c.name_key, coalesce(v.machine, 0) AS machine, coalesce(v.last_at, 0) AS last_at
  FROM customer c LEFT JOIN conversation v ON v.customer_id = c.id
  WHERE c.merged_into = '' AND (?1 OR coalesce(v.machine, 0) = 0)
    AND (?2 = '' OR EXISTS (SELECT 1 FROM customer_tag t WHERE t.customer_id = c.id AND t.key = ?2))
    AND (?3 = '' OR EXISTS (SELECT 1 FROM identity i WHERE i.customer_id = c.id AND i.medium = ?3))
    AND (?4 = '' OR c.n IN (SELECT rowid FROM customer_fts WHERE customer_fts MATCH ?4) OR c.id IN (SELECT value FROM json_each(?5)))
    AND (?6 = '[]' OR c.id IN (SELECT value FROM json_each(?6)))
  ORDER BY c.name_key, c.id LIMIT ?7 OFFSET ?8)
SELECT p.id, p.name, p.machine, p.last_at,
       coalesce((SELECT group_concat(DISTINCT i.medium) FROM identity i WHERE i.customer_id = p.id), ''),
       coalesce((SELECT i.address FROM identity i WHERE i.customer_id = p.id AND i.medium <> 'counter' ORDER BY i.medium, i.address LIMIT 1), '')
FROM page p ORDER BY p.name_key, p.id;

-- name: directory.page_by_contact
WITH page AS MATERIALIZED (
  SELECT c.id, c.name, c.name_key, coalesce(v.machine, 0) AS machine, coalesce(v.last_at, 0) AS last_at
  FROM customer c LEFT JOIN conversation v ON v.customer_id = c.id
  WHERE c.merged_into = '' AND (?1 OR coalesce(v.machine, 0) = 0)
    AND (?2 = '' OR EXISTS (SELECT 1 FROM customer_tag t WHERE t.customer_id = c.id AND t.key = ?2))
    AND (?3 = '' OR EXISTS (SELECT 1 FROM identity i WHERE i.customer_id = c.id AND i.medium = ?3))
    AND (?4 = '' OR c.n IN (SELECT rowid FROM customer_fts WHERE customer_fts MATCH ?4) OR c.id IN (SELECT value FROM json_each(?5)))
    AND (?6 = '[]' OR c.id IN (SELECT value FROM json_each(?6)))
  ORDER BY coalesce(v.last_at, 0) DESC, c.id DESC LIMIT ?7 OFFSET ?8)
SELECT p.id, p.name, p.machine, p.last_at,
       coalesce((SELECT group_concat(DISTINCT i.medium) FROM identity i WHERE i.customer_id = p.id), ''),
       coalesce((SELECT i.address FROM identity i WHERE i.customer_id = p.id AND i.medium <> 'counter' ORDER BY i.medium, i.address LIMIT 1), '')
FROM page p ORDER BY p.last_at DESC, p.id DESC;

-- name: directory.count
SELECT count(*)
FROM customer c LEFT JOIN conversation v ON v.customer_id = c.id
WHERE c.merged_into = '' AND (?1 OR coalesce(v.machine, 0) = 0)
  AND (?2 = '' OR EXISTS (SELECT 1 FROM customer_tag t WHERE t.customer_id = c.id AND t.key = ?2))
  AND (?3 = '' OR EXISTS (SELECT 1 FROM identity i WHERE i.customer_id = c.id AND i.medium = ?3))
  AND (?4 = '' OR c.n IN (SELECT rowid FROM customer_fts WHERE customer_fts MATCH ?4) OR c.id IN (SELECT value FROM json_each(?5)))
  AND (?6 = '[]' OR c.id IN (SELECT value FROM json_each(?6)));

-- name: alike.name
SELECT c.id FROM customer c WHERE c.name_key = ?1 AND c.name <> '' AND c.merged_into = '' ORDER BY c.n LIMIT ?2;

-- name: alike.document
SELECT c.id FROM customer c WHERE c.document_key = ?1 AND c.document_key <> '' AND c.merged_into = '' ORDER BY c.n LIMIT ?2;

-- name: alike.documents
SELECT c.document_key, json_group_array(c.id) FROM customer c
WHERE c.document_key <> '' AND c.merged_into = '' GROUP BY c.document_key HAVING count(*) BETWEEN 2 AND ?1;

-- name: alike.local_part
SELECT DISTINCT i.customer_id FROM identity i WHERE i.medium = 'email' AND i.address >= ?1 || '@' AND i.address < ?1 || 'A' LIMIT ?2;

-- name: alike.tail
SELECT DISTINCT i.key, i.customer_id FROM identity i WHERE substr(i.key, -8) = ?1 AND i.key >= 'tel:' AND i.key < 'tel:~' LIMIT ?2;

-- name: alike.names
SELECT c.name_key, json_group_array(c.id) FROM customer c LEFT JOIN conversation v ON v.customer_id = c.id
WHERE c.merged_into = '' AND c.name <> '' AND coalesce(v.machine, 0) = 0 GROUP BY c.name_key HAVING count(*) BETWEEN 2 AND ?1;

-- name: alike.local_parts
SELECT substr(i.address, 1, instr(i.address, '@') - 1) AS part, json_group_array(DISTINCT i.customer_id)
FROM identity i LEFT JOIN conversation v ON v.customer_id = i.customer_id
WHERE i.medium = 'email' AND coalesce(v.machine, 0) = 0 GROUP BY part HAVING count(DISTINCT i.customer_id) BETWEEN 2 AND ?1;

-- name: alike.tails
SELECT i.key, i.customer_id FROM identity i JOIN (
  SELECT substr(i.key, -8) AS tail FROM identity i
  WHERE i.key >= 'tel:' AND i.key < 'tel:~' GROUP BY tail HAVING count(DISTINCT i.customer_id) BETWEEN 2 AND ?1) s ON substr(i.key, -8) = s.tail
WHERE i.key >= 'tel:' AND i.key < 'tel:~' GROUP BY i.key, i.customer_id;

-- name: alike.colleagues
-- One name at one domain: the group is called "name@domain".
SELECT c.name_key || substr(i.address, instr(i.address, '@')) AS what, json_group_array(DISTINCT c.id)
FROM identity i JOIN customer c ON c.id = i.customer_id LEFT JOIN conversation v ON v.customer_id = c.id
WHERE i.medium = 'email' AND c.name <> '' AND coalesce(v.machine, 0) = 0 GROUP BY what HAVING count(DISTINCT c.id) BETWEEN 2 AND ?1;

-- name: alike.several
SELECT id FROM customer WHERE grouped = 1;

-- name: alike.mails
-- The last that each mail address wrote, if there is a number in it.
SELECT i.customer_id, substr(t.body, 1, 20000) FROM identity i LEFT JOIN conversation v ON v.customer_id = i.customer_id
JOIN message_text t ON t.seq = (SELECT m.seq FROM message m WHERE m.identity_id = i.id AND m.voice = 1 ORDER BY m.at DESC LIMIT 1)
WHERE i.medium = 'email' AND coalesce(v.machine, 0) = 0 AND t.numbers <> '';

-- name: alike.mails_of
SELECT i.customer_id, substr(t.body, 1, 20000) FROM identity i
JOIN message_text t ON t.seq = (SELECT m.seq FROM message m WHERE m.identity_id = i.id AND m.voice = 1 ORDER BY m.at DESC LIMIT 1)
WHERE i.customer_id = ?1 AND i.medium = 'email' AND t.numbers <> '';

-- name: alike.mails_with
-- Customers who wrote a number in some mail.
SELECT DISTINCT i.customer_id FROM message_fts f JOIN message m ON m.seq = f.rowid JOIN identity i ON i.id = m.identity_id
WHERE message_fts MATCH ?1 LIMIT ?2;

-- name: alike.keys
SELECT DISTINCT key, customer_id FROM identity WHERE key >= 'tel:' AND key < 'tel:~';

-- name: foresee.answers
-- As conversation.answers and conversation.waiting, for a list of identities.
SELECT coalesce(max((SELECT max(m.at) FROM message m
                     WHERE m.identity_id = i.id AND m.voice = 2 AND m.voice > 0 AND m.history = 0
                       AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.message_id = m.id AND d.state = 'cancelled'))), 0),
       -- Of the last few, because one that is planned for next week is dated after what is written meanwhile.
       coalesce(max((SELECT max(arrived_at) FROM (
                     SELECT m.arrived_at FROM message m JOIN delivery d ON d.message_id = m.id
                     WHERE m.identity_id = i.id AND m.voice = 3 AND m.voice > 0 AND m.history = 0
                       AND d.state NOT IN ('failed', 'cancelled', 'held')
                     ORDER BY m.at DESC LIMIT 20))), 0),
       coalesce(min((SELECT min(c.promised_at) FROM cases c
                     WHERE c.identity_id = i.id AND c.promised_at > 0 AND c.closed_at = 0 AND c.void = 0 AND c.merged_into = '')), 0),
       coalesce(max(EXISTS (SELECT 1 FROM survey_answer a WHERE a.identity_id = i.id AND a.quiet = 1)), 0)
FROM identity i WHERE i.id IN (SELECT value FROM json_each(?1));

-- name: foresee.waiting
SELECT coalesce(min((SELECT min(m.at) FROM message m
                     WHERE m.identity_id = i.id AND m.voice = 1 AND m.voice > 0 AND m.history = 0 AND m.at > ?2 AND m.arrived_at > ?3
                       AND (?7 = 0 OR NOT EXISTS (SELECT 1 FROM survey_answer a WHERE a.identity_id = i.id AND a.seq = m.seq AND a.quiet = 1)))), 0),
       coalesce(sum((SELECT count(*) FROM (
                     SELECT 1 FROM message m
                     WHERE m.identity_id = i.id AND m.voice = 1 AND m.voice > 0 AND m.history = 0 AND m.at > ?4 AND m.arrived_at > ?5
                       AND (?7 = 0 OR NOT EXISTS (SELECT 1 FROM survey_answer a WHERE a.identity_id = i.id AND a.seq = m.seq AND a.quiet = 1))
                     LIMIT 1000))), 0),
       -- CROSS JOIN: there are few open failures, and many messages.
       EXISTS (SELECT 1 FROM delivery d CROSS JOIN message x ON x.id = d.message_id CROSS JOIN identity o ON o.id = x.identity_id
               WHERE d.state IN ('failed', 'held') AND d.dismissed = 0 AND d.updated_at > ?6 AND o.id IN (SELECT value FROM json_each(?1)))
FROM identity i WHERE i.id IN (SELECT value FROM json_each(?1));
