package assist

import (
	"strings"
	"testing"
)

// A conversation as long as one may be, of ordinary words and of nothing but digits.
func BenchmarkMask(b *testing.B) {
	for name, text := range map[string]string{
		"words":  strings.Repeat("Oi, sou a Ana Souza, ligue 11 98888-7777 ou a@b.com, rua das Flores, 12. ", talkRoom/74),
		"digits": strings.Repeat("1 23 4567 89-0 ", talkRoom/15),
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				NewMask("Ana Souza").Hide(text)
			}
		})
	}
}
