package cli

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"balcao/app/words"
	"balcao/backend/desk"
)

// declaredFlags gives the flags of a command, with those of every command.
func declaredFlags(cmd command) []*flag.Flag {
	c := &call{}
	c.declare(cmd)
	var all []*flag.Flag
	c.flags.VisitAll(func(f *flag.Flag) { all = append(all, f) })
	return all
}

func TestEveryCommandAndFlagIsExplainedInEveryLanguage(t *testing.T) {
	for _, language := range words.Languages() {
		c := &call{say: words.For(language)}
		for _, cmd := range commands() {
			if strings.TrimSpace(c.say[helpKey(cmd)]) == "" {
				t.Errorf("%s lacks %s", language, helpKey(cmd))
			}
			for _, f := range declaredFlags(cmd) {
				if key := c.flagKey(cmd, f.Name); strings.TrimSpace(c.say[key]) == "" {
					t.Errorf("%s lacks %s, of balcao %s", language, key, cmd.name)
				}
			}
		}
		for _, code := range exitCodes {
			if key := "exit." + strconv.Itoa(code); c.say[key] == "" {
				t.Errorf("%s lacks %s", language, key)
			}
		}
		for _, reason := range []string{wrongCommand, wrongFlag, wrongNoValue, wrongMissing, wrongExtra, wrongSeveral, "value"} {
			if !strings.Contains(c.say["usage.wrong."+reason], "{argument}") {
				t.Errorf("%s does not name the argument in usage.wrong.%s", language, reason)
			}
		}
	}
}

// TestNoExplanationIsLeftOver: what no command and no flag has any more is taken out of the languages too.
func TestNoExplanationIsLeftOver(t *testing.T) {
	book := words.For(words.English)
	c := &call{say: book}
	used := map[string]bool{}
	for _, cmd := range commands() {
		used[helpKey(cmd)] = true
		for _, f := range declaredFlags(cmd) {
			used[c.flagKey(cmd, f.Name)] = true
		}
	}
	for key := range book {
		if (strings.HasPrefix(key, "help.") || strings.HasPrefix(key, "flag.")) && !used[key] {
			t.Errorf("nothing uses %s", key)
		}
	}
}

func TestEveryFlagWithAValueNamesIt(t *testing.T) {
	for _, cmd := range commands() {
		for _, f := range declaredFlags(cmd) {
			sw, ok := f.Value.(interface{ IsBoolFlag() bool })
			isSwitch := ok && sw.IsBoolFlag()
			if isSwitch != (f.Usage == "") {
				t.Errorf("balcao %s: --%s is declared with the value %q", cmd.name, f.Name, f.Usage)
			}
		}
	}
}

// inPortuguese runs a command in pt-BR, whatever the machine speaks.
func (k *terminal) inPortuguese(args ...string) said {
	k.t.Helper()
	k.t.Setenv("LC_ALL", "pt_BR.UTF-8")
	return k.run("", args...)
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	want, err := os.ReadFile(path)
	check(t, err)
	if got != string(want) {
		t.Errorf("%s has changed; if that is meant, write this there:\n%s", path, got)
	}
}

func TestHelpInPortuguese(t *testing.T) {
	k := newTerminal(t)
	for file, args := range map[string][]string{
		"help.txt":             {"help"},
		"help-account-add.txt": {"help", "account", "add"},
		"help-draft.txt":       {"help", "draft"},
		"help-outbox.txt":      {"help", "outbox"},
		"help-search.txt":      {"help", "search"},
	} {
		got := k.inPortuguese(args...)
		if got.code != exitDone || got.err != "" {
			t.Errorf("balcao %s: exit code %d, stderr %q", strings.Join(args, " "), got.code, got.err)
		}
		golden(t, file, got.out)
	}
}

