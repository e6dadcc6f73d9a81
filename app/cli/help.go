package cli

import (
	"flag"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"balcao/backend/desk"
)

// leftColumn is the widest left side that still has its text beside it.
const leftColumn = 32

// generalFlags are the flags that every command takes.
var generalFlags = []string{"data", "json", "passphrase-file"}

// exitCodes are all the codes, in the order in which they are told.
var exitCodes = []int{exitDone, exitFailed, exitUsage, exitNone, exitPart, exitLocked}

// entry is one line of help: what to write and what it does.
type entry struct{ left, right string }

// help shows all commands, the commands that share a first word, or one command in full.
func help(c *call) func() error {
	return func() error {
		name := strings.Join(c.args, " ")
		family := commandsUnder(name)
		switch cmd, known := commandNamed(name); {
		case c.json:
			return c.lineCommands(name, cmd, family)
		case name == "":
			c.showCommands()
		case known:
			c.showCommand(cmd)
			c.section(c.Out, "usage.related", c.commandEntries(family))
		case len(family) > 0:
			columns(c.Out, "", c.commandEntries(family))
		default:
			c.tell("%s", c.say.Text("usage.wrong.command", "argument", name))
			return errNone
		}
		return nil
	}
}

func commandNamed(name string) (command, bool) {
	for _, cmd := range commands() {
		if cmd.name == name {
			return cmd, true
		}
	}
	return command{}, false
}

type commandJSON struct {
	Name  string     `json:"name"`
	Args  string     `json:"args"`
	Does  string     `json:"does"`
	Flags []flagJSON `json:"flags"`
}

type flagJSON struct {
	Name  string `json:"name"`
	Value string `json:"value"` // what its value is; empty for a switch
	Does  string `json:"does"`
}

// lineCommands tells commands to a program: all of them, or one and those that go on from it.
func (c *call) lineCommands(name string, cmd command, family []command) error {
	told := family
	if name == "" {
		told = commands()
	} else if cmd.name != "" {
		told = append([]command{cmd}, family...)
	}
	c.line(map[string]any{"commands": c.commandsJSON(told)})
	if len(told) == 0 {
		c.tell("%s", c.say.Text("usage.wrong.command", "argument", name))
		return errNone
	}
	return nil
}

func (c *call) commandsJSON(list []command) []commandJSON {
	told := make([]commandJSON, 0, len(list))
	for _, cmd := range list {
		told = append(told, commandJSON{cmd.name, cmd.args, c.say.Text(helpKey(cmd)), c.flagsJSON(cmd)})
	}
	return told
}

// flagsJSON tells the flags of a command, those of every command among them.
func (c *call) flagsJSON(cmd command) []flagJSON {
	flags := []flagJSON{}
	declared := &call{}
	declared.declare(cmd)
	declared.flags.VisitAll(func(f *flag.Flag) {
		flags = append(flags, flagJSON{f.Name, f.Usage, c.flagText(cmd, f)})
	})
	return flags
}

// commandsUnder gives the commands that begin with a name and go on.
func commandsUnder(name string) []command {
	return slices.DeleteFunc(commands(), func(cmd command) bool { return !strings.HasPrefix(cmd.name, name+" ") })
}

func (c *call) showCommands() {
	fmt.Fprintln(c.Out, c.say.Text("usage.title"))
	fmt.Fprintf(c.Out, "\n%s\n", c.say.Text("usage.line", "command", "[COMMAND]"))
	fmt.Fprintln(c.Out, c.say.Text("usage.alone"))
	fmt.Fprintln(c.Out)
	c.section(c.Out, "usage.commands", c.commandEntries(commands()))
	c.section(c.Out, "usage.general", c.flagEntries(c.cmd, true))
	fmt.Fprintln(c.Out, c.say.Text("usage.more", "command", "COMMAND"))
}

func (c *call) showCommand(cmd command) {
	fmt.Fprintf(c.Out, "%s\n\n%s\n\n", c.usageLine(cmd), c.say.Text(helpKey(cmd)))
	c.section(c.Out, "usage.flags", c.flagEntries(cmd, false))
	c.section(c.Out, "usage.general", c.flagEntries(cmd, true))
	codes := make([]entry, 0, len(exitCodes))
	for _, code := range exitCodes {
		n := strconv.Itoa(code)
		codes = append(codes, entry{n, c.say.Text("exit." + n)})
	}
	c.section(c.Out, "usage.exit", codes)
}

func (c *call) usageLine(cmd command) string {
	return c.say.Text("usage.line", "command", strings.TrimSpace(cmd.name+" "+cmd.args))
}

// section writes entries under a heading; nothing when there are none.
func (c *call) section(w io.Writer, heading string, entries []entry) {
	if len(entries) > 0 {
		fmt.Fprintln(w, c.say.Text(heading))
		columns(w, "  ", entries)
		fmt.Fprintln(w)
	}
}

