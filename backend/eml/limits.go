package eml

import "time"

// What one message may cost. Beyond a limit the rest is left out and named in Defects; the caller keeps
// the raw bytes in any case.
const (
	maxHeaderBytes = 256 << 10 // fields of one header that are looked at
	maxFieldBytes  = 128 << 10 // one field with its folded lines
	maxDepth       = 20        // multiparts inside multiparts
	maxParts       = 500       // leaves and multiparts together
	maxParams      = 200       // parameters of one Content-Type or Content-Disposition
	maxAddresses   = 2000      // of one field
	maxReferences  = 1000      // ids of one field
	maxTextBytes   = 5 << 20   // one text or HTML part, decoded
	maxNameBytes   = 200       // a file name
	maxSubject     = 8 << 10   // decoded subject or display name
	parseBudget    = 2 * time.Second
)

// The words of Message.Defects.
const (
	DefectNoHeader      = "no_header"        // the bytes begin with text
	DefectHeaderLine    = "bad_header_line"  // a line in the header is no field
	DefectHeaderSize    = "header_too_large" // fields after the limit were not read
	DefectNoBoundary    = "no_boundary"      // a multipart without a usable boundary
	DefectNoEnd         = "no_end_boundary"  // a multipart that stops before its closing line
	DefectTooDeep       = "too_deep"
	DefectTooManyParts  = "too_many_parts"
	DefectTooSlow       = "too_slow"
	DefectTextSize      = "text_too_large"
	DefectEncoding      = "bad_encoding"    // base64 or quoted-printable with foreign bytes
	DefectUnknownScript = "unknown_charset" // text in a charset nobody knows
	DefectNoSender      = "no_sender"
	DefectEmpty         = "empty" // not one byte
)
