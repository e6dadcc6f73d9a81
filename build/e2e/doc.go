// Package e2e drives the release binary like a person: the real window, in the real web view, under its own
// display and session bus, on the demonstration shop.
//
// It holds tests only, behind the build tag e2e; it changes nothing in the binary and needs bin/balcao built.
package e2e