// columns writes entries in two columns, a text below what is too wide to stand beside it.
func columns(w io.Writer, indent string, entries []entry) {
	width := 0
	for _, e := range entries {
		if n := utf8.RuneCountInString(e.left); n <= leftColumn {
			width = max(width, n)
		}
	}
	for _, e := range entries {
		if utf8.RuneCountInString(e.left) > leftColumn {
			fmt.Fprintf(w, "%s%s\n%s%-*s  %s\n", indent, e.left, indent, width, "", e.right)
			continue
		}
		fmt.Fprintf(w, "%s%-*s  %s\n", indent, width, e.left, e.right)
	}
}

func (c *call) commandEntries(list []command) []entry {
	entries := make([]entry, 0, len(list))
	for _, cmd := range list {
		entries = append(entries, entry{strings.TrimSpace(cmd.name + " " + cmd.args), c.say.Text(helpKey(cmd))})
	}
	return entries
}

// flagEntries tells the flags of a command: those of every command, or its own.
func (c *call) flagEntries(cmd command, general bool) []entry {
	var entries []entry
	declared := &call{}
	declared.declare(cmd)
	declared.flags.VisitAll(func(f *flag.Flag) {
		if slices.Contains(generalFlags, f.Name) == general {
			entries = append(entries, entry{flagForm(f), c.flagText(cmd, f)})
		}
	})
	return entries
}

// flagForm is a flag as it is written: the usage that it was declared with names its value.
func flagForm(f *flag.Flag) string {
	return strings.TrimSpace("--" + f.Name + " " + f.Usage)
}

// flagText says what a flag does, and what holds without it where that is something of the command's own.
func (c *call) flagText(cmd command, f *flag.Flag) string {
	text := c.say[c.flagKey(cmd, f.Name)] // as it stands: what is in braces there is what the owner writes
	if _, repeats := f.Value.(*list); repeats {
		return text + " " + c.say.Text("usage.repeats")
	}
	if f.DefValue == "" || f.DefValue == "0" || f.DefValue == "false" || slices.Contains(generalFlags, f.Name) {
		return text
	}
	return text + " " + c.say.Text("usage.default", "value", f.DefValue)
}

func dotted(name string) string { return strings.ReplaceAll(name, " ", ".") }

func helpKey(cmd command) string { return "help." + dotted(cmd.name) }

// flagKey finds what a flag means in one command, or else in those that begin alike, or else in all that have it.
func (c *call) flagKey(cmd command, name string) string {
	first, _, _ := strings.Cut(cmd.name, " ")
	for _, of := range []string{dotted(cmd.name), first} {
		if own := "flag." + of + "." + name; c.say[own] != "" {
			return own
		}
	}
	return "flag." + name
}

// What can be wrong with an argument, beyond a value that will not do.
const (
	wrongCommand = "command"
	wrongFlag    = "flag"
	wrongNoValue = "no_value"
	wrongMissing = "missing"
	wrongExtra   = "extra"
	wrongSeveral = "several"
)

// misuse is a usage error that knows what is wrong with which argument.
func misuse(err error, reason, argument string) error {
	return desk.E(desk.ErrUsage, err, "argument", argument, "reason", reason)
}

// flagErrors read the sentences of package flag, which has no error values to tell them apart.
var flagErrors = []struct {
	sentence *regexp.Regexp
	reason   string
}{
	{regexp.MustCompile(`^flag provided but not defined: -*(.+)$`), wrongFlag},
	{regexp.MustCompile(`^bad flag syntax: -*(.+)$`), wrongFlag},
	{regexp.MustCompile(`^flag needs an argument: -*(.+)$`), wrongNoValue},
	{regexp.MustCompile(`^invalid (?:boolean )?value ".*" for (?:flag )?-(\S+): `), ""},
}

// flagError names the flag that could not be read.
func flagError(err error) error {
	for _, known := range flagErrors {
		if found := known.sentence.FindStringSubmatch(err.Error()); found != nil {
			return misuse(err, known.reason, "--"+found[1])
		}
	}
	return misuse(err, "", err.Error())
}

// tellUsage says what was wrong, and how the command is used.
func (c *call) tellUsage(e *desk.Error) {
	c.tell("%s", c.wrong(e))
	if c.cmd.name != "" {
		c.tell("\n%s\n", c.usageLine(c.cmd))
		c.section(c.Err, "usage.flags", c.flagEntries(c.cmd, false))
		c.tell("%s", c.say.Text("usage.more", "command", c.cmd.name))
		return
	}
	c.tell("")
	first, _, _ := strings.Cut(e.Params["argument"], " ")
	c.section(c.Err, "usage.commands", c.commandEntries(commandsUnder(first)))
	c.tell("%s", c.say.Text("usage.more", "command", "COMMAND"))
}

// wrong names the argument that was wrong, as the user would write it.
func (c *call) wrong(e *desk.Error) string {
	argument, reason := e.Params["argument"], e.Params["reason"]
	if c.flags != nil && c.flags.Lookup(argument) != nil {
		argument = "--" + argument
	}
	if reason == "" {
		reason = "value"
	}
	return c.say.Text("usage.wrong."+reason, "argument", argument)
}
