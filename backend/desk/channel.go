package desk

// Channel is the way a message travelled. The words are a contract of the command line.
type Channel string

// The channels that can be read today. Other is anything a provider delivers that has no name here
// (an RCS or Messenger address on a Twilio account): it is kept and shown, and cannot be answered.
const (
	Email    Channel = "email"
	SMS      Channel = "sms"
	WhatsApp Channel = "whatsapp"
	Other    Channel = "other"
)

// The channels that the owner writes down by hand: what was said on the telephone, at the counter, in a letter, on a
// social network, by the form of a site.
const (
	Phone   Channel = "phone"
	Counter Channel = "counter"
	Letter  Channel = "letter"
	Social  Channel = "social"
	Site    Channel = "site"
)

// ByHandChannels are those that the owner writes down by hand.
var ByHandChannels = [...]Channel{Phone, Counter, Letter, Social, Site, Other}

// Shown is an address as somebody is shown to be reached by it: at the counter nobody is, and its address only tells people
// apart.
func (c Channel) Shown(address string) string {
	if c == Counter {
		return ""
	}
	return address
}

// Direction tells who spoke: In is the customer, Out is the shop.
type Direction string

// The two directions.
const (
	In  Direction = "in"
	Out Direction = "out"
)
