// Package backend holds no code of its own: this test keeps the shape of the house. It says which room
// may import which, which foreign module lives in which room, and how long things may grow. Every
// failure names the place and what to do.
package backend

import (
	"bufio"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "balcao"

// room is a folder (with the folders below it, unless they have a row of their own) and the rooms of
// ours that it may import. A name that ends in /... means the folder and everything below.
type room struct {
	path    string
	imports []string
	// alone: a folder directly below needs a row of its own.
	alone bool
	// pure rooms are rules over values: no network, no files, no processes.
	pure bool
}

// rooms is the whole plan. Inner rings first; imports point inwards only.
var rooms = []room{
	{path: "backend/desk", pure: true},
	{path: "backend/phone", pure: true},
	{path: "backend/eml", pure: true},
	{path: "backend/sanitize", pure: true},
	{path: "backend/filekind", pure: true},
	{path: "backend/picture"},
	{path: "backend/secret"},
	{path: "backend/llm", imports: []string{"backend/desk"}},

	{path: "backend/store", imports: []string{"backend/desk"}},
	{path: "backend/channel", imports: []string{"backend/desk"}, alone: true},
	{path: "backend/channel/channeltest", imports: []string{"backend/desk", "backend/channel"}},
	{path: "backend/channel/email", imports: []string{"backend/desk", "backend/channel", "backend/eml"}},
	{path: "backend/channel/sms", imports: []string{"backend/desk", "backend/channel"}, pure: true},
	{path: "backend/channel/whatsapp", imports: []string{"backend/desk", "backend/channel"}, pure: true},
	{path: "backend/channel/twilio", imports: []string{
		"backend/desk", "backend/channel", "backend/phone", "backend/channel/sms", "backend/channel/whatsapp",
	}},

	{path: "backend/protocol", imports: []string{"backend/desk"}, pure: true},
	{path: "backend/cases", imports: []string{"backend/desk", "backend/store", "backend/protocol", "backend/eml", "backend/customer"}},
	{path: "backend/consent", imports: []string{"backend/desk", "backend/store"}},
	{path: "backend/outreach", imports: []string{"backend/desk", "backend/store", "backend/preference"}},
	{path: "backend/ingest", imports: []string{
		"backend/desk", "backend/store", "backend/channel", "backend/eml", "backend/sanitize", "backend/phone", "backend/cases", "backend/customer",
		"backend/preference", "backend/consent", "backend/survey",
	}},
	{path: "backend/survey", imports: []string{
		"backend/desk", "backend/store", "backend/cases", "backend/consent", "backend/outbox", "backend/outreach", "backend/phrase", "backend/preference",
	}},
	{path: "backend/outbox", imports: []string{
		"backend/desk", "backend/store", "backend/cases", "backend/channel", "backend/eml", "backend/phone", "backend/sanitize", "backend/preference",
		"backend/consent", "backend/outreach",
	}},
	{path: "backend/campaign", imports: []string{
		"backend/desk", "backend/store", "backend/audience", "backend/channel", "backend/channel/sms", "backend/consent", "backend/outbox", "backend/outreach",
		"backend/phrase", "backend/preference",
	}},
	{path: "backend/draft", imports: []string{"backend/desk", "backend/store"}},
	{path: "backend/letter", imports: []string{
		"backend/desk", "backend/store", "backend/eml", "backend/sanitize", "backend/picture",
	}},
	{path: "backend/account", imports: []string{"backend/desk", "backend/store", "backend/channel"}},
	{path: "backend/preference", imports: []string{"backend/desk", "backend/store"}},
	{path: "backend/audience", imports: []string{"backend/desk", "backend/store"}},
	{path: "backend/customer", imports: []string{"backend/desk", "backend/store", "backend/audience", "backend/phone", "backend/eml", "backend/preference"}},
	{path: "backend/purchase", imports: []string{"backend/desk", "backend/store", "backend/customer", "backend/preference"}},
	{path: "backend/journey", imports: []string{"backend/desk", "backend/store", "backend/customer"}},
	{path: "backend/phrase", imports: []string{"backend/desk", "backend/store", "backend/cases", "backend/preference"}},
	{path: "backend/assist", imports: []string{
		"backend/desk", "backend/store", "backend/llm", "backend/eml", "backend/phone", "backend/channel/sms", "backend/cases", "backend/customer", "backend/preference",
	}},
	{path: "backend/logbook", imports: []string{"backend/desk", "backend/store", "backend/cases", "backend/customer"}},

	{path: "backend/transfer", imports: []string{
		"backend/desk", "backend/store", "backend/channel", "backend/ingest", "backend/customer", "backend/eml", "backend/phone",
		"backend/filekind",
	}},

	{path: "backend/syncer", imports: []string{
		"backend/desk", "backend/store", "backend/channel", "backend/ingest", "backend/outbox", "backend/consent",
	}},
	{path: "backend/simulator", imports: []string{"backend/desk", "backend/phone", "backend/eml"}},

	{path: "app", imports: []string{"backend/..."}},
	{path: "build", imports: nil},
	{path: ".", imports: []string{"app/...", "backend/desk"}, alone: true},
}

// foreign gives a module outside the house (or a package of the standard library that belongs to one
// room) its rooms, and the reason.
type foreign struct {
	prefix string
	rooms  []string
	reason string
}

// lodgers: what is not listed may be imported by nobody. Test files are free, but for wails.
var lodgers = []foreign{
	{"database/sql", []string{"backend/store"}, "SQL is spoken in one room, so that every write goes through Read and Write closures"},
	{"github.com/mattn/go-sqlite3", []string{"backend/store"}, "the database is an affair of the store alone"},
	{"github.com/pressly/goose/v3", []string{"backend/store"}, "migrations belong to the schema"},
	{"github.com/klauspost/compress", []string{"backend/store"}, "only the store knows how raw mail lies on the disk"},
	{"github.com/oklog/ulid/v2", []string{"backend/store"}, "ids are minted by store.NewID"},

	{"github.com/emersion/go-imap/v2", []string{"backend/channel/email", "backend/simulator", "backend/channel/channeltest"}, "IMAP is an affair of the e-mail channel and of the servers that examine it"},
	{"github.com/emersion/go-smtp", []string{"backend/channel/email", "backend/simulator", "backend/channel/channeltest"}, "SMTP is an affair of the e-mail channel and of the servers that examine it"},
	{"github.com/emersion/go-sasl", []string{"backend/channel/email", "backend/simulator", "backend/channel/channeltest"}, "logging in to mail servers is an affair of the e-mail channel"},
	{"github.com/emersion/go-message", []string{"backend/eml", "backend/simulator"}, "mail is parsed under the bounds of eml, never beside them"},
	{"github.com/twilio/twilio-go", []string{"backend/channel/twilio"}, "Twilio's words stop at its channel"},

	{"github.com/microcosm-cc/bluemonday", []string{"backend/sanitize"}, "hostile HTML is made harmless in one place"},
	{"golang.org/x/net/html", []string{"backend/sanitize", "backend/eml"}, "HTML is read where it is cleaned and where its text is taken"},
	{"golang.org/x/image", []string{"backend/picture"}, "strangers' pictures are read and made small in one place"},
	{"golang.org/x/net/publicsuffix", []string{"backend/sanitize"}, "whose a link is, is judged where links are made harmless"},
	{"golang.org/x/net/idna", []string{"backend/eml", "backend/channel/email", "backend/sanitize"}, "domain names in other alphabets are spelt where addresses are written"},
	{"github.com/nyaruka/phonenumbers", []string{"backend/phone"}, "numbers have one key, made in one place"},
	{"github.com/zalando/go-keyring", []string{"backend/secret"}, "secrets are kept in one room"},
	{"filippo.io/age", []string{"backend/secret"}, "secrets are kept in one room"},

	{"github.com/sashabaranov/go-openai", []string{"backend/llm"}, "language models are spoken with in one room, which bounds what leaves and what comes"},

	{"github.com/wailsapp/wails/v2", []string{"app/window"}, "everything but the window has to build and run without GTK"},
	{"gopkg.in/natefinch/lumberjack.v2", []string{"app"}, "the log file is opened where the program is put together"},
	{"github.com/adrg/xdg", []string{"app"}, "the data folder is chosen where the program is put together"},
	{"golang.org/x/term", []string{"app/cli"}, "only the terminal's face asks at a terminal"},
	{"golang.org/x/sys", []string{"app", "backend/store"}, "the lock of the data folder, the free space on its disk, and what tells a file from a copy"},

	{"golang.org/x/text", []string{"backend/eml", "backend/sanitize", "backend/store", "backend/phone", "backend/customer", "backend/purchase", "backend/ingest", "backend/outbox", "backend/protocol", "backend/channel/email", "backend/channel/sms", "backend/simulator", "backend/transfer", "app"}, "character sets and the folding of accents"},
	{"golang.org/x/sync", []string{"backend/syncer", "backend/outbox", "backend/ingest", "backend/letter", "backend/channel/email", "backend/channel/twilio", "app"}, "goroutines that end together"},
	{"github.com/cenkalti/backoff/v5", []string{"backend/syncer", "backend/outbox", "backend/channel/twilio"}, "waiting longer each time is the loops' business"},
	{"github.com/rivo/uniseg", []string{"backend/eml", "backend/channel/sms", "app"}, "text is cut between characters as people see them"},
}

// notInPureRooms is what a room of rules over values has no business with; of package net it may use
// what only reads text (ParseIP), not what reaches out.
var notInPureRooms = []string{"net/http", "os", "os/exec", "syscall", "log", "log/slog"}

var reachesOut = []string{"Dial", "Listen", "Lookup", "Resolve", "Interface", "File", "Default"}

// banned packages are in the module graph and must not be linked.
var banned = map[string]string{
	"github.com/twilio/twilio-go": "the root package pulls in every Twilio product: import client and rest/api/v2010 instead",
	"unsafe":                      "nothing here is worth it",
}

var forbiddenNames = []string{
	"util", "utils", "helper", "helpers", "common", "model", "models", "manager", "managers", "base", "misc", "shared", "types",
}

// The budgets, in lines, branches and methods.
const (
	functionMedian, functionP95, functionMax = 12, 50, 80
	fileP95, fileMax                         = 400, 600
	branchesMax                              = 15
	methodsMax                               = 15
	mainMax                                  = 80
	typeScriptMax                            = 400
)

// source is one parsed Go file.
type source struct {
	path      string // relative to the repository, with slashes
	dir       string
	syntax    *ast.File
	lines     int
	test      bool
	generated bool
}

// house is the whole tree.
type house struct {
	positions *token.FileSet
	sources   []source
}

func TestEveryRoomIsInTheTable(t *testing.T) {
	h := openHouse(t)
	for dir, files := range h.byDir() {
		if _, ok := roomOf(dir); !ok {
			t.Errorf("%s: this folder is in no room: add a row to rooms in backend/arch_test.go and say what it may import", files[0].path)
		}
	}
	for _, r := range rooms {
		if !slices.ContainsFunc(h.sources, func(s source) bool { return s.dir == r.path || strings.HasPrefix(s.dir, r.path+"/") }) {
			t.Errorf("backend/arch_test.go: the table has a room %s and the tree has not: take the row out", r.path)
		}
	}
}

func TestRoomsImportInwardsOnly(t *testing.T) {
	h := openHouse(t)
	for _, s := range h.sources {
		for _, spec := range s.syntax.Imports {
			path, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			if complaint := importComplaint(s, path); complaint != "" {
				t.Errorf("%s: %s", h.at(spec), complaint)
			}
		}
		if from, ok := roomOf(s.dir); ok && from.pure && !s.test {
			for _, use := range networkUses(s.syntax) {
				t.Errorf("%s: %s uses net.%s, but it is rules over values: let the caller bring what the network says", h.at(use), from.path, use.Sel.Name)
			}
		}
	}
}

// networkUses finds the names of package net that touch the network.
func networkUses(file *ast.File) []*ast.SelectorExpr {
	var found []*ast.SelectorExpr
	ast.Inspect(file, func(node ast.Node) bool {
		selector, ok := node.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		pkg, ok := selector.X.(*ast.Ident)
		reaching := func(prefix string) bool { return strings.HasPrefix(selector.Sel.Name, prefix) }
		if ok && pkg.Name == "net" && pkg.Obj == nil && slices.ContainsFunc(reachesOut, reaching) {
			found = append(found, selector)
		}
		return true
	})
	return found
}

// importComplaint says what is wrong with one import, or nothing.
func importComplaint(s source, path string) string {
	if s.test {
		if within(path, "github.com/wailsapp/wails/v2") {
			return "a test imports wails, so it would need GTK: test the struct behind the binding instead"
		}
		return ""
	}
	from, ok := roomOf(s.dir)
	if !ok {
		return "" // TestEveryRoomIsInTheTable complains
	}
	if reason, ok := banned[path]; ok {
		return fmt.Sprintf("nobody imports %s: %s", path, reason)
	}
	if from.pure && slices.Contains(notInPureRooms, path) {
		return fmt.Sprintf("%s imports %s, but it is rules over values: no network, files, processes or log; let the caller bring the value", from.path, path)
	}
	if path == module || strings.HasPrefix(path, module+"/") {
		return ownComplaint(from, strings.TrimPrefix(strings.TrimPrefix(path, module), "/"))
	}
	return foreignComplaint(s.dir, path)
}

func ownComplaint(from room, target string) string {
	to, ok := roomOf(target)
	if ok && to.path == from.path {
		return ""
	}
	for _, allowed := range from.imports {
		if tree, isTree := strings.CutSuffix(allowed, "/..."); target == allowed || isTree && within(target, tree) || ok && to.path == allowed && !to.alone {
			return ""
		}
	}
	return fmt.Sprintf("%s may not import %s (allowed: %s): move the code to the room that owns it, or pass what is needed in through an interface",
		from.path, target, strings.Join(from.imports, ", "))
}

func foreignComplaint(dir, path string) string {
	first, _, _ := strings.Cut(path, "/")
	for _, lodger := range lodgers {
		if !within(path, lodger.prefix) {
			continue
		}
		if slices.ContainsFunc(lodger.rooms, func(r string) bool { return within(dir, r) }) {
			return ""
		}
		return fmt.Sprintf("%s belongs to %s, not to %s: %s", lodger.prefix, strings.Join(lodger.rooms, ", "), dir, lodger.reason)
	}
	if !strings.Contains(first, ".") {
		return "" // the standard library
	}
	return fmt.Sprintf("%s has no room: decide which one owns it and add a row with the reason to lodgers in backend/arch_test.go", path)
}

func TestEveryPackageSaysWhatItDoes(t *testing.T) {
	for dir, files := range openHouse(t).byDir() {
		if files[0].dir == "backend" {
			continue
		}
		said := 0
		for _, s := range files {
			if s.syntax.Doc != nil && !s.test && strings.TrimSpace(s.syntax.Doc.Text()) != "" {
				said++
			}
			if name := s.syntax.Name.Name; slices.Contains(forbiddenNames, strings.TrimSuffix(name, "_test")) {
				t.Errorf("%s: a package named %s says nothing: name it after what it does", s.path, name)
			}
		}
		onlyTests := !slices.ContainsFunc(files, func(s source) bool { return !s.test })
		if said == 0 && !onlyTests {
			t.Errorf("%s: package %s has no comment: say above its package clause what it does and what it does not do", files[0].path, dir)
		}
	}
}

func TestFunctionsStaySmall(t *testing.T) {
	h := openHouse(t)
	var lengths []int
	for _, f := range h.functions() {
		length := h.line(f.End()) - h.line(f.Pos()) + 1
		lengths = append(lengths, length)
		if length > functionMax {
			t.Errorf("%s: %s has %d lines, more than %d: give its steps names of their own", h.at(f), f.Name.Name, length, functionMax)
		}
		if n := branches(f); n > branchesMax {
			t.Errorf("%s: %s has a cyclomatic complexity of %d, more than %d: take a decision out into a function", h.at(f), f.Name.Name, n, branchesMax)
		}
		if f.Name.Name == "init" && f.Recv == nil {
			t.Errorf("%s: init() runs behind everybody's back: call a function from the composition root", h.at(f))
		}
	}
	slices.Sort(lengths)
	if got := quantile(lengths, 50); got > functionMedian {
		t.Errorf("the median function has %d lines, more than %d: the longest ones are worth a look", got, functionMedian)
	}
	if got := quantile(lengths, 95); got > functionP95 {
		t.Errorf("one function in twenty has more than %d lines, the budget is %d", got, functionP95)
	}
}

func TestFilesStayReadable(t *testing.T) {
	h := openHouse(t)
	var lengths []int
	for _, s := range h.sources {
		if s.test || s.generated {
			continue
		}
		lengths = append(lengths, s.lines)
		if s.lines > fileMax {
			t.Errorf("%s: %d lines, more than %d: one file, one matter", s.path, s.lines, fileMax)
		}
		if s.path == "main.go" && s.lines > mainMax {
			t.Errorf("main.go: %d lines, more than %d: main chooses a face, app does the rest", s.lines, mainMax)
		}
	}
	slices.Sort(lengths)
	if got := quantile(lengths, 95); got > fileP95 {
		t.Errorf("one file in twenty has more than %d lines, the budget is %d", got, fileP95)
	}
}

func TestTypesStaySmall(t *testing.T) {
	h := openHouse(t)
	methods := map[string][]*ast.FuncDecl{}
	for _, s := range h.sources {
		if s.test || s.generated {
			continue
		}
		for _, declaration := range s.syntax.Decls {
			if f, ok := declaration.(*ast.FuncDecl); ok && f.Recv != nil {
				name := s.dir + "." + receiver(f)
				methods[name] = append(methods[name], f)
			}
		}
	}
	for name, all := range methods {
		if exported(all) > methodsMax {
			t.Errorf("%s: %s has %d exported methods, more than %d: it is two things, or wants nouns (tx.Messages())",
				h.at(all[0]), name, exported(all), methodsMax)
		}
	}
}

// exported counts what a type offers; how it divides its own work is judged by the length of its functions.
func exported(methods []*ast.FuncDecl) int {
	n := 0
	for _, m := range methods {
		if m.Name.IsExported() {
			n++
		}
	}
	return n
}

func TestNoPackageKeepsState(t *testing.T) {
	h := openHouse(t)
	for _, files := range h.byDir() {
		variables := packageVariables(files)
		for _, v := range variables {
			if complaint := v.complaint(); complaint != "" {
				t.Errorf("%s: %s: %s", h.at(v.name), v.name.Name, complaint)
			}
		}
		for _, s := range files {
			for _, write := range writes(s.syntax, variables) {
				t.Errorf("%s: writes the package variable %s: keep what changes in a struct that its user owns", h.at(write), write.Name)
			}
		}
	}
	for _, write := range h.writesAcrossPackages() {
		t.Errorf("%s: writes %s of another package: pass the value in instead", h.at(write), write.Sel.Name)
	}
}

func TestTypeScriptStaysReadable(t *testing.T) {
	root := "../frontend"
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && slices.Contains([]string{"node_modules", "wailsjs", "dist"}, entry.Name()):
			return fs.SkipDir
		case entry.IsDir() && strings.HasSuffix(path, "i18n/words"): // tables of sentences, five times each
			return fs.SkipDir
		case entry.IsDir() || !slices.Contains([]string{".ts", ".tsx"}, filepath.Ext(path)):
			return nil
		}
		lines, err := countLines(path)
		if lines > typeScriptMax {
			t.Errorf("%s: %d lines, more than %d: a component, its hook and its actions are three files", strings.TrimPrefix(path, "../"), lines, typeScriptMax)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// --- the rules themselves

func TestTheImportRulesBite(t *testing.T) {
	cases := []struct {
		path, imports string
		refused       bool
	}{
		{"backend/desk/x.go", "time", false},
		{"backend/desk/x.go", "os", true},
		{"backend/desk/x.go", module + "/backend/store", true},
		{"backend/phone/x.go", "github.com/nyaruka/phonenumbers", false},
		{"backend/eml/x.go", "github.com/nyaruka/phonenumbers", true},
		{"backend/eml/x.go", "example.com/unheard/of", true},
		{"backend/store/x.go", "database/sql", false},
		{"backend/ingest/x.go", "database/sql", true},
		{"backend/ingest/x.go", module + "/backend/channel", false},
		{"backend/ingest/x.go", module + "/backend/channel/email", true},
		{"backend/ingest/x.go", module + "/app", true},
		{"backend/channel/email/x.go", module + "/backend/store", true},
		{"backend/channel/email/inner/x.go", module + "/backend/channel/email", false},
		{"backend/channel/twilio/x.go", "github.com/twilio/twilio-go", true},
		{"backend/channel/twilio/x.go", "github.com/twilio/twilio-go/client", false},
		{"backend/outbox/x.go", module + "/backend/channel/twilio", true},
		{"app/cli/x.go", module + "/backend/channel/twilio", false},
		{"app/cli/x.go", "github.com/wailsapp/wails/v2/pkg/runtime", true},
		{"app/window/x.go", "github.com/wailsapp/wails/v2/pkg/runtime", false},
		{"app/window/x_test.go", "github.com/wailsapp/wails/v2/pkg/runtime", true},
		{"backend/ingest/x_test.go", module + "/backend/channel/email", false},
		{"main.go", module + "/app/window", false},
	}
	for _, c := range cases {
		s := source{path: c.path, dir: filepath.ToSlash(filepath.Dir(c.path)), test: strings.HasSuffix(c.path, "_test.go")}
		if complaint := importComplaint(s, c.imports); (complaint != "") != c.refused {
			t.Errorf("%s imports %s: refused = %v (%s), want %v", c.path, c.imports, !c.refused, complaint, c.refused)
		}
	}
	for dir, want := range map[string]bool{"backend/channel/carrier": false, "backend/gossip": false, "backend/store/inner": true, ".": true, "tools": false} {
		if _, found := roomOf(dir); found != want {
			t.Errorf("roomOf(%s) found = %v, want %v", dir, found, want)
		}
	}
}

func TestPureRoomsReadAddressesOnly(t *testing.T) {
	const code = "package p\nfunc f() { net.ParseIP(a); net.SplitHostPort(b); net.Dial(c, d); net.LookupHost(e) }"
	syntax, err := parser.ParseFile(token.NewFileSet(), "p.go", code, 0)
	if err != nil {
		t.Fatal(err)
	}
	if uses := networkUses(syntax); len(uses) != 2 {
		t.Errorf("%d uses of the network, want 2", len(uses))
	}
}

func TestTheStateRulesBite(t *testing.T) {
	const declared = "package p\nvar table = map[string]int{}\nvar errGone = 1\n"
	cases := []struct {
		name, code string
		complaints int
	}{
		{"a table that is read", "func f() int { return table[`a`] + errGone }", 0},
		{"a local of the same name", "func f() { table := []int{1}; table[0] = 2; for errGone := range 3 { errGone++ } }", 0},
		{"assigned", "func f() { errGone = 2 }", 1},
		{"written through an index", "func f() { table[`a`] = 2 }", 1},
		{"counted up", "func f() { errGone++ }", 1},
		{"deleted from and cleared", "func f() { delete(table, `a`); clear(table) }", 2},
		{"pointed at", "func f() *int { return &errGone }", 1},
		{"a loop's target", "func f() { for errGone = range 3 {} }", 1},
		{"without a value", "var cache []string", 1},
		{"made", "var cache = make(chan int)", 1},
		{"a lock", "var lock = &sync.Mutex{}", 1},
		{"embedded", "//go:embed x.sql\nvar schema string", 0},
		{"an interface that is checked", "var _ error = (*fault)(nil)", 0},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			syntax, err := parser.ParseFile(token.NewFileSet(), "p.go", declared+c.code, parser.ParseComments)
			if err != nil {
				t.Fatal(err)
			}
			variables := packageVariables([]source{{syntax: syntax}})
			got := len(writes(syntax, variables))
			for _, v := range variables {
				if v.complaint() != "" {
					got++
				}
			}
			if got != c.complaints {
				t.Errorf("%d complaints, want %d", got, c.complaints)
			}
		})
	}
}

