-- name: survey.insert
INSERT INTO survey (id, point, about, scale, at, customer_id, identity_id, channel, message_id, language, not_asked)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- name: survey.get
SELECT s.id, s.point, s.about, s.scale, s.at, s.customer_id, s.identity_id, s.channel, s.message_id, s.language, s.not_asked,
       coalesce(a.score, 0), coalesce(a.at, 0), coalesce(a.message_id, ''), coalesce(a.event_id, ''), coalesce(a.by_hand, 0), coalesce(a.quiet, 0)
FROM survey s LEFT JOIN survey_answer a ON a.survey_id = s.id AND a.last = 1 WHERE s.id = ?;

-- name: survey.last_asked
-- The last that a customer was asked since a moment. One that was taken back before it left, or did not arrive, was none.
SELECT s.id, s.point, s.about, s.scale, s.at, s.customer_id, s.identity_id, s.channel, s.message_id, s.language, s.not_asked,
       coalesce(a.score, 0), coalesce(a.at, 0), coalesce(a.message_id, ''), coalesce(a.event_id, ''), coalesce(a.by_hand, 0), coalesce(a.quiet, 0)
FROM identity i JOIN survey s ON s.identity_id = i.id LEFT JOIN survey_answer a ON a.survey_id = s.id AND a.last = 1
WHERE i.customer_id = ?1 AND s.at > ?2 AND s.message_id <> ''
  AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.message_id = s.message_id AND d.state IN ('cancelled', 'failed'))
ORDER BY s.at DESC LIMIT 1;

-- name: survey.any_asked
SELECT EXISTS (SELECT 1 FROM survey WHERE at > ?1 AND message_id <> '');

-- name: survey.of_customer
-- What a customer answered, the last first.
SELECT s.id, s.point, s.about, s.scale, s.at, s.customer_id, s.identity_id, s.channel, s.message_id, s.language, s.not_asked,
       a.score, a.at, a.message_id, a.event_id, a.by_hand, a.quiet
FROM identity i JOIN survey s ON s.identity_id = i.id JOIN survey_answer a ON a.survey_id = s.id AND a.last = 1
WHERE i.customer_id = ?1 AND s.message_id <> '' ORDER BY a.at DESC, s.id;

-- name: survey.of_messages
-- Those that messages ask, with the answer that counts, and those that they answer, each as the message itself says.
SELECT s.id, s.point, s.about, s.scale, s.at, s.customer_id, s.identity_id, s.channel, s.message_id, s.language, s.not_asked,
       coalesce(a.score, 0), coalesce(a.at, 0), coalesce(a.message_id, ''), coalesce(a.event_id, ''), coalesce(a.by_hand, 0), coalesce(a.quiet, 0), 1
FROM survey s LEFT JOIN survey_answer a ON a.survey_id = s.id AND a.last = 1
WHERE s.message_id IN (SELECT value FROM json_each(?1)) AND s.message_id <> ''
UNION ALL
SELECT s.id, s.point, s.about, s.scale, s.at, s.customer_id, s.identity_id, s.channel, s.message_id, s.language, s.not_asked,
       a.score, a.at, a.message_id, a.event_id, a.by_hand, a.quiet, 0
FROM survey_answer a JOIN survey s ON s.id = a.survey_id
WHERE a.message_id IN (SELECT value FROM json_each(?1)) AND a.message_id <> '';

-- name: survey.log
SELECT id, station, counter, kind, at, actor, customer_id, message_id, case_id, facts, coalesce(personal, '{}')
FROM event WHERE json_extract(facts, '$.survey.id') = ?1 AND json_extract(facts, '$.survey.id') IS NOT NULL ORDER BY n;

-- name: survey.touch_log
SELECT id, station, counter, kind, at, actor, customer_id, message_id, case_id, facts, coalesce(personal, '{}')
FROM event WHERE json_extract(facts, '$.survey.point') = ?1 AND json_extract(facts, '$.survey.point') IS NOT NULL ORDER BY n;

-- name: survey.touches
SELECT body FROM survey_touch;

-- name: survey.put_touch
INSERT INTO survey_touch (point, body) VALUES (?1, ?2) ON CONFLICT (point) DO UPDATE SET body = ?2;

-- name: survey.forget_answers
DELETE FROM survey_answer WHERE survey_id = ?;

-- name: survey.put_answer
INSERT INTO survey_answer (survey_id, message_id, score, at, event_id, by_hand, quiet, last, identity_id, seq)
SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, coalesce(max(identity_id), ''), coalesce(max(seq), 0) FROM message WHERE id = ?2;

