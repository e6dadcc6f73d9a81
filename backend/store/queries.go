package store

import (
	"embed"
	"fmt"
	"path"
	"strings"
)

//go:embed queries/*.sql
var queryFiles embed.FS

// queries holds every statement by its name ("noun.verb"), read once from the .sql files.
var queries = readQueries()

func readQueries() map[string]string {
	entries, err := queryFiles.ReadDir("queries")
	if err != nil {
		panic(err)
	}
	found := map[string]string{}
	for _, e := range entries {
		text, err := queryFiles.ReadFile(path.Join("queries", e.Name()))
		if err != nil {
			panic(err)
		}
		for _, part := range strings.Split(string(text), "-- name: ")[1:] {
			name, body, _ := strings.Cut(part, "\n")
			found[strings.TrimSpace(name)] = strings.TrimSpace(body)
		}
	}
	return found
}

// query gives a statement by name. A name that is not there is a mistake in the program, which the test that
// runs every deed would meet first.
func query(name string) string {
	text, ok := queries[name]
	if !ok {
		panic(fmt.Sprintf("store: no query named %q", name))
	}
	return text
}
