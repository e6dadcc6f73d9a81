//go:build unix

package store

import (
	"errors"
	"os"
)

// syncFolder makes the entries of a folder durable: a renamed file may otherwise be gone after a power cut.
func syncFolder(path string) error {
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
