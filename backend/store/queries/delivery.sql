-- name: delivery.insert
INSERT INTO delivery (id, message_id, state, here, external_id, provider_status, not_before, created_at, updated_at, template, dismissed,
                      error_code, error_params)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- name: delivery.update
UPDATE delivery SET state = ?2, external_id = ?3, provider_status = ?4, attempts = ?5, lookups = ?6, not_before = ?7, started_at = ?8,
                    updated_at = ?9, unfiled = ?10, dismissed = ?11, error_code = ?12, error_params = ?13
WHERE id = ?1;

-- name: delivery.get
SELECT d.id, d.message_id, d.state, d.here, d.external_id, d.provider_status, d.attempts, d.lookups, d.not_before, d.started_at,
       d.created_at, d.updated_at, d.template, d.unfiled, d.dismissed, d.error_code, d.error_params
FROM delivery d WHERE d.id = ?;

-- name: delivery.of_message
SELECT d.id, d.message_id, d.state, d.here, d.external_id, d.provider_status, d.attempts, d.lookups, d.not_before, d.started_at,
       d.created_at, d.updated_at, d.template, d.unfiled, d.dismissed, d.error_code, d.error_params
FROM delivery d WHERE d.message_id = ?;

-- name: delivery.of_messages
SELECT d.id, d.message_id, d.state, d.here, d.external_id, d.provider_status, d.attempts, d.lookups, d.not_before, d.started_at,
       d.created_at, d.updated_at, d.template, d.unfiled, d.dismissed, d.error_code, d.error_params
FROM delivery d WHERE d.message_id IN (SELECT value FROM json_each(?1));

-- name: delivery.open
SELECT d.id, d.message_id, d.state, d.here, d.external_id, d.provider_status, d.attempts, d.lookups, d.not_before, d.started_at,
       d.created_at, d.updated_at, d.template, d.unfiled, d.dismissed, d.error_code, d.error_params
FROM delivery d
WHERE d.state IN ('queued', 'sending', 'uncertain', 'held')
UNION ALL
SELECT d.id, d.message_id, d.state, d.here, d.external_id, d.provider_status, d.attempts, d.lookups, d.not_before, d.started_at,
       d.created_at, d.updated_at, d.template, d.unfiled, d.dismissed, d.error_code, d.error_params
FROM delivery d CROSS JOIN message m ON m.id = d.message_id
WHERE d.state = 'failed' AND d.dismissed = 0 AND m.purpose = '' -- one of a hundred alike is no news of the day
ORDER BY 11, 1;

-- name: delivery.recent
SELECT d.id, d.message_id, d.state, d.here, d.external_id, d.provider_status, d.attempts, d.lookups, d.not_before, d.started_at,
       d.created_at, d.updated_at, d.template, d.unfiled, d.dismissed, d.error_code, d.error_params
FROM delivery d WHERE d.here = 1 ORDER BY d.created_at DESC LIMIT ?1;

-- name: delivery.unsent
SELECT d.id, d.message_id, d.state, d.here, d.external_id, d.provider_status, d.attempts, d.lookups, d.not_before, d.started_at,
       d.created_at, d.updated_at, d.template, d.unfiled, d.dismissed, d.error_code, d.error_params
FROM delivery d JOIN message m ON m.id = d.message_id
WHERE d.state IN ('queued', 'sending', 'uncertain') AND m.account_id = ?1;

-- name: delivery.due
-- Who waits for an answer goes before what nobody asked for.
SELECT d.id, d.message_id, d.state, d.here, d.external_id, d.provider_status, d.attempts, d.lookups, d.not_before, d.started_at,
       d.created_at, d.updated_at, d.template, d.unfiled, d.dismissed, d.error_code, d.error_params
FROM delivery d JOIN message m ON m.id = d.message_id JOIN account a ON a.id = m.account_id
WHERE d.state = ?1 AND d.state IN ('queued', 'sending', 'uncertain', 'held') AND d.not_before <= ?2 AND a.connection_id = ?3
ORDER BY m.purpose <> '', d.not_before, d.created_at, d.id LIMIT ?4;

-- name: delivery.unfiled
SELECT d.id, d.message_id, d.state, d.here, d.external_id, d.provider_status, d.attempts, d.lookups, d.not_before, d.started_at,
       d.created_at, d.updated_at, d.template, d.unfiled, d.dismissed, d.error_code, d.error_params
FROM delivery d JOIN message m ON m.id = d.message_id JOIN account a ON a.id = m.account_id
WHERE d.unfiled = 1 AND d.not_before <= ?1 AND a.connection_id = ?2 ORDER BY d.not_before LIMIT ?3;

-- name: delivery.followed
SELECT d.id, d.message_id, d.state, d.here, d.external_id, d.provider_status, d.attempts, d.lookups, d.not_before, d.started_at,
       d.created_at, d.updated_at, d.template, d.unfiled, d.dismissed, d.error_code, d.error_params
FROM delivery d JOIN message m ON m.id = d.message_id JOIN account a ON a.id = m.account_id
WHERE d.state IN ('sent', 'delivered') AND d.updated_at > ?1 AND m.at < ?2 AND a.connection_id = ?3 AND m.channel IN ('sms', 'whatsapp')
ORDER BY d.updated_at LIMIT ?4;

-- name: delivery.lost
SELECT d.id, d.message_id, d.state, d.here, d.external_id, d.provider_status, d.attempts, d.lookups, d.not_before, d.started_at,
       d.created_at, d.updated_at, d.template, d.unfiled, d.dismissed, d.error_code, d.error_params
FROM delivery d JOIN message m ON m.id = d.message_id JOIN message_text t ON t.seq = m.seq
WHERE d.state IN ('sending', 'uncertain', 'held') AND d.started_at > 0 AND d.state IN ('queued', 'sending', 'uncertain', 'held')
  AND m.channel = ?1 AND m.sender = ?2 AND m.recipient = ?3
  AND (trim(t.body, char(9, 10, 13, 32)) = trim(?4, char(9, 10, 13, 32)) OR d.template <> '') AND d.started_at - 120000 <= ?5
ORDER BY d.started_at LIMIT 1;

-- name: delivery.approaches
-- What was sent, by whose the address is now, and calls of a campaign, by who she was and whoever she was merged into.
SELECT i.customer_id, m.purpose, m.at
FROM json_each(?1) j CROSS JOIN identity i ON i.customer_id = j.value
CROSS JOIN message m ON m.identity_id = i.id AND m.purpose <> '' AND m.at >= ?2
WHERE NOT EXISTS (SELECT 1 FROM delivery d WHERE d.message_id = m.id AND d.state IN ('cancelled', 'failed'))
UNION ALL
SELECT top, 'marketing', k.at FROM (
  WITH RECURSIVE circle (top, id) AS (
    SELECT j.value, j.value FROM json_each(?1) j
    UNION SELECT c.top, x.id FROM circle c JOIN customer x ON x.merged_into = c.id AND x.merged_into <> '')
  SELECT top, id FROM circle) c CROSS JOIN campaign_call k ON k.customer_id = c.id AND k.at >= ?2;
