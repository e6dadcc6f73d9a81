//go:build !linux

package window

// keepOneHeap has nothing to do where threads share a heap.
func keepOneHeap() {}
