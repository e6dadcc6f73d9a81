package twilioserver

import (
	"encoding/json"
	"net/http"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"
)

const (
	longestBody = 1600
	openWindow  = 24 * time.Hour
)

var (
	e164     = regexp.MustCompile(`^\+[1-9][0-9]{7,14}$`)
	landline = regexp.MustCompile(`^\+55[1-9][0-9][2-5][0-9]{7}$`)
)

func (s *line) send(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err != nil {
		fail(w, *bad(20001, "Unreadable form"))
		return
	}
	m, refused := s.accept(r)
	if refused != nil {
		fail(w, *refused)
		return
	}
	s.book.keep(m)
	s.options.Taken(*m)
	reply(w, http.StatusCreated, s.json(m))
}

// accept checks a message as Twilio does before it takes one.
func (s *line) accept(r *http.Request) (*Message, *problem) {
	m := &Message{
		To: r.PostForm.Get("To"), From: r.PostForm.Get("From"), Body: r.PostForm.Get("Body"),
		ContentSID: r.PostForm.Get("ContentSid"), Outgoing: true, At: s.options.Now(),
	}
	if err := s.checkAddresses(m, r.PostForm.Get("MessagingServiceSid")); err != nil {
		return nil, err
	}
	if err := s.checkContent(m, r.PostForm.Get("ContentVariables"), len(r.PostForm["MediaUrl"])); err != nil {
		return nil, err
	}
	m.SID = mint("SM")
	m.Failure = s.book.nextFailure()
	return m, nil
}

func (s *line) checkAddresses(m *Message, service string) *problem {
	to, toWhatsApp := strings.CutPrefix(m.To, "whatsapp:")
	switch {
	case m.To == "":
		return bad(21604, "A 'To' phone number is required.")
	case service != "":
		return bad(21701, "The Messaging Service does not exist")
	case m.From == "":
		return bad(21603, "A 'From' phone number is required.")
	case toWhatsApp != m.whatsApp():
		return bad(21910, "Invalid From and To pair. From and To should be of the same channel")
	case m.whatsApp() && m.From != s.options.WhatsApp:
		return bad(63007, "Twilio could not find a Channel with the specified From address")
	case !m.whatsApp() && m.From != s.options.SMS:
		return bad(21606, "The 'From' phone number provided is not a valid message-capable Twilio phone number")
	case !e164.MatchString(to):
		return bad(21211, "Invalid 'To' Phone Number")
	case m.whatsApp():
		return nil
	case landline.MatchString(to):
		return bad(21614, "'To' number is not a valid mobile number")
	case s.book.hasStopped(to):
		return bad(21610, "Attempt to send to unsubscribed recipient")
	}
	return nil
}

func (s *line) checkContent(m *Message, variables string, mediaURLs int) *problem {
	switch {
	case m.ContentSID != "":
		return s.fillTemplate(m, variables)
	case mediaURLs > 0:
		return bad(21620, "Invalid media URL(s)") // nothing outside loopback can be fetched from here
	case m.Body == "":
		return bad(21602, "Message body is required.")
	case utf8.RuneCountInString(m.Body) > longestBody:
		return bad(21617, "The concatenated message body exceeds the 1600 character limit")
	case m.whatsApp() && !s.book.windowOpen(m):
		return bad(63016, "Failed to send freeform message because you are outside the allowed window. Use a Template.")
	}
	return nil
}

// fillTemplate writes the text that the customer will see into the message.
func (s *line) fillTemplate(m *Message, variables string) *problem {
	for _, c := range s.contents {
		if c.SID != m.ContentSID {
			continue
		}
		if m.whatsApp() && c.Status != "approved" {
			return bad(63040, "Template rejected")
		}
		given := map[string]string{}
		if variables != "" {
			if err := json.Unmarshal([]byte(variables), &given); err != nil {
				return bad(21656, "The ContentVariables Parameter is invalid.")
			}
		}
		m.Body = c.rendered(given)
		return nil
	}
	return bad(21655, "The ContentSid Parameter is invalid.")
}
