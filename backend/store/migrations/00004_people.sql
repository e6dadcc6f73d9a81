-- +goose Up
-- What the owner says about customers follows from events. seen_name and home_id are facts: they came with messages.
ALTER TABLE customer ADD COLUMN seen_name TEXT NOT NULL DEFAULT ''; -- the first that came with a message
ALTER TABLE customer ADD COLUMN name_key TEXT NOT NULL DEFAULT '';  -- what the list of all is sorted by, see directory.go
ALTER TABLE customer ADD COLUMN document TEXT NOT NULL DEFAULT '';
ALTER TABLE customer ADD COLUMN notes TEXT NOT NULL DEFAULT '';
ALTER TABLE customer ADD COLUMN merged_into TEXT NOT NULL DEFAULT ''; -- whoever has all its addresses now
UPDATE customer SET seen_name = name WHERE owner_name = 0;
UPDATE customer SET name_key = lower(name);
CREATE INDEX customer_name ON customer (name_key, id) WHERE merged_into = '';
CREATE INDEX customer_merged ON customer (merged_into) WHERE merged_into <> '';
CREATE INDEX customer_document ON customer (document) WHERE document <> '';

ALTER TABLE identity ADD COLUMN home_id TEXT NOT NULL DEFAULT '';     -- the customer it was first seen with
ALTER TABLE identity ADD COLUMN owner_label TEXT NOT NULL DEFAULT '';
UPDATE identity SET home_id = customer_id;
CREATE INDEX identity_tail ON identity (substr(key, -8)) WHERE key >= 'tel:' AND key < 'tel:~';

-- key: the tag without accents and capitals, so that one tag has one spelling.
CREATE TABLE customer_tag (
  customer_id TEXT NOT NULL REFERENCES customer (id),
  key         TEXT NOT NULL,
  tag         TEXT NOT NULL,
  position    INTEGER NOT NULL,
  PRIMARY KEY (customer_id, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX customer_tag_key ON customer_tag (key, customer_id);

-- Two customers that are not the same, whatever they have in common; a is the smaller id.
CREATE TABLE apart (
  a TEXT NOT NULL,
  b TEXT NOT NULL,
  PRIMARY KEY (a, b)
) STRICT, WITHOUT ROWID;
