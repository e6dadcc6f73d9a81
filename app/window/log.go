package window

import (
	"log/slog"
	"strings"
)

// quietLogger is what Wails logs to. Wails puts the arguments of a failed call into its messages, and
// those are customers' words and addresses, so only the head of a message is kept.
type quietLogger struct{}

// Print keeps the head of a message.
func (quietLogger) Print(message string) { slog.Info("wails", "message", headOf(message)) }

// Trace drops the message: it holds every call with its arguments.
func (quietLogger) Trace(string) {}

// Debug drops the message: it holds every call with its arguments.
func (quietLogger) Debug(string) {}

// Info keeps the head of a message.
func (quietLogger) Info(message string) { slog.Info("wails", "message", headOf(message)) }

// Warning keeps the head of a message.
func (quietLogger) Warning(message string) { slog.Warn("wails", "message", headOf(message)) }

// Error keeps the head of a message.
func (quietLogger) Error(message string) { slog.Error("wails", "message", headOf(message)) }

// Fatal keeps the head of a message; ending the process is left to Wails.
func (quietLogger) Fatal(message string) { slog.Error("wails", "fatal", headOf(message)) }

// headOf keeps the words of a message before anything that may be quoted from a call.
func headOf(message string) string {
	end := strings.IndexAny(message, "{[(\"':\n")
	if end < 0 {
		end = len(message)
	}
	return strings.TrimSpace(message[:min(end, 120)])
}
