-- name: conversation.get
SELECT customer_id, machine, state, last_at, last_id, awaiting_since, spoke_at, arrived_at, closed_at, snoozed_at, snoozed_until, promised_at, read_at, unread_at,
       unread, failed, junk_at, answered_at
FROM conversation WHERE customer_id = ?;

-- name: conversation.put
INSERT INTO conversation (customer_id, machine, state, next_change, last_at, last_id, awaiting_since, spoke_at, arrived_at, closed_at,
                          snoozed_at, snoozed_until, promised_at, read_at, unread_at, unread, failed, junk_at, answered_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)
ON CONFLICT (customer_id) DO UPDATE SET
  machine = ?2, state = ?3, next_change = ?4, last_at = ?5, last_id = ?6, awaiting_since = ?7, spoke_at = ?8, arrived_at = ?9,
  closed_at = ?10, snoozed_at = ?11, snoozed_until = ?12, promised_at = ?13, read_at = ?14, unread_at = ?15, unread = ?16, failed = ?17,
  junk_at = ?18, answered_at = ?19;

-- name: conversation.due
-- Beside each, whether it is a promise that falls due.
SELECT customer_id, promised_at > 0 AND promised_at = next_change FROM conversation WHERE next_change > 0 AND next_change <= ?1 LIMIT 2000;

-- name: conversation.all_ids
SELECT id FROM customer ORDER BY n;

-- name: conversation.answers
-- This and conversation.waiting are asked for nearly every mail of a first sync. "voice > 0" beside "voice = n" lets SQLite use the
-- index message_turn. "+?1" and not "?1": SQLite 3.54 plans a statement anew for each value that "=" compares with a bare parameter.
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
FROM identity i WHERE i.customer_id = +?1;

-- name: conversation.waiting
-- A survey's score with a nice word waits for nothing. ?7 says whether there is one.
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
               WHERE d.state IN ('failed', 'held') AND d.dismissed = 0 AND d.updated_at > ?6 AND o.customer_id = +?1 AND x.purpose = '')
FROM identity i WHERE i.customer_id = +?1;

-- name: conversation.delete
DELETE FROM conversation WHERE customer_id = ?;

-- name: conversation.spoken
SELECT 1 FROM message WHERE identity_id = ?1 AND purpose = '' LIMIT 1;

-- name: conversation.extent
SELECT coalesce(max(m.at), 0), coalesce(max(m.arrived_at), 0) FROM message m
WHERE m.identity_id = ?1 AND m.history = 0 AND m.voice > 0
  AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.message_id = m.id AND d.state = 'cancelled')
  AND NOT EXISTS (SELECT 1 FROM survey_answer a WHERE a.identity_id = ?1 AND a.seq = m.seq AND a.quiet = 1);

-- name: conversation.newest
-- What is planned to leave later is not the newest before its time: nobody has said it yet (see Message.Planned).
SELECT m.at, m.id, m.voice > 0 FROM message m
WHERE m.identity_id = ?1 AND m.purpose = '' AND NOT EXISTS (
  SELECT 1 FROM delivery d WHERE d.message_id = m.id
    AND (d.state = 'cancelled' OR (d.state = 'queued' AND d.started_at = 0 AND m.voice = 3 AND m.at > m.arrived_at + 60000)))
ORDER BY m.voice > 0 DESC, m.at DESC, m.id DESC LIMIT 1;

-- name: conversation.rows
SELECT v.* FROM inbox_row v
WHERE v.machine = 0 AND v.state = ?1 AND (v.last_at, v.customer_id) < (?2, ?3)
  AND ((v.awaiting_since > 0 AND v.awaiting_since <= ?4) OR (v.promised_at > 0 AND v.promised_at <= ?5)) = ?6
ORDER BY v.last_at DESC, v.customer_id DESC LIMIT ?7;

-- name: conversation.rows_oldest
SELECT v.* FROM inbox_row v
WHERE v.machine = 0 AND v.state = ?1 AND (v.last_at, v.customer_id) > (?2, ?3)
  AND ((v.awaiting_since > 0 AND v.awaiting_since <= ?4) OR (v.promised_at > 0 AND v.promised_at <= ?5)) = ?6
ORDER BY v.last_at, v.customer_id LIMIT ?7;

-- name: conversation.rows_all
SELECT v.* FROM inbox_row v
WHERE (v.last_at, v.customer_id) < (?1, ?2)
ORDER BY v.last_at DESC, v.customer_id DESC LIMIT ?3;

-- name: conversation.one_row
SELECT v.* FROM inbox_row v
WHERE v.customer_id = ?1;

-- name: conversation.count_unread
SELECT count(*) FROM conversation WHERE machine = 0 AND state = 'reply' AND unread > 0;

-- name: conversation.counts
SELECT state, count(*) FROM conversation WHERE machine = 0 GROUP BY state;