-- name: survey.over_cases
-- Those closed in a span of time about which nothing was decided, the first to be closed first.
SELECT c.id, c.closed_at, i.customer_id, c.identity_id
FROM cases c JOIN identity i ON i.id = c.identity_id
WHERE c.closed_at > ?1 AND c.closed_at <= ?2 AND c.void = 0 AND c.root = c.id
  AND NOT EXISTS (SELECT 1 FROM survey s WHERE s.about = c.id AND s.point = ?3)
ORDER BY c.closed_at LIMIT ?4;

-- name: survey.over_purchases
-- The same of purchases that still stand. Of a delivery, those that were brought to her.
SELECT p.id, p.at, p.customer_id, ''
FROM purchase p LEFT JOIN purchase_change x ON x.purchase_id = p.id
WHERE p.at > ?1 AND p.at <= ?2 AND (?3 = 'purchase' OR p.kind = 'product' AND p.place <> 'shop')
  AND coalesce(x.cancelled, 0) = 0 AND coalesce(x.removed, 0) = 0 AND p.cents > coalesce(x.returned, 0)
  AND NOT EXISTS (SELECT 1 FROM survey s WHERE s.about = p.id AND s.point = ?3)
ORDER BY p.at LIMIT ?4;

-- name: survey.shop_spoke
-- Whether the shop wrote to a customer after a moment, somebody there or by a campaign: what she says then answers that.
SELECT EXISTS (SELECT 1 FROM identity i JOIN message m ON m.identity_id = i.id
  WHERE i.customer_id = ?1 AND m.at > ?2 AND m.voice IN (2, 3) AND m.voice > 0 AND m.history = 0)
  OR EXISTS (SELECT 1 FROM identity i JOIN message m ON m.identity_id = i.id AND m.purpose <> '' AND m.purpose = 'marketing'
  WHERE i.customer_id = ?1 AND m.at > ?2);

-- name: survey.counts
-- All that were asked since a moment and left, by what they have in common.
SELECT s.scale, s.point, s.channel, coalesce(k.class, ''), a.score, count(*)
FROM survey s LEFT JOIN survey_answer a ON a.survey_id = s.id AND a.last = 1
LEFT JOIN cases c ON c.id = s.about LEFT JOIN cases k ON k.id = c.root
WHERE s.message_id <> '' AND s.at >= ?1 AND s.at < ?2
  AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.message_id = s.message_id AND d.state IN ('cancelled', 'failed'))
GROUP BY 1, 2, 3, 4, 5;

-- name: survey.answers
-- The latest first. ?1 … ?4 and the span of scores choose, an empty text any.
SELECT s.id, s.point, s.about, s.scale, s.at, s.customer_id, s.identity_id, s.channel, s.message_id, s.language, s.not_asked,
       a.score, a.at, a.message_id, a.event_id, a.by_hand, a.quiet,
       i.customer_id, u.name, i.address, coalesce(k.class, ''), coalesce(t.body, '')
FROM survey_answer a JOIN survey s ON s.id = a.survey_id JOIN identity i ON i.id = s.identity_id JOIN customer u ON u.id = i.customer_id
LEFT JOIN cases c ON c.id = s.about LEFT JOIN cases k ON k.id = c.root
LEFT JOIN message m ON m.id = a.message_id LEFT JOIN message_text t ON t.seq = m.seq
WHERE a.last = 1 AND (a.at, a.survey_id) < (?1, ?2) AND s.at >= ?3 AND s.at < ?4
  AND (?5 = '' OR s.scale = ?5) AND (?6 = '' OR s.point = ?6) AND (?7 = '' OR s.channel = ?7)
  AND (?8 = '' OR coalesce(k.class, '') = ?8) AND a.score BETWEEN ?9 AND ?10
ORDER BY a.at DESC, a.survey_id DESC LIMIT ?11;

-- name: survey.not_asked
-- Who was not asked, and why, the latest first.
SELECT s.id, s.point, s.about, s.scale, s.at, s.customer_id, s.identity_id, s.channel, s.message_id, s.language, s.not_asked, 0, 0, '', '', 0, 0
FROM survey s WHERE s.not_asked <> '' ORDER BY s.at DESC, s.id LIMIT ?1;

-- name: survey.not_asked_counts
SELECT not_asked, count(*) FROM survey WHERE not_asked <> '' AND at >= ?1 AND at < ?2 GROUP BY 1 ORDER BY 2 DESC, 1;
