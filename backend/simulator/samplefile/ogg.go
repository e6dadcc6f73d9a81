package samplefile

import (
	"bytes"
	"encoding/binary"
)

// OGG is two seconds of silence, Opus in an Ogg container (RFC 3533, RFC 7845), as voice notes come.
func OGG(serial uint32) []byte {
	const (
		packets         = 100 // of 20 ms each
		samplesInPacket = 960 // at 48 kHz
	)
	silence := []byte{0xf8, 0xff, 0xfe} // one 20 ms CELT frame, full band, nothing in it
	var out bytes.Buffer
	out.Write(oggPage(serial, 0, 2, 0, [][]byte{opusHead()}))
	out.Write(oggPage(serial, 1, 0, 0, [][]byte{opusTags()}))
	frames := make([][]byte, packets)
	for i := range frames {
		frames[i] = silence
	}
	out.Write(oggPage(serial, 2, 4, packets*samplesInPacket, frames))
	return out.Bytes()
}

func opusHead() []byte {
	head := append([]byte("OpusHead"), 1, 1) // version, channels
	head = binary.LittleEndian.AppendUint16(head, 312)
	head = binary.LittleEndian.AppendUint32(head, 48000)
	return append(head, 0, 0, 0) // gain, mapping family
}

func opusTags() []byte {
	const vendor = "simulated"
	tags := binary.LittleEndian.AppendUint32([]byte("OpusTags"), uint32(len(vendor)))
	tags = append(tags, vendor...)
	return binary.LittleEndian.AppendUint32(tags, 0)
}

// oggPage frames packets of fewer than 255 bytes each; flags: 2 first page, 4 last page.
func oggPage(serial, number uint32, flags byte, granule uint64, packets [][]byte) []byte {
	page := append([]byte("OggS"), 0, flags)
	page = binary.LittleEndian.AppendUint64(page, granule)
	page = binary.LittleEndian.AppendUint32(page, serial)
	page = binary.LittleEndian.AppendUint32(page, number)
	page = binary.LittleEndian.AppendUint32(page, 0) // checksum, filled in below
	page = append(page, byte(len(packets)))
	for _, p := range packets {
		page = append(page, byte(len(p)))
	}
	for _, p := range packets {
		page = append(page, p...)
	}
	binary.LittleEndian.PutUint32(page[22:], oggChecksum(page))
	return page
}

// oggChecksum is the unreflected CRC-32 of RFC 3533 §6.
func oggChecksum(data []byte) uint32 {
	var sum uint32
	for _, b := range data {
		sum ^= uint32(b) << 24
		for range 8 {
			if sum&0x80000000 != 0 {
				sum = sum<<1 ^ 0x04c11db7
			} else {
				sum <<= 1
			}
		}
	}
	return sum
}
