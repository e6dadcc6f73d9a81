package desk

import "testing"

func TestAProtocolIsReadAsItIsShown(t *testing.T) {
	for _, p := range []Protocol{"2607210701481", ""} {
		if got := ProtocolOf(p.String()); got != p {
			t.Errorf("%q is read as %q", p.String(), got)
		}
	}
}
