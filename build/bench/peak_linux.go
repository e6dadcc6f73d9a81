package main

import (
	"os"
	"syscall"
)

// peakMB is the resident memory of an ended process at its highest; Linux counts it in kilobytes.
func peakMB(state *os.ProcessState) float64 {
	usage, ok := state.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	return float64(usage.Maxrss) / 1024
}
