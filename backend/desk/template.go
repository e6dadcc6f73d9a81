package desk

import (
	"regexp"
	"slices"
	"strings"
	"time"
)

// TemplateStatus is how far WhatsApp has come with approving a template. Other words than these may come.
type TemplateStatus string

// The statuses. Only what is approved may be sent.
const (
	TemplateApproved    TemplateStatus = "approved"
	TemplatePending     TemplateStatus = "pending"
	TemplateReceived    TemplateStatus = "received"
	TemplateRejected    TemplateStatus = "rejected"
	TemplatePaused      TemplateStatus = "paused"
	TemplateDisabled    TemplateStatus = "disabled"
	TemplateUnsubmitted TemplateStatus = "unsubmitted"
)

// Template is a text that WhatsApp has approved, or not, as the provider lists it.
type Template struct {
	ConnectionID ConnectionID
	SID          string
	Name         string
	Language     string // as the provider writes it: pt_BR
	Category     string // UTILITY, MARKETING, AUTHENTICATION
	Status       TemplateStatus
	Reason       string // why it was rejected, in WhatsApp's words
	Body         string // empty where the provider does not tell it as text
	Variables    []TemplateVariable
	UpdatedAt    time.Time // at the provider; zero: not told
}

// TemplateVariable is a gap in a template: {{1}}. Sample is what stands there while it is looked at.
type TemplateVariable struct {
	Name   string `json:"name"`
	Sample string `json:"sample"`
}

var templateGap = regexp.MustCompile(`\{\{\s*([A-Za-z0-9_]+)\s*\}\}`)

// TemplateGaps lists the names of the gaps of a text, in their order, each once.
func TemplateGaps(body string) []string {
	names := []string{}
	for _, found := range templateGap.FindAllStringSubmatch(body, -1) {
		if !slices.Contains(names, found[1]) {
			names = append(names, found[1])
		}
	}
	return names
}

// Fill gives the words that the customer will read, and which gaps are not filled; those stay as they are.
func (t Template) Fill(vars map[string]string) (words string, missing []string) {
	missing = []string{}
	for _, v := range t.Variables {
		if strings.TrimSpace(vars[v.Name]) == "" {
			missing = append(missing, v.Name)
		}
	}
	return templateGap.ReplaceAllStringFunc(t.Body, func(gap string) string {
		name := templateGap.FindStringSubmatch(gap)[1]
		if value := TemplateValue(vars[name]); value != "" {
			return value
		}
		return gap
	}), missing
}

// TemplateValue is a value as it may stand in a gap: WhatsApp takes neither line breaks nor tabs nor many blanks there.
func TemplateValue(typed string) string { return strings.Join(strings.Fields(typed), " ") }
