// Package cli is the command line: the same deeds as the window, for scripts and for machines without a screen.
// Names of commands, flags and JSON fields are a contract. It never starts a graphical library by itself.
package cli

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"

	"golang.org/x/term"

	"balcao/app"
	"balcao/app/words"
	"balcao/backend/desk"
	"balcao/backend/secret"
	"balcao/backend/store"
)

// The exit codes.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
	exitNone   = 3
	exitPart   = 4
	exitLocked = 75
)

// Faces are the other ways to run the program, which main knows.
type Faces struct {
	// Window opens the window on a data folder.
	Window func(dir string) error
	// Demo opens the window on the demonstration shop.
	Demo    func() error
	Version string // semantic version and commit
}

// Streams are where a command reads and writes.
type Streams struct {
	In       io.Reader
	Out, Err io.Writer
}

// Main runs the program with the process's arguments and gives its exit code.
func Main(args []string, faces Faces) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	return Run(ctx, args, faces, Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr})
}

// Run runs one command and gives its exit code.
func Run(ctx context.Context, args []string, faces Faces, io Streams) int {
	return newCall(ctx, faces, io).do(args)
}

func newCall(ctx context.Context, faces Faces, io Streams) *call {
	return &call{ctx: ctx, faces: faces, Streams: io, say: words.For(words.FromEnvironment())}
}

// do runs the command and gives its exit code.
func (c *call) do(args []string) int { return c.finish(c.run(args)) }

// call is one command being run.
type call struct {
	Streams
	ctx            context.Context
	faces          Faces
	say            words.Book
	json           bool
	data           string
	passphraseFile string
	workFactor     int     // of the passphrase: see secret.Options; only tests set one
	cmd            command // none until it is found
	flags          *flag.FlagSet
	args           []string // positionals
	shop           *app.Shop
}

// command is one entry of the table. Its flags are declared by declare, which returns what to do.
type command struct {
	name    string
	args    string // shown in the usage, a word for each
	declare func(*call) func() error
}

// commands is the whole command line of today.
func commands() []command { return slices.Concat(talkCommands(), shopCommands()) }

// talkCommands are about what is said with customers.
func talkCommands() []command {
	return []command{
		{"account add", "email|twilio", accountAdd},
		{"account list", "", accountList},
		{"account test", "ID", accountTest},
		{"account remove", "ID", accountRemove},
		{"sync", "", syncCommand},
		{"inbox", "", inbox},
		{"close", "CUSTOMER_ID", closeConversation},
		{"snooze", "CUSTOMER_ID", snoozeConversation},
		{"reopen", "CUSTOMER_ID", reopenConversation},
		{"customer list", "", customerList},
		{"customer show", "ID", customerShow},
		{"customer find", "TEXT", customerFind},
		{"customer set", "ID KEY=VALUE…", customerSet},
		{"customer history", "ID", customerHistory},
		{"customer merge", "KEEP OTHER", customerMerge},
		{"customer split", "IDENTITY_ID…", customerSplit},
		{"customer duplicates", "", customerDuplicates},
		{"consent show", "CUSTOMER_ID", consentShow},
		{"consent set", "IDENTITY STATUS", consentSet},
		{"timeline", "CUSTOMER_ID", timeline},
		{"message show", "ID", messageShow},
		{"message list", "", messageList},
		{"attachment save", "ID FILE", attachmentSave},
		{"reply", "CUSTOMER_ID", reply},
		{"draft", "CUSTOMER_ID", makeDraft},
		{"assist accept", "URL", assistAccept},
		{"assist show", "", assistShow},
		{"assist refuse", "", assistRefuse},
		{"outbox", "", outboxList},
		{"outbox retry", "ID", outboxRetry},
		{"outbox cancel", "ID", outboxCancel},
		{"log call", "", logContact(desk.Phone)},
		{"log visit", "", logContact(desk.Counter)},
		{"log letter", "", logContact(desk.Letter)},
		{"log social", "", logContact(desk.Social)},
		{"case show", "PROTOCOL", caseShow},
		{"case list", "", caseList},
		{"case open", "", caseOpening},
		{"case classify", "PROTOCOL CLASS", caseClassify},
		{"case snooze", "PROTOCOL", caseSnooze},
		{"case promise", "PROTOCOL", casePromise},
		{"case keep", "PROTOCOL", caseKeep},
		{"case close", "PROTOCOL", caseClose},
		{"case reopen", "PROTOCOL", caseReopen},
		{"case merge", "KEEP OTHER", caseMerge},
		{"case split", "MESSAGE_ID", caseSplit},
	}
}

