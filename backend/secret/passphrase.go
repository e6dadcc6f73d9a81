package secret

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
)

// maxPassphrase bounds what is read of a passphrase file, in bytes.
const maxPassphrase = 4096

// readPassphrase gives the first line of a file that only its owner may read. Windows has no such modes:
// there the rights of the user's own folder protect the file.
func readPassphrase(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", fmt.Errorf("secret: passphrase file: %w", err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return "", fmt.Errorf("secret: passphrase file: %w", err)
	}
	if runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 {
		return "", fmt.Errorf("%w: mode %04o, not 0600", ErrFileMode, info.Mode().Perm())
	}
	line, err := bufio.NewReader(io.LimitReader(f, maxPassphrase)).ReadString('\n')
	if err != nil && err != io.EOF {
		return "", fmt.Errorf("secret: passphrase file: %w", err)
	}
	line = strings.TrimRight(line, "\r\n")
	if line == "" {
		return "", ErrEmptyPassphrase
	}
	return line, nil
}
