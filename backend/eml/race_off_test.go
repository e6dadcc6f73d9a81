//go:build !race

package eml

// raceFactor is how much slower the race detector makes everything.
const raceFactor = 1
