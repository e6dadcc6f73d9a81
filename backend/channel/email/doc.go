// Package email carries mail: IMAP brings it in, SMTP takes it out.
//
// It fetches whole messages and never looks inside them (that is ingest's work), it never changes a
// mailbox except for adding sent copies, and it never repeats a send. Everything a server says is
// taken as hostile until it fits the protocol, the size announced and the time allowed.
//
// It is the only room of go-imap, go-smtp and go-sasl, whose sharp edges are blunted here: see guard.
package email
