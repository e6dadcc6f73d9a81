package secret

import (
	"errors"
	"os"
	"path/filepath"
	"strconv"
)

// errNoSessionBus is why a machine without a desktop session has no keychain.
var errNoSessionBus = errors.New("secret: no session bus, so no keychain")

// keychainReachable looks for a session bus first: where there is none the D-Bus library would start a
// bus daemon of its own, which nobody stops again.
func keychainReachable() error {
	if address := os.Getenv("DBUS_SESSION_BUS_ADDRESS"); address != "" && address != "autolaunch:" {
		return nil
	}
	runtimeDir := filepath.Join("/run/user", strconv.Itoa(os.Getuid()))
	for _, name := range []string{"bus", "dbus-session"} {
		if _, err := os.Stat(filepath.Join(runtimeDir, name)); err == nil {
			return nil
		}
	}
	return errNoSessionBus
}
