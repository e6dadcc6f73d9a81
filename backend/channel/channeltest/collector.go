package channeltest

import (
	"testing"

	"balcao/backend/channel"
)

// Collector is a Sink that remembers what it was given.
type Collector struct {
	// Key names a message; nil when only the count matters.
	Key func(in *channel.Inbound) string
	// Before may refuse a message; taken is how many were kept so far.
	Before func(taken int) error
	// After sees each message once it is kept.
	After func(in *channel.Inbound, cursor channel.Cursor)

	Got    map[string]int // how often each key came
	Taken  int            // how many messages were kept
	Cursor channel.Cursor // the last cursor kept
	Stages []string       // the stages of progress that were told, without repetitions
}

// Take keeps the key of a message and the cursor.
func (c *Collector) Take(in *channel.Inbound, cursor channel.Cursor) error {
	if in != nil {
		if c.Before != nil {
			if err := c.Before(c.Taken); err != nil {
				return err
			}
		}
		c.Taken++
		if c.Key != nil {
			c.note(c.Key(in))
		}
	}
	c.Cursor = cursor
	if c.After != nil {
		c.After(in, cursor)
	}
	return nil
}

// Progress keeps the names of the stages.
func (c *Collector) Progress(so channel.Reading) {
	if n := len(c.Stages); n == 0 || c.Stages[n-1] != so.Stage {
		c.Stages = append(c.Stages, so.Stage)
	}
}

func (c *Collector) note(key string) {
	if c.Got == nil {
		c.Got = make(map[string]int)
	}
	c.Got[key]++
}

func (c *Collector) wantAll(t *testing.T, keys []string) {
	t.Helper()
	for _, key := range keys {
		if c.Got[key] == 0 {
			t.Errorf("%q never came", key)
		}
	}
}
