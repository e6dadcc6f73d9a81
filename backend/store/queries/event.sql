-- name: event.insert
INSERT INTO event (id, station, counter, kind, at, actor, customer_id, message_id, facts, personal) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- name: event.next_counter
SELECT coalesce(max(counter), 0) + 1 FROM event WHERE station = ?;

-- name: event.all
SELECT id, station, counter, kind, at, actor, customer_id, message_id, facts, coalesce(personal, '{}') FROM event ORDER BY n;

-- name: event.of_customer
SELECT id, station, counter, kind, at, actor, customer_id, message_id, facts, coalesce(personal, '{}') FROM event WHERE customer_id = ?1 AND customer_id <> '' ORDER BY n;

-- name: event.get
SELECT id, station, counter, kind, at, actor, customer_id, message_id, facts, coalesce(personal, '{}') FROM event WHERE id = ?;
