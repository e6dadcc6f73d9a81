-- name: event.insert
INSERT INTO event (id, station, counter, kind, at, actor, customer_id, message_id, case_id, facts, personal) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- name: event.last_counter
SELECT coalesce(max(counter), 0) FROM event WHERE station = ?;

-- name: event.numbers_since
SELECT json_extract(facts, '$.case.protocol') FROM event WHERE station = ?1 AND counter > ?2 AND kind = 'case.opened';

-- name: event.all
SELECT id, station, counter, kind, at, actor, customer_id, message_id, case_id, facts, coalesce(personal, '{}') FROM event ORDER BY n;

-- name: event.of_customer
SELECT id, station, counter, kind, at, actor, customer_id, message_id, case_id, facts, coalesce(personal, '{}') FROM event WHERE customer_id = ?1 AND customer_id <> '' AND case_id = '' ORDER BY n;

-- name: event.get
SELECT id, station, counter, kind, at, actor, customer_id, message_id, case_id, facts, coalesce(personal, '{}') FROM event WHERE id = ?;

-- name: event.of_case
SELECT id, station, counter, kind, at, actor, customer_id, message_id, case_id, facts, coalesce(personal, '{}') FROM event WHERE case_id = ?1 AND case_id <> '' ORDER BY n;

-- name: event.last_of_message
-- The last of its kind about a message, of what still stands. "+" takes the type of the column from e.id, or the index of
-- what was undone could not be searched by it.
SELECT e.id, e.station, e.counter, e.kind, e.at, e.actor, e.customer_id, e.message_id, e.case_id, e.facts, coalesce(e.personal, '{}')
FROM event e WHERE e.message_id = ?1 AND e.kind = ?2 AND e.kind IN ('case.joined', 'case.told', 'case.hinted', 'hint.dismissed')
  AND NOT EXISTS (SELECT 1 FROM event u WHERE u.kind = 'event.undone' AND json_extract(u.facts, '$.ref') = +e.id)
ORDER BY e.n DESC LIMIT 1;

-- name: event.last_dismissal
SELECT e.id, e.station, e.counter, e.kind, e.at, e.actor, e.customer_id, e.message_id, e.case_id, e.facts, coalesce(e.personal, '{}')
FROM event e WHERE e.message_id = ?1 AND e.kind = 'hint.dismissed' AND e.kind IN ('case.joined', 'case.told', 'case.hinted', 'hint.dismissed')
  AND json_extract(e.facts, '$.case.hint') = ?2 AND coalesce(json_extract(e.facts, '$.case.protocol'), '') = ?3
  AND NOT EXISTS (SELECT 1 FROM event u WHERE u.kind = 'event.undone' AND json_extract(u.facts, '$.ref') = +e.id)
ORDER BY e.n DESC LIMIT 1;

-- name: event.taken_back
SELECT e.id, e.station, e.counter, e.kind, e.at, e.actor, e.customer_id, e.message_id, e.case_id, e.facts, coalesce(e.personal, '{}')
FROM cases k JOIN event u ON u.case_id = k.id AND u.kind = 'event.undone' AND u.case_id <> '' JOIN event e ON e.id = json_extract(u.facts, '$.ref')
WHERE k.root = ?1 AND e.actor = 'program' AND e.kind IN ('case.joined', 'case.reopened');

-- name: event.caused_by
-- With what those caused in turn. CROSS JOIN and "+" (see event.last_of_message): thousands follow from one import, and every
-- undo looks here.
WITH RECURSIVE caused (id) AS (
  SELECT e.id FROM event e WHERE json_extract(e.facts, '$.case.cause') = ?1 AND json_extract(e.facts, '$.case.cause') IS NOT NULL
  UNION SELECT e.id FROM caused c CROSS JOIN event e ON json_extract(e.facts, '$.case.cause') = +c.id AND json_extract(e.facts, '$.case.cause') IS NOT NULL)
SELECT e.id, e.station, e.counter, e.kind, e.at, e.actor, e.customer_id, e.message_id, e.case_id, e.facts, coalesce(e.personal, '{}')
FROM caused c CROSS JOIN event e ON e.id = c.id ORDER BY e.n;

-- name: event.deciding_case
-- What a case follows from: not which messages are in it, of which there may be thousands.
SELECT id, station, counter, kind, at, actor, customer_id, message_id, case_id, facts, coalesce(personal, '{}') FROM event WHERE case_id = ?1 AND case_id <> '' AND kind <> 'case.joined' ORDER BY n;

-- name: event.acts
-- What the program did without the owner, the latest first, with whose it is now and the case that has the messages.
SELECT e.n, e.id, e.kind, e.at, e.message_id, e.case_id, coalesce(json_extract(e.facts, '$.case.rule'), json_extract(e.facts, '$.ref'), json_extract(e.facts, '$.consent.source'), ''),
       EXISTS (SELECT 1 FROM event u WHERE u.kind = 'event.undone' AND json_extract(u.facts, '$.ref') = +e.id),
       i.customer_id, u.name, m.channel, m.direction, m.snippet, coalesce(c.protocol, ''), CASE WHEN c.void = 0 THEN c.root ELSE '' END
FROM event e INDEXED BY event_act JOIN message m ON m.id = e.message_id JOIN identity i ON i.id = m.identity_id JOIN customer u ON u.id = i.customer_id
LEFT JOIN cases c ON c.id = e.case_id
WHERE e.actor = 'program' AND e.kind IN ('case.opened', 'case.reopened', 'case.joined', 'message.attributed', 'consent.given', 'consent.withdrawn')
  AND json_extract(e.facts, '$.case.cause') IS NULL
  AND e.n < ?1
ORDER BY e.n DESC LIMIT ?2;
