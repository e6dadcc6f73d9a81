-- +goose Up
-- When the owner said that somebody is no customer, and when the shop last wrote there; 0: never.
ALTER TABLE conversation ADD COLUMN junk_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE conversation ADD COLUMN answered_at INTEGER NOT NULL DEFAULT 0;
