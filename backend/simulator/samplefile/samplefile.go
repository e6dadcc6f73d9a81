// Package samplefile makes tiny but valid files: a picture, a page, a moment of silence.
//
// They stand for what customers attach. The same name and seed give the same bytes. Nothing here is
// meant to be beautiful, only to be opened without complaint by any viewer.
package samplefile

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"strings"
)

// Make builds a file of a MIME type: image/png, audio/ogg, and a PDF for everything else.
func Make(contentType, title string, seed uint64) []byte {
	switch contentType {
	case "image/png":
		return PNG(seed)
	case "audio/ogg":
		return OGG(uint32(seed))
	default:
		return PDF(title)
	}
}

// PNG is a small checked pattern in two colours.
func PNG(seed uint64) []byte {
	const width, height = 48, 32
	first := color.RGBA{R: uint8(seed), G: uint8(seed >> 8), B: uint8(seed >> 16), A: 255}
	img := image.NewPaletted(image.Rect(0, 0, width, height), color.Palette{first, color.White})
	for i := range img.Pix {
		img.Pix[i] = uint8((i%width/8 + i/width/8) % 2)
	}
	var out bytes.Buffer
	// Encoding a picture of this size into memory cannot fail.
	_ = png.Encode(&out, img)
	return out.Bytes()
}

// PDF is one page that shows its title.
func PDF(title string) []byte {
	text := strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`).Replace(title)
	content := fmt.Sprintf("BT /F1 18 Tf 60 760 Td (Papelaria) Tj 0 -28 Td (%s) Tj ET", text)
	objects := []string{
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
		fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(content), content),
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
	}
	var out bytes.Buffer
	out.WriteString("%PDF-1.4\n")
	offsets := make([]int, 0, len(objects))
	for i, o := range objects {
		offsets = append(offsets, out.Len())
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	xref := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, offset := range offsets {
		fmt.Fprintf(&out, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&out, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, xref)
	return out.Bytes()
}
