// Package desk holds the words of the trade: customers, identities, accounts, messages, deliveries,
// the state of a conversation, and the errors that a person may meet.
//
// It knows no technology: it imports the standard library only, touches no file and no network, and
// makes no sentences for people (errors carry codes, the faces translate them).
package desk
