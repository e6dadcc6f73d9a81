// Package mailserver is an IMAP server on loopback with one user and two folders, INBOX and Enviados.
//
// It speaks IMAP4rev1 with the extensions a shop's provider has (SPECIAL-USE, UIDPLUS, ESEARCH,
// LIST-EXTENDED, LIST-STATUS, IDLE) and nothing rarer: no CONDSTORE, no folders made by the client. Mails
// are rendered when they are fetched, and no lock is held while an answer is written. Everything lives in
// memory and is gone when the server closes.
package mailserver
