package window

import "balcao/backend/preference"

// Everything that crosses the bridge is defined here: camelCase JSON, ids as text, times as milliseconds
// since 1970 in UTC (0: none), lists never null.

// InboxQuery asks for one page of the list. State is a desk.TurnState; Cursor is empty for the first page.
type InboxQuery struct {
	State       string `json:"state"`
	OldestFirst bool   `json:"oldestFirst"`
	ByValue     bool   `json:"byValue"`
	Cursor      string `json:"cursor"`
	Limit       int    `json:"limit"`
}

// InboxPage is one page of the list; Next is empty on the last one.
type InboxPage struct {
	Rows []InboxRow `json:"rows"`
	Next string     `json:"next"`
}

// InboxRow is one customer in the list.
type InboxRow struct {
	CustomerID   string   `json:"customerId"`
	Name         string   `json:"name"`
	State        string   `json:"state"`
	Channel      string   `json:"channel"`
	Direction    string   `json:"direction"` // of the newest message
	Snippet      string   `json:"snippet"`
	Placeholder  string   `json:"placeholder"`
	LastAt       int64    `json:"lastAt"`
	WaitingSince int64    `json:"waitingSince"`
	PromisedAt   int64    `json:"promisedAt"` // by when the first promise of an open case is due; 0: nothing is promised
	Unread       int      `json:"unread"`
	Overdue      bool     `json:"overdue"`
	Failed       bool     `json:"failed"`
	Draft        bool     `json:"draft"`
	Junk         bool     `json:"junk"`
	Segment      string   `json:"segment"` // a desk.Segment; empty: she bought nothing that counts
	Value        int64    `json:"value"`   // cents that she paid in the last year
	Currency     string   `json:"currency"`
	Tags         []string `json:"tags"`
}

// InboxCounts says how many customers stand in each state.
type InboxCounts struct {
	Reply   int `json:"reply"`
	Waiting int `json:"waiting"`
	Snoozed int `json:"snoozed"`
	Closed  int `json:"closed"`
}

// TimelinePage is a part of a customer's history, newest first; Next is empty where it begins. Newer leads to the
// part above, where the page was not asked for from the newest on.
type TimelinePage struct {
	Items []TimelineItem `json:"items"`
	Next  string         `json:"next"`
	Newer string         `json:"newer"`
}

// TimelineItem is one message of any channel, or a note. Delivery is null on what the customer wrote.
type TimelineItem struct {
	Kind        string       `json:"kind"` // message, note, purchase, campaign (by other means)
	ID          string       `json:"id"`
	Channel     string       `json:"channel"`
	Direction   string       `json:"direction"`
	At          int64        `json:"at"`
	From        string       `json:"from"`
	Cc          string       `json:"cc"`
	Subject     string       `json:"subject"`
	Text        string       `json:"text"`   // the new words
	Quoted      string       `json:"quoted"` // what follows them: Text and Quoted together are the whole text
	Rich        bool         `json:"rich"`   // shows more as it came than its words do, see Letters
	Placeholder string       `json:"placeholder"`
	Auto        string       `json:"auto"`
	Damaged     bool         `json:"damaged"`
	Delivery    *Delivery    `json:"delivery"`
	Attachments []Attachment `json:"attachments"`
	// CaseID and Protocol are of the case that it belongs to; empty: none. Rule is why, a desk.CaseRule.
	CaseID   string `json:"caseId"`
	Protocol string `json:"protocol"`
	Rule     string `json:"rule"`
	// Purchase is null but for a purchase.
	Purchase *Purchase `json:"purchase"`
	// Survey is that which the message asks, or answers; null: neither.
	Survey *SurveyMark `json:"survey"`
	// Campaign is what the campaign is called that it was sent for; of a campaign by other means, Medium says by what.
	Campaign string `json:"campaign"`
	Medium   string `json:"medium"`
}

// Delivery is how far the sending of an outgoing message has come. Until NotBefore it can be taken back.
type Delivery struct {
	ID        string   `json:"id"`
	State     string   `json:"state"`
	NotBefore int64    `json:"notBefore"`
	Planned   bool     `json:"planned"` // the owner wants it to leave then
	UpdatedAt int64    `json:"updatedAt"`
	Problem   *Problem `json:"problem"`
}

// Problem is a desk.Error on its way to the page, which has the sentence for it.
type Problem struct {
	Code   string            `json:"code"`
	Params map[string]string `json:"params"`
}

// Attachment is a file of a message. Here is false while its bytes are still with the provider.
type Attachment struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Type string `json:"type"`
	Size int64  `json:"size"`
	Here bool   `json:"here"`
	// Kind is a filekind.Kind: what may be done with it.
	Kind string `json:"kind"`
	// Inline is true when the mail shows it where it belongs.
	Inline bool `json:"inline"`
	// URL and Small are where the page finds a picture, sound or film, and a picture in the timeline's size;
	// empty for what is not shown.
	URL   string `json:"url"`
	Small string `json:"small"`
}

