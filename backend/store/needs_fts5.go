//go:build !sqlite_fts5 && !fts5

package store

// The search index needs FTS5, which go-sqlite3 compiles only on request.
var _ = build_with_tags_sqlite_fts5