// TestHelpInJSON: one document, with every command or with those that were asked for.
func TestHelpInJSON(t *testing.T) {
	k := newTerminal(t)
	all := k.helpJSON(t, "help")
	if len(all) != len(commands()) {
		t.Errorf("%d commands told, there are %d", len(all), len(commands()))
	}
	for _, cmd := range all {
		if cmd.Name == "" || cmd.Does == "" || cmd.Flags == nil {
			t.Errorf("told %+v", cmd)
		}
		for _, f := range cmd.Flags {
			if f.Name == "" || f.Does == "" {
				t.Errorf("%s: told %+v", cmd.Name, f)
			}
		}
	}
	add := k.helpJSON(t, "help", "account", "add")
	if len(add) != 1 || add[0].Args != "email|twilio" || !slices.Contains(add[0].Flags, flagJSON{"imap", "HOST:PORT", "server that receives; not needed for known providers"}) {
		t.Errorf("account add: %+v", add)
	}
	if !slices.ContainsFunc(add[0].Flags, func(f flagJSON) bool { return f.Name == "data" }) || !slices.ContainsFunc(add[0].Flags, func(f flagJSON) bool { return f.Name == "no-test" && f.Value == "" }) {
		t.Errorf("account add: %+v", add)
	}
	if outbox := k.helpJSON(t, "outbox", "--help"); len(outbox) != 1 || outbox[0].Name != "outbox" {
		t.Errorf("outbox --help: %+v", outbox)
	}
	if outbox := k.helpJSON(t, "help", "outbox"); len(outbox) != 3 {
		t.Errorf("help outbox: %+v", outbox)
	}
	if got := k.run("", "help", "nonsense", "--json"); got.code != exitNone || strings.TrimSpace(got.out) != `{"commands":[]}` {
		t.Errorf("help for nothing: %+v", got)
	}
}

func (k *terminal) helpJSON(t *testing.T, args ...string) []commandJSON {
	t.Helper()
	got := k.run("", append(args, "--json")...)
	var j struct{ Commands []commandJSON }
	if err := json.Unmarshal([]byte(got.out), &j); err != nil || got.code != exitDone || got.err != "" {
		t.Fatalf("balcao %s: %v, exit code %d\n%s%s", strings.Join(args, " "), err, got.code, got.out, got.err)
	}
	return j.Commands
}

func TestHelpSpeaksTheLanguageOfTheUser(t *testing.T) {
	k := newTerminal(t)
	seen := map[string]string{}
	for _, locale := range []string{"pt_BR", "en_US", "es_ES", "ca_ES", "pt_PT"} {
		t.Setenv("LC_ALL", locale+".UTF-8")
		got := k.run("", "help", "sync")
		if other, ok := seen[got.out]; ok || got.code != exitDone {
			t.Errorf("%s says the same as %s, exit code %d", locale, other, got.code)
		}
		seen[got.out] = locale
	}
}

func TestOtherWaysToAskForHelp(t *testing.T) {
	k := newTerminal(t)
	for _, c := range []struct{ asked, same []string }{
		{[]string{"--help"}, []string{"help"}},
		{[]string{"-h"}, []string{"help"}},
		{[]string{"--help", "sync"}, []string{"help", "sync"}},
		{[]string{"sync", "--help"}, []string{"help", "sync"}},
		{[]string{"account", "add", "email", "-h"}, []string{"help", "account", "add"}},
	} {
		got, want := k.run("", c.asked...), k.run("", c.same...)
		if got != want || got.code != exitDone || got.out == "" {
			t.Errorf("balcao %s: exit code %d\n%s%s", strings.Join(c.asked, " "), got.code, got.out, got.err)
		}
	}
}

// TestHelpShowsNothingOfTheEnvironment: a default taken from the environment is nobody else's business.
func TestHelpShowsNothingOfTheEnvironment(t *testing.T) {
	k := newTerminal(t)
	t.Setenv("BALCAO_PASSPHRASE_FILE", "/home/somebody/hidden")
	if got := k.run("", "help", "sync"); strings.Contains(got.out, "hidden") {
		t.Errorf("shows the passphrase file:\n%s", got.out)
	}
}

