package bot

import (
	"context"
	"encoding/json"
	"strconv"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// wanted are the only kinds of update that Telegram is asked for.
const wanted = `["message","callback_query","my_chat_member"]`

// pollBatch is the most updates that one poll brings, Telegram's own limit.
const pollBatch = 100

// poll fetches updates until ctx ends. The offset, which tells Telegram what it
// need not send again, moves only when every update before it is committed. One that
// takes long, or cannot be kept for now, holds up its own chat and no other: see intake.
func (b *Bot) poll(ctx context.Context) {
	in, tries := newIntake(b.crew), 0
	defer in.all.Wait()
	for ctx.Err() == nil {
		batch, err := b.fetch(ctx, in.offset())
		if err != nil {
			if !stopped(ctx, err) {
				f := judge(err)
				b.log.WarnContext(ctx, "fetching updates failed", "err", err, "attempt", tries+1)
				pause(ctx, waitFor(f.wait, tries))
				tries++
			}
			continue
		}
		tries = 0
		fresh := in.take(batch, func(u update) bool { return b.handleUntil(ctx, u) })
		in.rest(ctx, fresh > 0)
	}
}

func (b *Bot) fetch(ctx context.Context, offset int64) ([]update, error) {
	ctx, cancel := context.WithTimeout(ctx, pollLimit)
	defer cancel()
	result, err := b.telegram.callWithin(ctx, "getUpdates", tgbotapi.Params{
		"offset": strconv.FormatInt(offset, 10), "limit": strconv.Itoa(pollBatch),
		"timeout": strconv.Itoa(int(pollWait / time.Second)), "allowed_updates": wanted,
	})
	if err != nil {
		return nil, err
	}
	var batch []update
	if json.Unmarshal(result, &batch) == nil {
		return batch, nil
	}
	return b.oneByOne(ctx, result)
}

// oneByOne reads a batch in which something is not as it should be. Of such an
// update only the number is kept, so that it is still confirmed in its turn.
func (b *Bot) oneByOne(ctx context.Context, result json.RawMessage) ([]update, error) {
	var raw []json.RawMessage
	if err := json.Unmarshal(result, &raw); err != nil {
		return nil, err
	}
	batch := make([]update, len(raw))
	for i, r := range raw {
		u, err := decode(r)
		if err != nil {
			u = update{}
			_ = json.Unmarshal(r, &struct {
				ID *int64 `json:"update_id"`
			}{&u.ID})
			b.unreadable(ctx, err)
		}
		batch[i] = u
	}
	return batch, nil
}

// handleUntil tries one update until it is kept or the program stops.
func (b *Bot) handleUntil(ctx context.Context, u update) bool {
	for tries := 0; ctx.Err() == nil; tries++ {
		err := b.take(ctx, u)
		if err == nil {
			return true
		}
		if stopped(ctx, err) {
			return false
		}
		b.log.ErrorContext(ctx, "an update could not be kept and is tried again", "update", u.ID, "err", err, "attempt", tries+1)
		pause(ctx, waitFor(0, tries))
	}
	return false
}
