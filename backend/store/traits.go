package store

import (
	"database/sql"
	"strings"

	"balcao/backend/desk"
)

// A message's traits are what a search can be narrowed by: on which channel it came, who spoke, whose address it
// is, what kinds of file it has. They stand in the search index beside the words. Narrowing is then one more word
// to look for on the same walk down the index, as fast for what lets next to nothing through as for what lets all.

// traitMark begins a trait: a letter of Unicode's private use, which belongs to no word that anybody types. Three
// of them, so that the index of beginnings (prefix = '2 3') gathers nothing else.
const traitMark = "\ue000\ue000\ue000"

func traits(words ...string) string { return traitMark + strings.Join(words, " "+traitMark) }

// unasked is the trait of what the shop wrote without having been asked.
const unasked = "unasked"

func traitsOf(m desk.Message) string {
	words := []string{string(m.Channel), string(m.Direction), string(m.IdentityID)}
	if m.Purpose != "" {
		words = append(words, unasked)
	}
	return traits(words...)
}

func traitsOfFile(a desk.Attachment) string {
	return traits(string(desk.AnyFile), string(desk.KindOfFile(a.Type, a.Name)))
}

// Narrowing is what a search is narrowed to; what is empty narrows nothing.
type Narrowing struct {
	Channel    desk.Channel
	Channels   []desk.Channel // any of them
	Direction  desk.Direction
	Files      desk.FileKind
	Identities []desk.IdentityID // any of them
}

// Expression adds the narrowing to an FTS5 expression for the words. Without words it stands for everything that
// has these traits. What went to hundreds alike would hide what was said: only among somebody's messages is it found.
func (n Narrowing) Expression(words string) string {
	said := n.expression(words)
	if len(n.Identities) > 0 {
		return said
	}
	return "(" + said + ") NOT " + anyTrait([]string{unasked})
}

func (n Narrowing) expression(words string) string {
	var parts []string
	if words != "" {
		parts = append(parts, "("+words+")")
	}
	for _, word := range []string{string(n.Channel), string(n.Direction), string(n.Files)} {
		if word != "" {
			parts = append(parts, anyTrait([]string{word}))
		}
	}
	if len(n.Channels) > 0 {
		parts = append(parts, anyTrait(n.Channels))
	}
	if len(n.Identities) > 0 {
		parts = append(parts, anyTrait(n.Identities))
	}
	if len(parts) == 0 {
		return `traits : "` + traitMark + `"*`
	}
	return strings.Join(parts, " AND ")
}

func anyTrait[W ~string](words []W) string {
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = `"` + traitMark + strings.ReplaceAll(string(w), `"`, "") + `"`
	}
	return "traits : (" + strings.Join(quoted, " OR ") + ")"
}

// describe adds what a file tells about its message. A message that was indexed before is indexed anew.
func (tx *Tx) describe(id desk.MessageID, more string) error {
	entry, err := one(tx.q, scanIndexed, "search.lacking", id, more)
	if desk.HasCode(err, desk.ErrNotFound) {
		return nil // told before
	}
	if err != nil {
		return err
	}
	if !tx.index.awaits(entry.seq) {
		if _, err := tx.q.exec("search.forget", entry.values()...); err != nil {
			return err
		}
	}
	entry.traits += " " + more
	tx.index.messages = append(tx.index.messages, entry)
	_, err = tx.q.exec("search.describe", entry.seq, entry.traits)
	return err
}

func scanIndexed(rows *sql.Rows) (m indexedMessage, err error) {
	err = rows.Scan(&m.seq, &m.subject, &m.text, &m.numbers, &m.traits)
	return m, err
}
