package twilio

import (
	"bytes"
	"context"
	"encoding/json"
	"time"

	"balcao/backend/channel"
)

// List names every message of the days that Pull goes back to. The list is read without a filter and to its end,
// because a row without date_sent is in no window of days. See channel.Lister.
func (c *Connection) List(ctx context.Context, each func(channel.Listed) error) error {
	now := c.now().UTC()
	return c.list.every(ctx, listFilter{size: pageSize}, func(rows []json.RawMessage) error {
		for _, raw := range rows {
			named, wanted := c.named(raw, now)
			if !wanted {
				continue
			}
			if err := each(named); err != nil {
				return err
			}
		}
		return nil
	})
}

// named names the message of a row; wanted is false for one that Pull would leave out.
func (c *Connection) named(raw json.RawMessage, now time.Time) (named channel.Listed, wanted bool) {
	r := readRow(raw)
	if isNull(raw) || r.before(c.limit(now)) || r.arriving(now) {
		return named, false
	}
	in := c.cfg.inbound(raw, r, now)
	named = channel.Listed{Channel: in.Channel, Account: in.To, ExternalID: in.ExternalID}
	if in.Outgoing {
		named.Account = in.From
	}
	return named, true
}

func isNull(raw json.RawMessage) bool { return bytes.Equal(bytes.TrimSpace(raw), []byte("null")) }
