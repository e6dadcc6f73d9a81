package twilio

import (
	"errors"
	"net/http"
	"time"

	"balcao/backend/channel"
	"balcao/backend/desk"
)

// outcome tells what became of a send. Only three things are certain: a SID says that Twilio has it; an
// explained 4xx or a 429 says that it refused; no connection says that nothing left.
func (o origin) outcome(got answer) (channel.Receipt, error) {
	switch {
	case got.err != nil && !got.connected:
		return channel.Receipt{}, o.lost(got)
	case got.err != nil:
		return channel.Receipt{}, o.uncertain(got.err)
	case got.status == http.StatusTooManyRequests:
		return channel.Receipt{}, o.throttled(got)
	case got.status >= 400 && got.status < 500 && got.status != http.StatusRequestTimeout:
		return channel.Receipt{}, o.refusedSend(got)
	case got.status >= 200 && got.status < 300:
		if r := readRow(got.body); r.sid != "" {
			return r.receipt(), nil
		}
	}
	return channel.Receipt{}, o.uncertain(errors.New("an answer without a message"))
}

// refusedSend: without Twilio's explanation the no may be a proxy's, and what is behind it not known.
func (o origin) refusedSend(got answer) error {
	said, ok := explained(got.body)
	if !ok && got.status != http.StatusUnauthorized {
		return o.uncertain(errors.New("refused without an explanation"))
	}
	if Meaning(said.code) == TooMany {
		// Too many messages for now, to this person or from this sender: it was refused, and later it will not be.
		err := desk.Passing(desk.ErrThrottled, nil, "account", o.account, "provider_code", "63018", channel.Scope, channel.ScopeMessage)
		err.RetryAfter = max(retryAfter(got.header), 5*time.Minute)
		return err
	}
	return o.refusedBy(got.status, said)
}

func (o origin) uncertain(err error) error {
	return desk.Unsure(desk.ErrUncertain, err, o.about()...)
}
