-- name: connection.put
INSERT INTO connection (id, kind, config, created_at, history_before) VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT (id) DO UPDATE SET
  -- What came while it was removed is history, as it is for a new one.
  created_at = CASE removed WHEN 1 THEN ?4 ELSE created_at END,
  history_before = CASE removed WHEN 1 THEN ?5 ELSE history_before END,
  config = ?3, removed = 0, failing_since = 0, error_code = '', error_params = '{}';

-- name: connection.all
SELECT id, kind, config, cursor, created_at, history_before, removed, last_ok, failing_since, error_code, error_params
FROM connection ORDER BY created_at, id;

-- name: connection.remove
UPDATE connection SET removed = 1 WHERE id = ?;

-- name: connection.cursor
UPDATE connection SET cursor = ?2 WHERE id = ?1;

-- name: connection.healthy
UPDATE connection SET last_ok = ?2, failing_since = 0, error_code = '', error_params = '{}' WHERE id = ?1;

-- name: connection.failing
UPDATE connection SET failing_since = CASE failing_since WHEN 0 THEN ?2 ELSE failing_since END, error_code = ?3, error_params = ?4 WHERE id = ?1;

-- name: account.put
INSERT INTO account (id, connection_id, channel, address, name) VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT (id) DO UPDATE SET connection_id = ?2, name = ?5, removed = 0;

-- name: account.remove
UPDATE account SET removed = 1 WHERE id = ?;

-- name: account.all
SELECT id, connection_id, channel, address, name, removed FROM account ORDER BY channel, address;

-- name: account.in_use
SELECT a.id, a.connection_id, a.channel, a.address, a.name, a.removed FROM account a JOIN connection c ON c.id = a.connection_id
WHERE c.removed = 0 AND a.removed = 0 AND a.channel = ? ORDER BY a.address;
