package life

import (
	"embed"
	"encoding/json"
)

//go:embed data/*.json
var dataFiles embed.FS

// tables are the words that the shop's life is made of, read once from the embedded files.
var tables = mustTables()

type wordTables struct {
	names   nameTable
	slots   map[string][]string
	scripts []script
	cast    []castMember
	answers map[string][]string
	machine machineTable
}

type nameTable struct {
	Female, Male, Last, Firms, Areas, Hosts []string
}

// script is a conversation to be played by any customer.
type script struct {
	Kind    string   `json:"kind"`
	On      []string `json:"on"` // a channel named twice is played twice as often
	Subject string   `json:"subject"`
	Turns   []turn   `json:"turns"`
}

// turn is one message of a script: by "c", the customer, or "s", the shop.
type turn struct {
	By   string `json:"by"`
	At   string `json:"at"` // only in the cast: days before the end, and the clock
	Text string `json:"text"`
	File string `json:"file"`
}

type castMember struct {
	Name    string  `json:"name"`
	Gender  string  `json:"gender"`
	Firm    bool    `json:"firm"`
	Email   string  `json:"email"`
	Phone   string  `json:"phone"`
	Eight   bool    `json:"eight"` // the WhatsApp id is older than the ninth digit
	Stop    bool    `json:"stop"`  // asked by SMS not to be written to
	Stories []story `json:"stories"`
}

type story struct {
	On      string `json:"on"`
	Subject string `json:"subject"`
	Turns   []turn `json:"turns"`
}

type machineTable struct {
	Newsletter struct {
		Name, Address, List string
		EveryDays           int
		Subjects, Lines     []string
	}
	Notice struct {
		Name, Address, Subject, Text string
		EveryDays                    int
	}
	Away   awayTable
	Bounce awayTable
	Months []string
}

// awayTable is a mail of the shop that a machine answers.
type awayTable struct {
	Day                                       int
	Clock, Name, Address, Subject, Shop, Text string
}

func mustTables() wordTables {
	var t wordTables
	mustRead("names", &t.names)
	mustRead("slots", &t.slots)
	mustRead("scripts", &t.scripts)
	mustRead("cast", &t.cast)
	mustRead("answers", &t.answers)
	mustRead("machine", &t.machine)
	return t
}

// mustRead panics only when the program itself was built with a broken file, which every test would show.
func mustRead(name string, into any) {
	raw, err := dataFiles.ReadFile("data/" + name + ".json")
	if err == nil {
		err = json.Unmarshal(raw, into)
	}
	if err != nil {
		panic("life: data/" + name + ".json: " + err.Error())
	}
}
