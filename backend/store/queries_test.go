package store

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

func TestEveryQueryPrepares(t *testing.T) {
	st := open(t, folder(t), Options{})
	for name, text := range queries {
		stmt, err := st.writer.PrepareContext(t.Context(), text)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if err := stmt.Close(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if strings.Count(text, ";") != 1 || !strings.HasSuffix(text, ";") {
			t.Errorf("%s is not one statement that ends in a semicolon", name)
		}
	}
}

// TestQueriesAndCodeAgree compares the names in the .sql files with the words in the Go files that look like one.
func TestQueriesAndCodeAgree(t *testing.T) {
	nouns, defined := map[string]bool{}, 0
	files, err := filepath.Glob("queries/*.sql")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		defined += strings.Count(string(text), "-- name: ")
	}
	for name := range queries {
		noun, _, _ := strings.Cut(name, ".")
		nouns[noun] = true
	}
	if defined != len(queries) || defined == 0 {
		t.Errorf("%d queries have names, %d different ones", defined, len(queries))
	}
	used := namesInCode(t, nouns)
	for name := range queries {
		if !used[name] {
			t.Errorf("nobody uses the query %s", name)
		}
	}
	for name := range used {
		if _, ok := queries[name]; !ok {
			t.Errorf("the code asks for the query %s, which is not there", name)
		}
	}
}

func namesInCode(t *testing.T, nouns map[string]bool) map[string]bool {
	t.Helper()
	shape := regexp.MustCompile(`^([a-z]+)\.[a-z_]+$`)
	used := map[string]bool{}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if strings.HasSuffix(f, "_test.go") {
			continue
		}
		tree, err := parser.ParseFile(token.NewFileSet(), f, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			lit, ok := n.(*ast.BasicLit)
			if !ok || lit.Kind != token.STRING {
				return true
			}
			word, err := strconv.Unquote(lit.Value)
			if m := shape.FindStringSubmatch(word); err == nil && m != nil && nouns[m[1]] && word != mainFile {
				used[word] = true
			}
			return true
		})
	}
	return used
}

func TestAnUnknownQueryIsAMistakeInTheProgram(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a query that is not there was given")
		}
	}()
	query("nobody.home")
}

// plan gives the steps that SQLite takes for a query.
func plan(t *testing.T, st *Store, name string, args ...any) []string {
	t.Helper()
	return steps(t, st, query(name), args...)
}

func steps(t *testing.T, st *Store, statement string, args ...any) (steps []string) {
	t.Helper()
	rows, err := st.writer.QueryContext(t.Context(), "EXPLAIN QUERY PLAN "+statement, args...)
	if err != nil {
		t.Fatal(err)
	}
	for rows.Next() {
		var id, parent, unused int
		var step string
		if err := rows.Scan(&id, &parent, &unused, &step); err != nil {
			t.Fatal(err)
		}
		steps = append(steps, step)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		t.Fatal(err)
	}
	return steps
}

// TestTheTurnIsReadFromItsIndex: without it, each mail of a first sync would read all messages and cases of its customer.
func TestTheTurnIsReadFromItsIndex(t *testing.T) {
	st := open(t, folder(t), Options{})
	for name, args := range map[string][]any{
		"conversation.answers": {""}, "conversation.waiting": {"", 0, 0, 0, 0, 0, 0}, "foresee.answers": {"[]"},
	} {
		for _, step := range plan(t, st, name, args...) {
			if strings.HasPrefix(step, "SEARCH m ") && !strings.Contains(step, "INDEX message_turn (identity_id=? AND voice=?") {
				t.Errorf("%s: %s", name, step)
			}
			if strings.HasPrefix(step, "SEARCH c ") && !strings.Contains(step, "INDEX case_promised_by (identity_id=?") {
				t.Errorf("%s: %s", name, step)
			}
		}
	}
}

