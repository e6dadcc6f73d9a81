-- +goose Up
-- When somebody last wrote to an address of the shop: without it, a conversation of 20,000 messages is read whole to find
-- that she never wrote to one.
CREATE INDEX message_inbound ON message (identity_id, account_id, at) WHERE direction = 'in';
