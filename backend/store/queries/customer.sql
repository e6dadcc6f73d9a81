-- name: customer.insert
INSERT INTO customer (id, name, created_at) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING;

-- name: customer.get
SELECT c.n, c.id, c.name, c.owner_name, c.created_at, coalesce(v.machine, 0)
FROM customer c LEFT JOIN conversation v ON v.customer_id = c.id WHERE c.id = ?;

-- name: customer.page
SELECT c.n, c.id, c.name, c.owner_name, c.created_at, coalesce(v.machine, 0)
FROM customer c LEFT JOIN conversation v ON v.customer_id = c.id
WHERE c.n > ?1 AND coalesce(v.machine, 0) = 0 ORDER BY c.n LIMIT ?2;

-- name: customer.seen_name
UPDATE customer SET name = ?2 WHERE id = ?1 AND name = '' AND owner_name = 0;

-- name: customer.owner_name
UPDATE customer SET name = ?2, owner_name = 1 WHERE id = ?1;

-- name: customer.unindex
DELETE FROM customer_fts WHERE rowid = (SELECT n FROM customer WHERE id = ?1);

-- name: customer.index
INSERT INTO customer_fts (rowid, name, addresses)
SELECT c.n, c.name, coalesce((SELECT group_concat(i.address || ' ' || i.label || ' ' || i.key, ' ') FROM identity i WHERE i.customer_id = c.id), '')
FROM customer c WHERE c.id = ?1;

-- name: customer.search
SELECT c.n, c.id, c.name, c.owner_name, c.created_at, coalesce(v.machine, 0), coalesce(v.last_at, 0)
FROM customer_fts f JOIN customer c ON c.n = f.rowid LEFT JOIN conversation v ON v.customer_id = c.id
WHERE customer_fts MATCH ?1
ORDER BY coalesce(v.machine, 0), coalesce(v.last_at, 0) DESC LIMIT ?2;

-- name: customer.by_key
SELECT customer_id FROM identity WHERE key = ? ORDER BY id LIMIT 1;

-- name: customer.by_key_tail
SELECT DISTINCT customer_id FROM identity WHERE key LIKE ?1 LIMIT ?2;

-- name: identity.insert
INSERT INTO identity (id, customer_id, medium, address, key, label, verified) VALUES (?, ?, ?, ?, ?, ?, ?);

-- name: identity.by_address
SELECT id, customer_id, medium, address, key, label, verified FROM identity WHERE medium = ? AND address = ?;

-- name: identity.of_customer
SELECT id, customer_id, medium, address, key, label, verified FROM identity WHERE customer_id = ? ORDER BY medium, address;

-- name: identity.nameless
SELECT i.id, i.customer_id, i.medium, i.address, i.key, i.label, i.verified
FROM identity i JOIN customer c ON c.id = i.customer_id WHERE c.name = '' ORDER BY i.id;