// shopCommands are about what else the shop has, and about the program.
func shopCommands() []command {
	return []command{
		{"purchase add", "CUSTOMER_ID", purchaseAdd},
		{"purchase list", "CUSTOMER_ID", purchaseList},
		{"purchase return", "ID", purchaseReturn},
		{"purchase cancel", "ID", purchaseCancel},
		{"purchase remove", "ID", purchaseRemove},
		{"import purchases", "FILE", importPurchases},
		{"survey list", "", surveyList},
		{"survey set", "POINT", surveySet},
		{"survey ask", "", surveyAsk},
		{"survey results", "", surveyResults},
		{"survey answers", "", surveyAnswers},
		{"survey skipped", "", surveySkipped},
		{"survey score", "ID SCORE", surveyScore},
		{"template list", "", templateList},
		{"phrase list", "", phraseList},
		{"phrase show", "WORD", phraseShow},
		{"phrase set", "WORD", phraseSet},
		{"phrase remove", "WORD", phraseRemove},
		{"import customers", "FILE", importCustomers},
		{"import vcard", "FILE", importCards},
		{"import mbox", "PATH", importMail},
		{"import eml", "PATH", importMail},
		{"import whatsapp", "PATH", importChat},
		{"import list", "", importList},
		{"import undo", "ID", importUndo},
		{"search", "QUERY", search},
		{"verify", "", verify},
		{"demo", "", demo},
		{"simulator", "", simulate},
		{"version", "", version},
		{"help", "[COMMAND]", help},
	}
}

var (
	errPart  = errors.New("done in part")
	errNone  = errors.New("nothing found")
	errShown = errors.New("already shown")
)

// documented is an error that stands in the command's own document already.
type documented struct{ error }

func (d documented) Unwrap() error { return d.error }

func (c *call) run(args []string) error {
	// Known before anything is read, so that what cannot be read is told in the same way.
	c.json = slices.Contains(args, "--json") || slices.Contains(args, "-json")
	if len(args) > 0 && asksForHelp(args[0]) {
		args = append([]string{"help"}, args[1:]...)
	}
	cmd, rest, err := c.find(args)
	if err != nil {
		return err
	}
	do := c.declare(cmd)
	switch err := c.parse(rest); {
	case errors.Is(err, flag.ErrHelp):
		if c.json {
			c.line(map[string]any{"commands": c.commandsJSON([]command{cmd})})
			return nil
		}
		c.showCommand(cmd)
		return nil
	case err != nil:
		return flagError(err)
	}
	err = do()
	if c.shop != nil {
		err = errors.Join(err, c.shop.Close())
	}
	return err
}

// declare makes the flags of a command, each with the name of its value, and gives what to do.
func (c *call) declare(cmd command) func() error {
	c.cmd, c.flags = cmd, flag.NewFlagSet(cmd.name, flag.ContinueOnError)
	c.flags.SetOutput(io.Discard)
	c.flags.BoolVar(&c.json, "json", c.json, "")
	c.flags.StringVar(&c.data, "data", "", "DIR")
	c.flags.StringVar(&c.passphraseFile, "passphrase-file", os.Getenv("BALCAO_PASSPHRASE_FILE"), "FILE")
	return cmd.declare(c)
}

// openWindow is what the program does when no command is named.
func openWindow(c *call) func() error {
	return func() error { return c.faces.Window(app.DataDir(c.data)) }
}

func asksForHelp(arg string) bool { return arg == "-h" || arg == "-help" || arg == "--help" }

// find takes the longest command that the arguments begin with; global flags may stand before and between its words.
func (c *call) find(args []string) (command, []string, error) {
	var words []string
	var after []int // where the arguments go on after each word
	for i := 0; i < len(args); i++ {
		if strings.HasPrefix(args[i], "-") {
			if flagTakesValue(args[i]) {
				i++
			}
			continue
		}
		words, after = append(words, args[i]), append(after, i+1)
	}
	if len(words) == 0 && !c.json { // a window has nothing to print
		return command{declare: openWindow}, args, nil
	}
	best := command{}
	for _, cmd := range commands() {
		parts := strings.Fields(cmd.name)
		if len(parts) <= len(words) && strings.Join(words[:len(parts)], " ") == cmd.name && len(cmd.name) > len(best.name) {
			best = cmd
		}
	}
	if best.name == "" {
		return best, nil, unknownCommand(words)
	}
	n := len(strings.Fields(best.name))
	var rest []string
	for i, arg := range args[:after[n-1]] {
		if !slices.Contains(after[:n], i+1) {
			rest = append(rest, arg) // a flag among the command's words
		}
	}
	return best, append(rest, args[after[n-1]:]...), nil
}

// unknownCommand names what is no command; a word that begins some commands is named with the next.
func unknownCommand(words []string) error {
	if len(words) == 0 {
		return misuse(nil, wrongMissing, "COMMAND")
	}
	n := 1
	if len(commandsUnder(words[0])) > 0 {
		n = min(2, len(words))
	}
	return misuse(nil, wrongCommand, strings.Join(words[:n], " "))
}

// flagTakesValue tells the global flags that are followed by a value of their own.
func flagTakesValue(arg string) bool {
	name := strings.TrimLeft(arg, "-")
	return name == "data" || name == "passphrase-file"
}

