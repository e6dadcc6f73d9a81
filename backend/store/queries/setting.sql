-- name: setting.get
SELECT value FROM setting WHERE name = ?;

-- name: setting.put
INSERT INTO setting (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = ?2;
