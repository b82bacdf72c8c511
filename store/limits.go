package store

import "time"

// Pace is a limit of sends in any window of time, to the millisecond: at most N
// in Per. The zero Pace is no limit.
type Pace struct {
	N   int
	Per time.Duration
}

// Limits are what Telegram puts up with. They are kept where leases are given
// out, so that all copies of the service share them. A job that costs more than
// N counts as N.
type Limits struct {
	Patient Pace // one patient's chat
	Group   Pace // one group
	Overall Pace // all chats together
}

// DefaultLimits are Telegram's own: it asks for about one message a second in a
// chat and lets short bursts pass, and it refuses more than 20 a minute in a
// group and 30 a second overall. Staying below them is cheaper than being told,
// since a 429 costs seconds to minutes of silence. The windows are a little
// longer than Telegram's, because Telegram counts when a message arrives, and
// two that were leased a second apart may arrive some milliseconds closer.
func DefaultLimits() Limits {
	return Limits{
		Patient: Pace{N: 3, Per: 3*time.Second + 200*time.Millisecond},
		Group:   Pace{N: 20, Per: time.Minute + time.Second},
		Overall: Pace{N: 30, Per: time.Second + 20*time.Millisecond},
	}
}