// parse takes flags before, between and after the positionals; after "--" everything is a positional.
func (c *call) parse(args []string) error {
	for i, a := range args {
		if a == "--" {
			if err := c.parse(args[:i]); err != nil {
				return err
			}
			c.args = append(c.args, args[i+1:]...)
			return nil
		}
	}
	for len(args) > 0 {
		if err := c.flags.Parse(args); err != nil {
			return err
		}
		if args = c.flags.Args(); len(args) > 0 {
			c.args, args = append(c.args, args[0]), args[1:]
		}
	}
	return nil
}

// need gives exactly n positionals.
func (c *call) need(n int) ([]string, error) {
	switch given := len(c.args); {
	case given < n:
		return nil, misuse(nil, wrongMissing, strings.Fields(c.cmd.args)[given])
	case given > n:
		return nil, misuse(nil, wrongExtra, c.args[n])
	}
	return c.args, nil
}

// needIn gives exactly n positionals, and the shop that they are about.
func (c *call) needIn(n int, open func() (*app.Shop, error)) ([]string, *app.Shop, error) {
	args, err := c.need(n)
	if err != nil {
		return nil, nil, err
	}
	shop, err := open()
	return args, shop, err
}

// open opens the shop to read and write.
func (c *call) open() (*app.Shop, error) { return c.openWith(app.Options{}) }

func (c *call) openWith(o app.Options) (*app.Shop, error) {
	o.Dir, o.Memory, o.Secrets = app.DataDir(c.data), app.MemoryDir(), sync.OnceValues(c.secrets)
	shop, err := app.Open(c.ctx, o)
	c.shop = shop
	return shop, err
}

// openToRead opens the shop to read only, so that a reading command never stands in the way of one that writes.
// A folder that is new, or older than this program, has to be made ready first.
func (c *call) openToRead() (*app.Shop, error) {
	shop, err := c.openWith(app.Options{ReadOnly: true})
	if errors.Is(err, store.ErrNotReady) {
		shop, err = c.open()
	}
	return shop, err
}

// secrets opens the secret store. Where there is neither a keychain nor a passphrase file, a person at a terminal
// is asked; a script is not.
func (c *call) secrets() (secret.Store, error) {
	o := secret.Options{Dir: app.DataDir(c.data), PassphraseFile: c.passphraseFile, WorkFactor: c.workFactor}
	if f, ok := c.In.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		o.Passphrase = func() (string, error) {
			fmt.Fprint(c.Err, c.say.Text("ask.passphrase")+" ")
			line, err := term.ReadPassword(int(f.Fd()))
			fmt.Fprintln(c.Err)
			return string(line), err
		}
	}
	return secret.Open(o)
}

// finish says how a command ended.
func (c *call) finish(err error) int {
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errShown):
		return exitFailed
	case errors.Is(err, errPart):
		return exitPart
	case errors.Is(err, errNone):
		return exitNone
	case c.stopped(err):
		return exitFailed
	}
	e := desk.AsError(err)
	c.tell("%s", c.say.Error(e))
	if e.Code == desk.ErrUsage {
		c.tellUsage(e)
	}
	if c.json && !errors.As(err, &documented{}) {
		c.line(map[string]any{"error": c.problem(e)})
	}
	switch e.Code {
	case desk.ErrUsage:
		return exitUsage
	case desk.ErrNotFound, desk.ErrCustomerMerged:
		return exitNone
	case desk.ErrDataLocked:
		return exitLocked
	default:
		return exitFailed
	}
}

// stopped tells that the user ended the command.
func (c *call) stopped(err error) bool {
	return errors.Is(err, context.Canceled) && c.ctx.Err() != nil
}

// tell writes for people.
func (c *call) tell(format string, args ...any) {
	fmt.Fprintf(c.Err, format+"\n", args...)
}

// line writes one JSON object.
func (c *call) line(v any) {
	enc := json.NewEncoder(c.Out)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		c.tell("%v", err)
	}
}

// problemJSON is an error as the contract shows it.
type problemJSON struct {
	Code    desk.Code         `json:"code"`
	Params  map[string]string `json:"params"`
	Message string            `json:"message"`
}

func problem(say words.Book, e *desk.Error) *problemJSON {
	if e == nil {
		return nil
	}
	params := e.Params
	if params == nil {
		params = map[string]string{}
	}
	return &problemJSON{Code: e.Code, Params: params, Message: say.Error(e)}
}

// stamp is a time as the contract shows it; null for none.
func stamp(t time.Time) *string {
	if t.IsZero() {
		return nil
	}
	s := t.UTC().Format("2006-01-02T15:04:05.000Z")
	return &s
}

// orNull turns an empty text into null.
func orNull[T ~string](s T) *T {
	if s == "" {
		return nil
	}
	return &s
}
