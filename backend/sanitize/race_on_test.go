//go:build race

package sanitize

// raceFactor is how much slower the race detector makes everything; the largest inputs shrink by it.
const raceFactor = 10
