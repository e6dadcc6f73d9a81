// Package eml turns the bytes of a mail (RFC 5322, RFC 2045) into a struct and a reply into bytes.
//
// Parse never fails: whatever can be read of a damaged or hostile mail is given, and Damaged with
// Defects tells what could not be. Time and memory are bounded by the limits in limits.go. go-message
// (with its charset tables) writes our mail and decodes foreign charsets; finding fields and parts in
// the bytes is done here on slices of the original, because go-message gives up a whole message for one
// header line without colon, an empty boundary or a bad base64 digit, and needs minutes for a deeply
// nested one. The tests hold the two parsers against each other on well-formed mail.
//
// The package does not sanitise HTML, does not verify signatures, does not decrypt, opens no archive,
// and knows neither network nor disk.
package eml
