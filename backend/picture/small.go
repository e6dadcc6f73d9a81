package picture

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/jpeg"

	"golang.org/x/image/draw"
)

const (
	smallSide    = 480       // points of the longer side
	smallEnough  = 200 << 10 // bytes of a picture that is its own small one
	smallQuality = 80
)

// ErrNone is given for what is no picture.
var ErrNone = errors.New("not a picture that can be shown")

// Small makes a small picture for a list, upright as the camera meant it. One that is small already stays.
func Small(content []byte) (small []byte, mediaType string, err error) {
	mediaType, ok := Type(content)
	if !ok {
		return nil, "", ErrNone
	}
	config, _, err := image.DecodeConfig(bytes.NewReader(content))
	if err != nil {
		return nil, "", err
	}
	if len(content) <= smallEnough && max(config.Width, config.Height) <= 2*smallSide {
		return content, mediaType, nil
	}
	full, _, err := image.Decode(bytes.NewReader(content))
	if err != nil {
		return nil, "", err
	}
	var out bytes.Buffer
	err = jpeg.Encode(&out, upright(scaled(full), orientation(content)), &jpeg.Options{Quality: smallQuality})
	return out.Bytes(), "image/jpeg", err
}

// scaled fits a picture into the small square, on white where it is transparent.
func scaled(full image.Image) *image.RGBA {
	size := full.Bounds().Size()
	width, height := smallSide, smallSide
	if size.X > size.Y {
		height = max(1, size.Y*smallSide/size.X)
	} else {
		width = max(1, size.X*smallSide/size.Y)
	}
	small := image.NewRGBA(image.Rect(0, 0, width, height))
	draw.Draw(small, small.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.BiLinear.Scale(small, small.Bounds(), full, full.Bounds(), draw.Over, nil)
	return small
}

// upright turns and mirrors a picture as Exif's orientation says (2–8; 1 is upright).
func upright(from *image.RGBA, orientation int) image.Image {
	if orientation < 2 || orientation > 8 {
		return from
	}
	width, height := from.Rect.Dx(), from.Rect.Dy()
	size := image.Rect(0, 0, width, height)
	if orientation >= 5 {
		size = image.Rect(0, 0, height, width)
	}
	to := image.NewRGBA(size)
	for y := range height {
		for x := range width {
			toX, toY := turned(x, y, width-1, height-1, orientation)
			to.SetRGBA(toX, toY, from.RGBAAt(x, y))
		}
	}
	return to
}

func turned(x, y, right, bottom, orientation int) (toX, toY int) {
	switch orientation {
	case 2:
		return right - x, y
	case 3:
		return right - x, bottom - y
	case 4:
		return x, bottom - y
	case 5:
		return y, x
	case 6:
		return bottom - y, x
	case 7:
		return bottom - y, right - x
	default:
		return y, right - x
	}
}