func TestWrongUsageIsNamed(t *testing.T) {
	cases := []struct {
		args  string
		wrong string // in English
		usage string
	}{
		{"nonsense", "There is no command “nonsense”.", "balcao help COMMAND"},
		{"account", "There is no command “account”.", "account remove ID"},
		{"account paint", "There is no command “account paint”.", "account remove ID"},
		{"--json", "Missing: COMMAND", "balcao help COMMAND"},
		{"inbox --nonsense", "This command has no option --nonsense.", "Usage: balcao inbox\n"},
		{"inbox ---state", "This command has no option --state.", "Usage: balcao inbox\n"},
		{"inbox --state", "The option --state lacks its value.", "--state reply|waiting|snoozed|closed|all"},
		{"inbox --state nonsense", "Missing or not valid: --state", "--state reply|waiting|snoozed|closed|all"},
		{"inbox --limit many", "Missing or not valid: --limit", "--limit N"},
		{"inbox --json=perhaps", "Missing or not valid: --json", "Usage: balcao inbox\n"},
		{"inbox extra", "One too many: extra", "Usage: balcao inbox\n"},
		{"customer list extra", "One too many: extra", "Usage: balcao customer list\n"},
		{"verify extra", "One too many: extra", "--reindex"},
		{"demo extra", "One too many: extra", "--headless"},
		{"simulator extra", "One too many: extra", "--seed N"},
		{"version extra", "One too many: extra", "Usage: balcao version\n"},
		{"timeline", "Missing: CUSTOMER_ID", "Usage: balcao timeline CUSTOMER_ID\n"},
		{"attachment save one", "Missing: FILE", "Usage: balcao attachment save ID FILE\n"},
		{"customer set one", "Missing: KEY=VALUE…", "Usage: balcao customer set ID KEY=VALUE…\n"},
		{"customer set one shoes=42", "Missing or not valid: shoes", "Usage: balcao customer set ID KEY=VALUE…\n"},
		{"customer merge one", "Missing: OTHER", "Usage: balcao customer merge KEEP OTHER\n"},
		{"customer split", "Missing: IDENTITY_ID…", "Usage: balcao customer split IDENTITY_ID…\n"},
		{"customer find", "Missing: TEXT", "Usage: balcao customer find TEXT\n"},
		{"search", "Missing: QUERY", "--in messages|customers|cases|purchases|all"},
		{"account add", "Missing: email|twilio", "--imap HOST:PORT"},
		{"account add email", "Missing or not valid: --address", "--address ADDRESS"},
		{"account add twilio", "Missing or not valid: --account-sid", "--account-sid SID"},
		{"reply somebody", "Missing or not valid: --channel", "--channel email|sms|whatsapp"},
	}
	k := newTerminal(t)
	for _, c := range cases {
		t.Run(c.args, func(t *testing.T) {
			got := k.run("", strings.Fields(c.args)...)
			if got.code != exitUsage {
				t.Errorf("exit code %d", got.code)
			}
			if !slices.Contains(strings.Split(got.err, "\n"), c.wrong) || !strings.Contains(got.err, c.usage) {
				t.Errorf("says %q, wanted %q and %q", got.err, c.wrong, c.usage)
			}
			if got.out != "" && !strings.Contains(c.args, "--json") {
				t.Errorf("wrote on stdout: %q", got.out)
			}
		})
	}
}

func TestWrongUsageInJSONNamesTheArgument(t *testing.T) {
	k := newTerminal(t)
	got := k.run("", "inbox", "--nonsense", "--json")
	if p := got.problem(t); p.Code != desk.ErrUsage || p.Params["argument"] != "--nonsense" || p.Params["reason"] != wrongFlag {
		t.Errorf("says %+v", p)
	}
}

func TestWideEntriesStandAboveTheirText(t *testing.T) {
	var out bytes.Buffer
	wide := strings.Repeat("w", leftColumn+1)
	columns(&out, "  ", []entry{{"--a", "first"}, {"--çã", "second"}, {wide, "third"}})
	want := "  --a   first\n  --çã  second\n  " + wide + "\n        third\n"
	if out.String() != want {
		t.Errorf("got\n%s\nwant\n%s", out.String(), want)
	}
}

// TestAFieldIsShownInItsBraces: what the owner writes between braces is no gap of the help.
func TestAFieldIsShownInItsBraces(t *testing.T) {
	got := newTerminal(t).inPortuguese("help", "campaign", "new")
	if got.code != exitDone || !strings.Contains(got.out, "{nome}") {
		t.Errorf("exit code %d, and\n%s", got.code, got.out)
	}
}
