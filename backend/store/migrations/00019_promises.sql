-- +goose Up
-- By when the first of what was promised in a customer's open cases is due; 0: nothing is.
ALTER TABLE conversation ADD COLUMN promised_at INTEGER NOT NULL DEFAULT 0;

DROP INDEX case_promised;
CREATE INDEX case_promised ON cases (promised_at, id) WHERE promised_at > 0 AND closed_at = 0 AND void = 0 AND merged_into = '';
CREATE INDEX case_promised_by ON cases (identity_id, promised_at) WHERE promised_at > 0 AND closed_at = 0 AND void = 0 AND merged_into = '';

-- What was promised before is taken in by the next look at what time has changed.
UPDATE conversation SET next_change = 1 WHERE customer_id IN (
  SELECT i.customer_id FROM cases c JOIN identity i ON i.id = c.identity_id
  WHERE c.promised_at > 0 AND c.closed_at = 0 AND c.void = 0 AND c.merged_into = '');
