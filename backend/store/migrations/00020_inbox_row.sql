-- +goose Up
-- A conversation as a row of the inbox shows it.
CREATE VIEW inbox_row AS
SELECT v.customer_id, c.name, v.machine, v.state, v.last_at, v.awaiting_since, v.promised_at, v.unread, v.failed, v.last_id,
       coalesce(m.channel, '') AS channel, coalesce(m.direction, '') AS direction, coalesce(m.snippet, '') AS snippet,
       coalesce(m.placeholder, '') AS placeholder,
       coalesce((SELECT i.address FROM identity i WHERE i.customer_id = v.customer_id AND i.medium <> 'counter'
                 ORDER BY i.medium, i.address LIMIT 1), '') AS address,
       EXISTS (SELECT 1 FROM draft d WHERE d.customer_id = v.customer_id AND (d.body <> '' OR d.files <> '[]')) AS draft,
       v.junk_at, v.answered_at
FROM conversation v JOIN customer c ON c.id = v.customer_id LEFT JOIN message m ON m.id = v.last_id;
