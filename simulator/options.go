package simulator

import (
	"strconv"
	"strings"
	"time"
)

// Options sets up a Server. The zero value is a bot without limits or faults.
type Options struct {
	Token    string           // default "1000001:simulated"
	BotID    int64            // default: the number in front of the token's colon
	Username string           // default "heard_bot"
	Now      func() time.Time // dates of messages, limits and ages; default time.Now
	Limits   Limits           // zero: none; TelegramLimits for the real ones
	Faults   Faults           // from the start; SetFaults changes them
	Seed     uint64           // of the dice that faults are thrown with

	// QueryLife is how long after a press its callback query can be answered,
	// default 15 minutes.
	QueryLife time.Duration
	// WebhookBackoff is the wait before a failed push is tried again, default one
	// second. It doubles with each failure, up to 64 times itself.
	WebhookBackoff time.Duration
	// KeepLog keeps everything ever shown and every answer to a press, for Posted
	// and Answers. The benchmark leaves it off.
	KeepLog bool
}

const (
	defaultToken   = "1000001:simulated" //nolint:gosec // nothing real answers to it
	defaultName    = "heard_bot"
	defaultLife    = 15 * time.Minute
	defaultBackoff = time.Second
)

func (o Options) withDefaults() Options {
	if o.Token == "" {
		o.Token = defaultToken
	}
	if o.BotID == 0 {
		head, _, _ := strings.Cut(o.Token, ":")
		o.BotID, _ = strconv.ParseInt(head, 10, 64)
	}
	if o.Username == "" {
		o.Username = defaultName
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.QueryLife == 0 {
		o.QueryLife = defaultLife
	}
	if o.WebhookBackoff == 0 {
		o.WebhookBackoff = defaultBackoff
	}
	return o
}
