package samplefile

import (
	"bytes"
	"encoding/binary"
	"image/png"
	"net/http"
	"regexp"
	"strconv"
	"testing"
)

func TestTypesAreRecognised(t *testing.T) {
	for _, kind := range []string{"image/png", "application/pdf"} {
		if got := http.DetectContentType(Make(kind, "x", 9)); got != kind {
			t.Errorf("%s looks like %s", kind, got)
		}
	}
	if got := http.DetectContentType(Make("audio/ogg", "x", 9)); got != "application/ogg" {
		t.Errorf("audio/ogg looks like %s", got)
	}
}

func TestSameSeedSameFile(t *testing.T) {
	for _, kind := range []string{"image/png", "application/pdf", "audio/ogg"} {
		if !bytes.Equal(Make(kind, "x", 5), Make(kind, "x", 5)) {
			t.Errorf("%s changes", kind)
		}
	}
	if bytes.Equal(PNG(1), PNG(0xffffff)) {
		t.Error("every picture is the same")
	}
}

func TestPNGDecodes(t *testing.T) {
	img, err := png.Decode(bytes.NewReader(PNG(1)))
	if err != nil || img.Bounds().Dx() != 48 {
		t.Errorf("%v", err)
	}
}

// TestPDFOffsets: each line of the cross-reference table points at its object.
func TestPDFOffsets(t *testing.T) {
	pdf := PDF("lista (2º semestre)")
	rows := regexp.MustCompile(`(?m)^(\d{10}) 00000 n $`).FindAllSubmatch(pdf, -1)
	if len(rows) != 5 {
		t.Fatalf("%d objects", len(rows))
	}
	for i, row := range rows {
		at, err := strconv.Atoi(string(row[1]))
		if err != nil || !bytes.HasPrefix(pdf[at:], []byte(strconv.Itoa(i+1)+" 0 obj")) {
			t.Errorf("object %d is not at %d: %v", i+1, at, err)
		}
	}
	start := regexp.MustCompile(`startxref\n(\d+)`).FindSubmatch(pdf)
	if at, err := strconv.Atoi(string(start[1])); err != nil || !bytes.HasPrefix(pdf[at:], []byte("xref")) {
		t.Errorf("the table is not at %d: %v", at, err)
	}
}

func TestOGGPages(t *testing.T) {
	data := OGG(7)
	pages := 0
	for len(data) > 0 {
		if !bytes.HasPrefix(data, []byte("OggS")) {
			t.Fatalf("page %d does not begin with OggS", pages)
		}
		segments := int(data[26])
		size := 27 + segments
		for _, n := range data[27 : 27+segments] {
			size += int(n)
		}
		page := bytes.Clone(data[:size])
		sum := binary.LittleEndian.Uint32(page[22:])
		binary.LittleEndian.PutUint32(page[22:], 0)
		if oggChecksum(page) != sum {
			t.Errorf("page %d has a wrong checksum", pages)
		}
		data = data[size:]
		pages++
	}
	if pages != 3 {
		t.Errorf("%d pages", pages)
	}
	// The standard's polynomial on a known input: CRC-32/MPEG-2 without its initial value.
	if got := oggChecksum([]byte("123456789")); got != 0x89a1897f {
		t.Errorf("checksum %08x", got)
	}
}
