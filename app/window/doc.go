// Package window is the face with a window: the Wails options, the structs that the page may call (one
// per screen), what they transfer, and the one typed change event.
//
// It holds no trade: every method hands over to a deed and puts the answer in a transfer type. It makes
// no sentences for people (the page translates codes), and it writes nothing by itself.
package window
