package desk_test

import (
	"errors"
	"fmt"
	"testing"

	"balcao/backend/desk"
)

func TestErrorsKeepCodeFateAndCause(t *testing.T) {
	cause := errors.New("cause")
	for _, c := range []struct {
		name string
		err  *desk.Error
		fate desk.Fate
	}{
		{"permanent", desk.E(desk.ErrAuth, cause, "account", "a", "host", "h"), desk.Permanent},
		{"temporary", desk.Passing(desk.ErrAuth, cause, "account", "a", "host", "h"), desk.Temporary},
		{"ambiguous", desk.Unsure(desk.ErrAuth, cause, "account", "a", "host", "h"), desk.Ambiguous},
	} {
		wrapped := fmt.Errorf("while testing: %w", c.err)
		if got := desk.AsError(wrapped); got != c.err || got.Fate != c.fate {
			t.Errorf("%s: found %v with fate %v", c.name, got, got.Fate)
		}
		if !desk.HasCode(wrapped, desk.ErrAuth) || desk.HasCode(wrapped, desk.ErrTLS) || !errors.Is(wrapped, cause) {
			t.Errorf("%s: code or cause is lost in %v", c.name, wrapped)
		}
		if got, want := c.err.Error(), "account.auth account=a host=h: cause"; got != want {
			t.Errorf("%s: %q, want %q", c.name, got, want)
		}
	}
	if desk.AsError(nil) != nil || desk.AsError(cause).Code != desk.ErrInternal || desk.HasCode(nil, desk.ErrAuth) {
		t.Error("nothing, or an error without a code, is not told apart")
	}
}
