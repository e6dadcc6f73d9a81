package main

import (
	"context"
	"fmt"
	"io"
	"os/exec"
	"slices"
	"strings"
	"time"
)

// cost is what one run of a program took.
type cost struct {
	wall, cpu time.Duration
	peakMB    float64 // resident memory at its highest
}

// and is the cost of two programs that run one after the other.
func (c cost) and(other cost) cost {
	return cost{c.wall + other.wall, c.cpu + other.cpu, max(c.peakMB, other.peakMB)}
}

// measure runs a command to its end; what it prints goes to out.
func measure(ctx context.Context, out io.Writer, environment []string, name string, arguments ...string) (cost, error) {
	command := exec.CommandContext(ctx, name, arguments...)
	command.Env = append(command.Environ(), environment...)
	var complaints strings.Builder
	command.Stdout, command.Stderr = out, &complaints
	start := time.Now()
	err := command.Run()
	spent := cost{wall: time.Since(start)}
	if state := command.ProcessState; state != nil {
		spent.cpu = state.UserTime() + state.SystemTime()
		spent.peakMB = peakMB(state)
	}
	if err != nil {
		return spent, fmt.Errorf("%s %s: %w\n%s", name, strings.Join(arguments, " "), err, complaints.String())
	}
	return spent, nil
}

// median sorts costs by wall time and gives the one in the middle.
func median(costs []cost) cost {
	slices.SortFunc(costs, func(a, b cost) int { return int(a.wall - b.wall) })
	return costs[len(costs)/2]
}
