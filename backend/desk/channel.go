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

// Direction tells who spoke: In is the customer, Out is the shop.
type Direction string

// The two directions.
const (
	In  Direction = "in"
	Out Direction = "out"
)
