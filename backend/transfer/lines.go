package transfer

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// The bounds of one line of a text, and of what is kept of it. No message of WhatsApp is longer than what is kept; what is
// longer in a card is a picture.
const (
	mostLine = 32 << 20
	keptLine = 512 << 10
)

// fileLines reads a text line by line.
type fileLines struct {
	in   *bufio.Reader
	line int // how many were read
}

func linesOf(in io.Reader) fileLines { return fileLines{in: bufio.NewReaderSize(in, 64<<10)} }

var errEndless = errors.New("a line without end")

// read gives the next line, without its end.
func (f *fileLines) read() ([]byte, error) {
	var text []byte
	for read := 0; ; {
		piece, err := f.in.ReadSlice('\n')
		if read += len(piece); read > mostLine {
			return nil, errEndless
		}
		if len(text) < keptLine {
			text = append(text, piece...)
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if err != nil && len(text) == 0 {
			return nil, err
		}
		f.line++
		return trimEnd(text), nil
	}
}

// decoded reads the bytes of a text: UTF-8, else what Windows writes.
func decoded(b []byte) string {
	b = bytes.TrimPrefix(b, []byte("\ufeff"))
	if utf8.Valid(b) {
		return string(b)
	}
	text, err := charmap.Windows1252.NewDecoder().Bytes(b)
	if err != nil {
		return strings.ToValidUTF8(string(b), "\uFFFD")
	}
	return string(text)
}
