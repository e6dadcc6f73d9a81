package cli

import (
	"encoding/json"
	"maps"
	"slices"
	"testing"
)

// TestCustomerHasEveryField: scripts may rely on fields whose contents are still to come.
func TestCustomerHasEveryField(t *testing.T) {
	t.Parallel()
	k, id := mailed(t, simulated(t).Endpoints())
	var set, shown map[string]json.RawMessage
	k.want(exitDone, &set, "", "customer", "set", id, "name=Ana  Paula")
	k.want(exitDone, &shown, "", "customer", "show", id)
	if !maps.EqualFunc(set, shown, func(a, b json.RawMessage) bool { return string(a) == string(b) }) {
		t.Errorf("set prints %s, show %s", set, shown)
	}
	if string(shown["name"]) != `"Ana Paula"` || len(shown["identities"]) < len(`[{"id":""}]`) {
		t.Errorf("shown %s", shown)
	}
	for field, want := range map[string]string{
		"document": "null", "rfv": "null", "ltv": "null", "consent": "null", "tags": "[]", "notes": "[]",
	} {
		if string(shown[field]) != want {
			t.Errorf("%s is %q, want %s", field, shown[field], want)
		}
	}
	fields := []string{
		"addresses", "birthday", "cases", "consent", "document", "fields", "group", "id", "identities", "language", "ltv", "machine", "name", "notes", "rfv", "state", "tags",
	}
	if got := slices.Sorted(maps.Keys(shown)); !slices.Equal(got, fields) {
		t.Errorf("fields %v", got)
	}
}
