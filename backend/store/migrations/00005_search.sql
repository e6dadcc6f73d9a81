-- +goose Up
-- The words that are in the indexes, for "did you mean": views of them, which store nothing.
CREATE VIRTUAL TABLE message_word USING fts5vocab (message_fts, 'row');
CREATE VIRTUAL TABLE customer_word USING fts5vocab (customer_fts, 'row');
