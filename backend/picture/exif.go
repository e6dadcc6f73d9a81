package picture

import (
	"bytes"
	"encoding/binary"
)

// The numbers of JPEG (T.81 §B.1.1.3) and Exif (CIPA DC-008 §4.6) that lead to the orientation.
const (
	markerApp1     = 0xE1
	markerScan     = 0xDA
	tagOrientation = 0x0112
	entrySize      = 12
)

var exifHead = []byte("Exif\x00\x00")

// orientation reads how a camera was held; 1 where a JPEG does not say.
func orientation(content []byte) int {
	if !bytes.HasPrefix(content, []byte{0xFF, 0xD8}) {
		return 1
	}
	for at := 2; at+4 <= len(content) && content[at] == 0xFF && content[at+1] != markerScan; {
		size := int(binary.BigEndian.Uint16(content[at+2:]))
		end := at + 2 + size
		if size < 2 || end > len(content) {
			return 1
		}
		if segment := content[at+4 : end]; content[at+1] == markerApp1 && bytes.HasPrefix(segment, exifHead) {
			return orientationIn(segment[len(exifHead):])
		}
		at = end
	}
	return 1
}

// orientationIn looks into the first directory of a TIFF header.
func orientationIn(tiff []byte) int {
	if len(tiff) < 8 {
		return 1
	}
	var order binary.ByteOrder = binary.BigEndian
	if string(tiff[:2]) == "II" {
		order = binary.LittleEndian
	}
	at := uint64(order.Uint32(tiff[4:]))
	if at+2 > uint64(len(tiff)) {
		return 1
	}
	entries := tiff[at+2:]
	for range order.Uint16(tiff[at:]) {
		if len(entries) < entrySize {
			return 1
		}
		if order.Uint16(entries) == tagOrientation {
			return int(order.Uint16(entries[8:]))
		}
		entries = entries[entrySize:]
	}
	return 1
}
