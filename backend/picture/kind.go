package picture

import (
	"bytes"
	"image"

	// What can be read here is what can be shown: the decoders register themselves.
	_ "image/gif"
	_ "image/jpeg"
	_ "image/png"

	_ "golang.org/x/image/webp"
)

// maxPoints is the largest picture that is drawn: what the best telephone takes. More is made to fill the memory.
const maxPoints = 64_000_000

// Type tells what a picture is by its content. It is false for everything but PNG, JPEG, GIF and WebP, and for
// a picture of a size that nobody can look at.
func Type(content []byte) (mediaType string, ok bool) {
	config, format, err := image.DecodeConfig(bytes.NewReader(content))
	if err != nil || config.Width <= 0 || config.Height <= 0 || config.Width > maxPoints/config.Height {
		return "", false
	}
	return "image/" + format, true
}
