-- name: template.all
SELECT t.connection_id, t.sid, t.name, t.language, t.category, t.status, t.reason, t.body, t.variables, t.updated_at
FROM template t JOIN connection c ON c.id = t.connection_id WHERE c.removed = 0 ORDER BY t.name, t.language, t.sid;

-- name: template.get
SELECT connection_id, sid, name, language, category, status, reason, body, variables, updated_at
FROM template WHERE sid = ?1 AND connection_id = ?2;

-- name: template.insert
INSERT INTO template (connection_id, sid, name, language, category, status, reason, body, variables, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- name: template.clear
DELETE FROM template WHERE connection_id = ?;

-- name: template.listed
UPDATE connection SET templates_at = ?2 WHERE id = ?1;

-- name: template.listed_at
SELECT templates_at FROM connection WHERE id = ?;

-- name: template.listed_last
SELECT COALESCE(MAX(templates_at), 0) FROM connection WHERE removed = 0;
