//go:build !race

package sanitize

// raceFactor is how much slower the race detector makes everything.
const raceFactor = 1
