package desk

import "testing"

func TestKindOfFile(t *testing.T) {
	for _, c := range []struct {
		mediaType, name string
		want            FileKind
	}{
		{"image/jpeg", "x", Picture},
		{"IMAGE/PNG", "", Picture},
		{"audio/ogg", "voz.bin", Audio},
		{"video/mp4", "", Video},
		{"application/pdf", "foto.jpg", Document},
		{"application/octet-stream", "IMG_1.JPG", Picture},
		{"", "recado.opus", Audio},
		{"application/octet-stream", "filme.mov", Video},
		{"", "contrato", Document},
		{"", "", Document},
		{"text/plain", "a.txt", Document},
	} {
		if got := KindOfFile(c.mediaType, c.name); got != c.want {
			t.Errorf("%q %q: got %s, want %s", c.mediaType, c.name, got, c.want)
		}
	}
}
