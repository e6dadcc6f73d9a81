-- name: assist.add
INSERT INTO assist_use (month, host, model, asked, tokens_in, tokens_out, cost) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
ON CONFLICT (month, host, model) DO UPDATE SET
  asked = asked + ?4, tokens_in = tokens_in + ?5, tokens_out = tokens_out + ?6, cost = cost + ?7;

-- name: assist.month
SELECT host, model, asked, tokens_in, tokens_out, cost FROM assist_use WHERE month = ? ORDER BY host, model;