// Card is the head of a conversation and the panel beside it.
type Card struct {
	CustomerID   string         `json:"customerId"`
	Name         string         `json:"name"`
	State        string         `json:"state"`
	SnoozedUntil int64          `json:"snoozedUntil"`
	Junk         bool           `json:"junk"`  // the owner said that this is no customer
	Since        int64          `json:"since"` // the first contact, or when she was written down
	Addresses    []Address      `json:"addresses"`
	Channels     []ReplyChannel `json:"channels"`
	// Missing are the channels that the shop or the customer has and the other has not.
	Missing []MissingChannel `json:"missing"`
	// Proposed is the channel of the customer's last message that can be answered; empty when none can.
	Proposed string `json:"proposed"`
	// Subject is what an answer by e-mail would be called; empty when there was no mail.
	Subject string `json:"subject"`
}

// Address is one way to reach the customer.
type Address struct {
	ID      string `json:"id"`
	Channel string `json:"channel"`
	Address string `json:"address"`
	Label   string `json:"label"`
}

// ReplyChannel is a channel on which the customer has an address and the shop an account.
type ReplyChannel struct {
	Channel string `json:"channel"`
	To      string `json:"to"`
	// WindowUntil is when WhatsApp stops taking free text; 0 on channels without a window, and where the
	// customer never wrote.
	WindowUntil int64 `json:"windowUntil"`
	// Windowed is true on a channel that takes free text only while its window is open.
	Windowed bool `json:"windowed"`
	Subject  bool `json:"subject"`
	MaxText  int  `json:"maxText"`
	// MaxFiles is how large the files of one message may be together, in bytes; 0: it takes none.
	MaxFiles int64 `json:"maxFiles"`
}

// MissingChannel is a channel on which this customer cannot be answered.
type MissingChannel struct {
	Channel string `json:"channel"`
	Why     string `json:"why"` // no_address: the customer's; no_account: the shop's; unanswerable: a sender's name, a short number; stopped: she told the provider to stop; barred: not to be used
}

// Reply is what the composer hands over. HoldMs is how long it stays here so that it can be taken back; At is when
// it is to leave, 0: now. ID is the page's: asked for again under it, it is queued once; empty: it is not asked for again.
type Reply struct {
	ID         string      `json:"id"`
	CustomerID string      `json:"customerId"`
	Channel    string      `json:"channel"`
	Subject    string      `json:"subject"`
	Cc         string      `json:"cc"`
	Text       string      `json:"text"`
	Files      []DraftFile `json:"files"`
	HoldMs     int64       `json:"holdMs"`
	At         int64       `json:"at"`
	// Number is what the shop calls the number of a case, "Protocolo", where the customer is to be told it; else empty.
	Number string `json:"number"`
	// Template is sent in place of Text; null: Text.
	Template *TemplateChoice `json:"template,omitempty"`
}

// QueuedReply names what a reply became.
type QueuedReply struct {
	MessageID  string `json:"messageId"`
	DeliveryID string `json:"deliveryId"`
}

// Face is what the page must know before it draws anything.
type Face struct {
	// Locale is the language of the system, "pt-BR" or "C"; empty where only the web view knows it.
	Locale  string `json:"locale"`
	Demo    bool   `json:"demo"`
	Version string `json:"version"`
	// Connect is true when the owner has come to connect her shop.
	Connect bool `json:"connect"`
	// Preferences are the owner's, or the usual ones while the shop is not open yet.
	Preferences preference.All `json:"preferences"`
}

// Health says how the shop's accounts fare.
type Health struct {
	CheckedAt int64           `json:"checkedAt"` // the oldest last success; 0: some account was never read
	Checking  bool            `json:"checking"`  // some account is being read for the first time
	Offline   bool            `json:"offline"`   // no account can be reached
	Since     int64           `json:"since"`     // of the oldest trouble
	Accounts  []AccountHealth `json:"accounts"`
	// Stopped is why nothing is read or sent at all: the store cannot be used. Null while it can.
	Stopped *Problem `json:"stopped"`
	// Locked is true while the passwords wait for their passphrase.
	Locked bool `json:"locked"`
	// Fresh is true while no account was ever connected and nobody has come by another way.
	Fresh bool `json:"fresh"`
}

// AccountHealth is the state of one login; Problem is null while it works.
type AccountHealth struct {
	ID      string   `json:"id"`
	Name    string   `json:"name"`
	LastOK  int64    `json:"lastOk"`
	Since   int64    `json:"since"` // of the trouble
	Problem *Problem `json:"problem"`
	// Reading is how far its first reading is; null when that is over, and that of all others too.
	Reading *FirstReading `json:"reading"`
}
