package bot

import (
	"context"
	"errors"
	"strings"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"heard/care"
)

// verdict says what has become of a message, by the call that carried it.
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
	// needless: there is nothing left to deliver. No call ends so.
	needless
	// dropped: it is left as it is until its lease ends, or has none any more. No
	// call ends so.
	dropped
)

// ending is what came of a call, or of a delivery.
type ending struct {
	verdict verdict
	wait    time.Duration    // for later: what Telegram asked for, or 0
	chat    int64            // for moved: the new number
	shown   int64            // for sent: the version of the case that its card shows now
	made    care.Post        // for sent: a new post in a group
	ids     []care.MessageID // new messages to a patient, however it ended
	swept   bool             // for sent: the chat's messages are deleted
	again   time.Time        // when body is due, a job in place of this one
	body    []byte
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
		"topic_closed":                    unreachable,
		"topic_deleted":                   unreachable,
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
func judge(err error) ending {
	var refusal *tgbotapi.Error
	switch {
	case err == nil:
		return ending{verdict: sent}
	case !errors.As(err, &refusal):
		return ending{verdict: later}
	case refusal.MigrateToChatID != 0:
		return ending{verdict: moved, chat: refusal.MigrateToChatID}
	case refusal.RetryAfter > 0:
		return ending{verdict: later, wait: time.Duration(refusal.RetryAfter) * time.Second}
	case refusal.Code == 403:
		return ending{verdict: unreachable}
	case refusal.Code != 400:
		// Not about this message: a flood, a revoked token, Telegram itself.
		return ending{verdict: later}
	}
	return ending{verdict: told(strings.ToLower(refusal.Message))}
}

// stopped reports whether an error only says that the program is ending.
func stopped(ctx context.Context, err error) bool {
	return err != nil && ctx.Err() != nil
}
