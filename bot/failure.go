package bot

import (
	"context"
	"errors"
	"strings"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// verdict says what a failed call means for the message it carried.
type verdict int

const (
	// sent: it arrived, or the message already was as it should be.
	sent verdict = iota
	// later: try again; the failure says when.
	later
	// unreachable: the person blocked the bot or is gone, and it never arrives; or
	// the bot may not write in the group.
	unreachable
	// vanished: the message to edit or to answer is no longer there.
	vanished
	// moved: the group has a new number.
	moved
	// refused: Telegram will not take this message, now or ever.
	refused
)

// failure is what is known of a failed call.
type failure struct {
	verdict verdict
	wait    time.Duration // for later: what Telegram asked for, or 0
	chat    int64         // for moved: the new number
}

// told lists Telegram's own words for failures that last. Telegram has no codes
// for them.
func told(description string) verdict {
	for words, v := range map[string]verdict{
		"message is not modified":         sent,
		"message to edit not found":       vanished,
		"message can't be edited":         vanished,
		"message_id_invalid":              vanished,
		"message to be replied not found": vanished,
		"message to reply not found":      vanished,
		"chat not found":                  unreachable,
		"user not found":                  unreachable,
		"peer_id_invalid":                 unreachable,
		"not enough rights":               unreachable,
		"have no rights":                  unreachable,
		"chat_write_forbidden":            unreachable,
		"group chat was upgraded":         later, // and not where to
	} {
		if strings.Contains(description, words) {
			return v
		}
	}
	return refused
}

// judge reads an error of a call. A call that may or may not have been carried
// out counts as later: a message shown twice is better than one lost.
func judge(err error) failure {
	var refusal *tgbotapi.Error
	switch {
	case err == nil:
		return failure{verdict: sent}
	case !errors.As(err, &refusal):
		return failure{verdict: later}
	case refusal.MigrateToChatID != 0:
		return failure{verdict: moved, chat: refusal.MigrateToChatID}
	case refusal.RetryAfter > 0:
		return failure{verdict: later, wait: time.Duration(refusal.RetryAfter) * time.Second}
	case refusal.Code == 403:
		return failure{verdict: unreachable}
	case refusal.Code != 400:
		// Not about this message: a flood, a revoked token, Telegram itself.
		return failure{verdict: later}
	}
	return failure{verdict: told(strings.ToLower(refusal.Message))}
}

// stopped reports whether an error only says that the program is ending.
func stopped(ctx context.Context, err error) bool {
	return err != nil && ctx.Err() != nil
}
