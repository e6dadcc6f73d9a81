package store

import (
	"encoding/base64"
	"encoding/json"

	"balcao/backend/desk"
)

// EncodeCursor writes where a page ended, so that the next one goes on there: text that its reader only hands back.
func EncodeCursor(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err) // plain numbers and strings always can be written
	}
	return base64.RawURLEncoding.EncodeToString(text)
}

// DecodeCursor reads what EncodeCursor wrote; nothing leaves v as it is. desk.ErrUsage for what is not ours.
func DecodeCursor(cursor string, v any) error {
	if cursor == "" {
		return nil
	}
	text, err := base64.RawURLEncoding.DecodeString(cursor)
	if err == nil {
		err = json.Unmarshal(text, v)
	}
	if err != nil {
		return desk.E(desk.ErrUsage, err, "argument", "cursor")
	}
	return nil
}
