package picture

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"strings"
	"testing"
)

func TestType(t *testing.T) {
	for name, c := range map[string]struct {
		content string
		want    string
	}{
		"png":  {string(pngOf(t, 2, 2)), "image/png"},
		"gif":  {"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;", "image/gif"},
		"webp": {"RIFF\x1a\x00\x00\x00WEBPVP8L\x0d\x00\x00\x00\x2f\x00\x00\x00\x10\x07\x10\x11\x11\x88\x88\xfe\x07\x00", "image/webp"},
		"svg":  {`<svg xmlns="http://www.w3.org/2000/svg"/>`, ""},
		"html": {"<html>", ""}, "empty": {"", ""}, "cut": {"\x89PNG\r\n\x1a\n", ""}, "bmp": {"BM\x00\x00", ""},
		"too many points": {hugePNG(), ""},
	} {
		if got, _ := Type([]byte(c.content)); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// hugePNG claims 60,000 by 60,000 points in a few bytes.
func hugePNG() string {
	head := append([]byte("IHDR"), 0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60, 8, 6, 0, 0, 0)
	out := append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0d"), head...)
	return string(binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(head)))
}

// photo is a picture whose left half is red, as a camera held in some way writes it.
func photo(t *testing.T, width, height int, orientation byte) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			c := color.RGBA{B: 200, A: 255}
			if x < width/2 {
				c = color.RGBA{R: 200, A: 255}
			}
			img.SetRGBA(x, y, c)
		}
	}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, img, nil); err != nil {
		t.Fatal(err)
	}
	exif := "Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00" + string(orientation) + "\x00\x00\x00\x00\x00\x00"
	segment := append([]byte{0xFF, 0xE1, 0, byte(len(exif) + 2)}, exif...)
	return append(append([]byte{0xFF, 0xD8}, segment...), out.Bytes()[2:]...)
}

func TestSmallIsUpright(t *testing.T) {
	for orientation, want := range map[byte]string{1: "left", 2: "right", 3: "right", 4: "left", 5: "top", 6: "top", 7: "bottom", 8: "bottom", 9: "left"} {
		small, mediaType, err := Small(photo(t, 1200, 600, orientation))
		if err != nil || mediaType != "image/jpeg" {
			t.Fatalf("%s, %v", mediaType, err)
		}
		img, _, err := image.Decode(bytes.NewReader(small))
		if err != nil {
			t.Fatal(err)
		}
		size := img.Bounds().Size()
		if max(size.X, size.Y) != smallSide || (size.Y > size.X) != (orientation >= 5 && orientation <= 8) {
			t.Errorf("%d: %v", orientation, size)
		}
		red := func(x, y int) bool { r, _, b, _ := img.At(x, y).RGBA(); return r > b }
		for side, at := range map[string]image.Point{"left": {2, size.Y / 2}, "right": {size.X - 3, size.Y / 2}, "top": {size.X / 2, 2}, "bottom": {size.X / 2, size.Y - 3}} {
			opposite := map[string]string{"left": "right", "right": "left", "top": "bottom", "bottom": "top"}[side]
			if side == want && !red(at.X, at.Y) || opposite == want && red(at.X, at.Y) {
				t.Errorf("orientation %d: red is not at the %s", orientation, want)
			}
		}
	}
}

func TestSmallLeavesSmallOnesAlone(t *testing.T) {
	content := pngOf(t, 300, 200)
	small, mediaType, err := Small(content)
	if err != nil || mediaType != "image/png" || !bytes.Equal(small, content) {
		t.Errorf("%s, %v", mediaType, err)
	}
	for _, size := range [][2]int{{5000, 3}, {3, 5000}, {2000, 2000}} {
		if _, _, err := Small(pngOf(t, size[0], size[1])); err != nil {
			t.Errorf("%v: %v", size, err)
		}
	}
	for _, bad := range []string{"", "<svg/>", hugePNG()} {
		if _, _, err := Small([]byte(bad)); err == nil {
			t.Errorf("%q has a small picture", bad[:min(len(bad), 20)])
		}
	}
}

func FuzzOrientation(f *testing.F) {
	for _, seed := range []string{"", "\xff\xd8\xff\xe1\x00\x10Exif\x00\x00II\x2a\x00\x08\x00\x00\x00", "\xff\xd8" + strings.Repeat("\xff\xe0\x00\x02", 9)} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(_ *testing.T, content []byte) { orientation(content) })
}