func TestBranchesAreCounted(t *testing.T) {
	const code = "package p\nfunc f() { if a && b || c {}; for range d {}; for { switch { case e, g: default: } }; select { case <-h: default: }; func() { if i {} }() }"
	syntax, err := parser.ParseFile(token.NewFileSet(), "p.go", code, 0)
	if err != nil {
		t.Fatal(err)
	}
	if got := branches(syntax.Decls[0].(*ast.FuncDecl)); got != 9 {
		t.Errorf("branches = %d, want 9", got)
	}
}

// --- reading the tree

func openHouse(t *testing.T) *house {
	t.Helper()
	h := &house{positions: token.NewFileSet()}
	err := filepath.WalkDir("..", func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && path != ".." && skipped(path, entry.Name()) {
			return fs.SkipDir
		}
		if entry.IsDir() || filepath.Ext(path) != ".go" {
			return nil
		}
		return h.add(path)
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(h.sources) < 10 {
		t.Fatalf("found %d Go files only: does the test run in the folder backend?", len(h.sources))
	}
	return h
}

func skipped(path, name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_") ||
		slices.Contains([]string{"node_modules", "testdata", "bin", "dist", "wailsjs"}, name) || filepath.ToSlash(path) == "../build/out"
}

func (h *house) add(path string) error {
	relative := strings.TrimPrefix(filepath.ToSlash(path), "../")
	content, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	syntax, err := parser.ParseFile(h.positions, relative, content, parser.ParseComments)
	if err != nil {
		return err
	}
	dir := filepath.ToSlash(filepath.Dir(relative))
	h.sources = append(h.sources, source{
		path: relative, dir: dir, syntax: syntax, lines: strings.Count(string(content), "\n"),
		test: strings.HasSuffix(relative, "_test.go"), generated: ast.IsGenerated(syntax),
	})
	return nil
}

func (h *house) byDir() map[string][]source {
	dirs := map[string][]source{}
	for _, s := range h.sources {
		dirs[s.dir] = append(dirs[s.dir], s)
	}
	return dirs
}

// functions gives the declared functions that the budgets speak of.
func (h *house) functions() []*ast.FuncDecl {
	var all []*ast.FuncDecl
	for _, s := range h.sources {
		if s.test || s.generated {
			continue
		}
		for _, declaration := range s.syntax.Decls {
			if f, ok := declaration.(*ast.FuncDecl); ok {
				all = append(all, f)
			}
		}
	}
	return all
}

func (h *house) at(node ast.Node) string {
	position := h.positions.Position(node.Pos())
	return fmt.Sprintf("%s:%d", position.Filename, position.Line)
}

func (h *house) line(p token.Pos) int { return h.positions.Position(p).Line }

// roomOf finds the row of a folder: its own, else that of the nearest folder above which is not alone.
func roomOf(dir string) (room, bool) {
	best, found := room{}, false
	for _, r := range rooms {
		exact := dir == r.path || dir == "" && r.path == "."
		if exact || !r.alone && within(dir, r.path) {
			if !found || len(r.path) > len(best.path) {
				best, found = r, true
			}
		}
	}
	return best, found || dir == "backend"
}

// within tells whether path is the folder or package prefix, or lies below it.
func within(path, prefix string) bool {
	return path == prefix || strings.HasPrefix(path, prefix+"/")
}

func countLines(path string) (int, error) {
	f, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	lines := 0
	for scanner := bufio.NewScanner(f); scanner.Scan(); {
		lines++
	}
	return lines, nil
}

func quantile(sorted []int, percent int) int {
	if len(sorted) == 0 {
		return 0
	}
	return sorted[(len(sorted)-1)*percent/100]
}

// --- reading functions

// branches is the cyclomatic complexity: one, and one more for every way the path can fork.
func branches(f *ast.FuncDecl) int {
	n := 1
	ast.Inspect(f, func(node ast.Node) bool {
		switch x := node.(type) {
		case *ast.IfStmt, *ast.ForStmt, *ast.RangeStmt:
			n++
		case *ast.CaseClause:
			if x.List != nil {
				n++
			}
		case *ast.CommClause:
			if x.Comm != nil {
				n++
			}
		case *ast.BinaryExpr:
			if x.Op == token.LAND || x.Op == token.LOR {
				n++
			}
		}
		return true
	})
	return n
}

func receiver(f *ast.FuncDecl) string {
	expr := f.Recv.List[0].Type
	for {
		switch x := expr.(type) {
		case *ast.StarExpr:
			expr = x.X
		case *ast.IndexExpr:
			expr = x.X
		case *ast.IndexListExpr:
			expr = x.X
		case *ast.Ident:
			return x.Name
		default:
			return "?"
		}
	}
}

// --- reading variables

// variable is one package-level var.
type variable struct {
	name     *ast.Ident
	spec     *ast.ValueSpec
	embedded bool
}

func packageVariables(files []source) map[string]variable {
	found := map[string]variable{}
	for _, s := range files {
		if s.test || s.generated {
			continue
		}
		for _, declaration := range s.syntax.Decls {
			group, ok := declaration.(*ast.GenDecl)
			if !ok || group.Tok != token.VAR {
				continue
			}
			for _, spec := range group.Specs {
				value := spec.(*ast.ValueSpec)
				for _, name := range value.Names {
					if name.Name != "_" {
						found[name.Name] = variable{name, value, embeds(group.Doc) || embeds(value.Doc)}
					}
				}
			}
		}
	}
	return found
}

func embeds(doc *ast.CommentGroup) bool {
	return doc != nil && slices.ContainsFunc(doc.List, func(c *ast.Comment) bool { return strings.HasPrefix(c.Text, "//go:embed ") })
}

// complaint says why a variable can only be there to change; errors, tables, expressions and embedded
// files are constants that Go has no word for.
func (v variable) complaint() string {
	const cure = "keep what changes in a struct that its user owns"
	if v.embedded {
		return ""
	}
	if len(v.spec.Values) == 0 {
		return "a package variable without a value can only be state: " + cure
	}
	for _, value := range v.spec.Values {
		if changing := changingKind(value); changing != "" {
			return "a package variable that holds " + changing + " is state: " + cure
		}
	}
	return ""
}

func changingKind(value ast.Expr) string {
	switch x := value.(type) {
	case *ast.UnaryExpr:
		return changingKind(x.X)
	case *ast.CallExpr:
		if name, ok := x.Fun.(*ast.Ident); ok && (name.Name == "make" || name.Name == "new") {
			return name.Name + "(…)"
		}
	case *ast.CompositeLit:
		selector, ok := x.Type.(*ast.SelectorExpr)
		if !ok {
			return ""
		}
		if pkg, ok := selector.X.(*ast.Ident); ok && (pkg.Name == "sync" || pkg.Name == "atomic") {
			return pkg.Name + "." + selector.Sel.Name
		}
	}
	return ""
}

// writes finds every place in a file that changes one of the variables, taking its address included.
func writes(file *ast.File, variables map[string]variable) []*ast.Ident {
	var found []*ast.Ident
	forEachTarget(file, func(target ast.Expr) {
		root, ok := rootOf(target).(*ast.Ident)
		if !ok {
			return
		}
		v, ok := variables[root.Name]
		if ok && (root.Obj == nil || root.Obj.Decl == v.spec) {
			found = append(found, root)
		}
	})
	return found
}

// forEachTarget visits what is assigned to, counted up, cleared, copied into, or pointed at.
func forEachTarget(file *ast.File, visit func(ast.Expr)) {
	ast.Inspect(file, func(node ast.Node) bool {
		switch x := node.(type) {
		case *ast.AssignStmt:
			if x.Tok != token.DEFINE {
				for _, target := range x.Lhs {
					visit(target)
				}
			}
		case *ast.IncDecStmt:
			visit(x.X)
		case *ast.RangeStmt:
			if x.Tok == token.ASSIGN {
				visit(x.Key)
				visit(x.Value)
			}
		case *ast.UnaryExpr:
			if x.Op == token.AND {
				visit(x.X)
			}
		case *ast.CallExpr:
			name, ok := x.Fun.(*ast.Ident)
			if ok && len(x.Args) > 0 && slices.Contains([]string{"delete", "clear", "copy"}, name.Name) {
				visit(x.Args[0])
			}
		}
		return true
	})
}

// rootOf strips indices, fields and stars: what is written when table[i].field is.
func rootOf(expr ast.Expr) ast.Expr {
	for next := oneStep(expr); next != nil; next = oneStep(expr) {
		expr = next
	}
	return expr
}

// writesAcrossPackages finds package.Variable = value for packages of ours.
func (h *house) writesAcrossPackages() []*ast.SelectorExpr {
	variables := map[string]map[string]variable{}
	for dir, files := range h.byDir() {
		variables[dir] = packageVariables(files)
	}
	var found []*ast.SelectorExpr
	for _, s := range h.sources {
		dirs := ownImports(s)
		forEachTarget(s.syntax, func(target ast.Expr) {
			selector := packageSelector(target)
			if selector == nil {
				return
			}
			pkg := selector.X.(*ast.Ident)
			if _, ok := variables[dirs[pkg.Name]][selector.Sel.Name]; ok && pkg.Obj == nil {
				found = append(found, selector)
			}
		})
	}
	return found
}

// ownImports maps the names under which a file knows packages of ours to their folders.
func ownImports(s source) map[string]string {
	dirs := map[string]string{}
	for _, spec := range s.syntax.Imports {
		path, err := strconv.Unquote(spec.Path.Value)
		if err != nil || !strings.HasPrefix(path, module+"/") {
			continue
		}
		dir := strings.TrimPrefix(path, module+"/")
		name := dir[strings.LastIndex(dir, "/")+1:]
		if spec.Name != nil {
			name = spec.Name.Name
		}
		dirs[name] = dir
	}
	return dirs
}

// packageSelector finds the innermost x.y with a plain name x inside an assignment's target.
func packageSelector(target ast.Expr) *ast.SelectorExpr {
	for expr := target; expr != nil; expr = oneStep(expr) {
		if selector, ok := expr.(*ast.SelectorExpr); ok {
			if _, plain := selector.X.(*ast.Ident); plain {
				return selector
			}
		}
	}
	return nil
}

func oneStep(expr ast.Expr) ast.Expr {
	switch x := expr.(type) {
	case *ast.IndexExpr:
		return x.X
	case *ast.SliceExpr:
		return x.X
	case *ast.StarExpr:
		return x.X
	case *ast.ParenExpr:
		return x.X
	case *ast.SelectorExpr:
		return x.X
	default:
		return nil
	}
}
