-- +goose Up
-- What a model brought into a draft that nobody here knows and the owner has not allowed: a JSON list of words.
ALTER TABLE draft ADD COLUMN foreign_words TEXT NOT NULL DEFAULT '[]';
