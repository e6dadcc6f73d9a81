-- +goose Up
-- By when the first of what was promised in a customer's open cases is due; 0: nothing is.
ALTER TABLE conversation ADD COLUMN promised_at INTEGER NOT NULL DEFAULT 0;

DROP INDEX case_promised;
CREATE INDEX case_promised ON cases (promised_at, id) WHERE promised_at > 0 AND closed_at = 0 AND void = 0 AND merged_into = '';
CREATE INDEX case_promised_by ON cases (identity_id, promised_at) WHERE promised_at > 0 AND closed_at = 0 AND void = 0 AND merged_into = '';

-- What was promised before is taken in by the next look at what time has changed, for who never said a word too: what her
-- log says is read then.
INSERT INTO conversation (customer_id, machine, state, next_change, last_at, last_id, awaiting_since, spoke_at, arrived_at, closed_at,
                          snoozed_at, snoozed_until, read_at, unread_at, unread, failed)
SELECT DISTINCT i.customer_id, 0, 'closed', 0, 0, '', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 FROM cases c JOIN identity i ON i.id = c.identity_id
WHERE c.promised_at > 0 AND c.closed_at = 0 AND c.void = 0 AND c.merged_into = ''
ON CONFLICT (customer_id) DO NOTHING;

UPDATE conversation SET next_change = 1 WHERE customer_id IN (
  SELECT i.customer_id FROM cases c JOIN identity i ON i.id = c.identity_id
  WHERE c.promised_at > 0 AND c.closed_at = 0 AND c.void = 0 AND c.merged_into = '');
