-- +goose Up
-- What the shop sent without having been asked, and why; empty: it answers or serves. Few messages have a purpose.
ALTER TABLE message ADD COLUMN purpose TEXT NOT NULL DEFAULT '';
CREATE INDEX message_unasked ON message (identity_id, at) WHERE purpose <> '';
