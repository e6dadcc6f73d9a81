// Package survey asks customers how it was, on the channel where they were, and reads their answers out of plain replies.
//
// It asks through the outbox, and nobody twice.
package survey