// TestEventsAreSearchedFor: an import causes thousands, every undo looks for what it would take along, and taking an import
// away looks at each of its messages.
func TestEventsAreSearchedFor(t *testing.T) {
	st := open(t, folder(t), Options{})
	for _, name := range []string{"event.caused_by", "import.used"} {
		for _, step := range plan(t, st, name, "") {
			if strings.HasPrefix(step, "SCAN") && step != "SCAN CONSTANT ROW" && step != "SCAN c" && step != "SCAN caused" {
				t.Errorf("%s: %s", name, step)
			}
		}
	}
}

// TestWhatRefersToARowIsSearchedFor: SQLite looks for it whenever one is deleted, and an import that is taken away deletes
// thousands.
func TestWhatRefersToARowIsSearchedFor(t *testing.T) {
	st := open(t, folder(t), Options{})
	var references []string
	rows, err := st.writer.QueryContext(t.Context(), `SELECT 'SELECT 1 FROM ' || m.name || ' WHERE ' || f."from" || ' = ?'
		FROM sqlite_schema m, pragma_foreign_key_list(m.name) f WHERE m.type = 'table' AND f."table" IN ('message', 'identity', 'customer')`)
	if err != nil {
		t.Fatal(err)
	}
	for rows.Next() {
		var reference string
		if err := rows.Scan(&reference); err != nil {
			t.Fatal(err)
		}
		references = append(references, reference)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		t.Fatal(err)
	}
	if len(references) < 10 {
		t.Errorf("only %q", references)
	}
	for _, reference := range references {
		for _, step := range steps(t, st, reference, "") {
			if !strings.HasPrefix(step, "SEARCH") {
				t.Errorf("%s: %s", reference, step)
			}
		}
	}
}

// TestTheInboxIsReadInOrder: its rows, what falls due, and what was promised are found by an index, in its order.
func TestTheInboxIsReadInOrder(t *testing.T) {
	st := open(t, folder(t), Options{})
	for _, c := range []struct {
		name, index string
		args        []any
	}{
		{"conversation.rows", "SEARCH v USING INDEX conversation_list (machine=? AND state=? AND (last_at,customer_id)<(?,?))", []any{"reply", 1, "", 1, 1, true, 50}},
		{"conversation.rows_oldest", "SEARCH v USING INDEX conversation_list (machine=? AND state=? AND (last_at,customer_id)>(?,?))", []any{"reply", 1, "", 1, 1, true, 50}},
		{"conversation.due", "SEARCH conversation USING INDEX conversation_next (next_change>? AND next_change<?)", []any{1}},
		{"case.promised", "SEARCH c USING INDEX case_promised (promised_at>?)", []any{1, "", 50}},
	} {
		steps := plan(t, st, c.name, c.args...)
		last := steps[len(steps)-1] // where all rows are sorted at the end
		if !strings.HasPrefix(steps[0], c.index) || strings.Contains(last, "TEMP B-TREE") {
			t.Errorf("%s:\n%s", c.name, strings.Join(steps, "\n"))
		}
	}
}

// TestSinceWhenSheIsACustomerIsSearchedFor: one message and one purchase are read of each, however many there are.
func TestSinceWhenSheIsACustomerIsSearchedFor(t *testing.T) {
	st := open(t, folder(t), Options{})
	steps := plan(t, st, "customer.since", "")
	told := strings.Join(steps, "\n")
	for _, want := range []string{"SEARCH m USING COVERING INDEX message_timeline (identity_id=?)", "SEARCH p USING INDEX purchase_timeline (customer_id=?)"} {
		if !strings.Contains(told, want) {
			t.Errorf("no %s in\n%s", want, told)
		}
	}
	for _, step := range steps {
		if strings.Contains(step, "TEMP B-TREE") || strings.HasPrefix(step, "SCAN") && step != "SCAN CONSTANT ROW" && step != "SCAN circle" {
			t.Errorf("%s in\n%s", step, told)
		}
	}
}
