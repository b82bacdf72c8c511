package bot

import (
	"context"
	"encoding/json"
	"strconv"
	"sync"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// wanted are the only kinds of update that Telegram is asked for.
const wanted = `["message","callback_query","my_chat_member"]`

// pollBatch is the most updates that one poll brings, Telegram's own limit.
const pollBatch = 100

// poll fetches updates until ctx ends. The offset, which tells Telegram what it
// need not send again, moves only when every update before it is committed.
func (b *Bot) poll(ctx context.Context) {
	offset, tries := int64(0), 0
	for ctx.Err() == nil {
		batch, err := b.fetch(ctx, offset)
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
		if len(batch) > 0 && b.handleAll(ctx, batch) {
			offset = batch[len(batch)-1].id + 1
		}
	}
}

// numbered is an update that has not been looked into yet.
type numbered struct {
	id   int64
	chat int64
	raw  json.RawMessage
}

func (b *Bot) fetch(ctx context.Context, offset int64) ([]numbered, error) {
	ctx, cancel := context.WithTimeout(ctx, pollLimit)
	defer cancel()
	result, err := b.telegram.callWithin(ctx, "getUpdates", tgbotapi.Params{
		"offset": strconv.FormatInt(offset, 10), "limit": strconv.Itoa(pollBatch),
		"timeout": strconv.Itoa(int(pollWait / time.Second)), "allowed_updates": wanted,
	})
	if err != nil {
		return nil, err
	}
	var raw []json.RawMessage
	if err := json.Unmarshal(result, &raw); err != nil {
		return nil, err
	}
	batch := make([]numbered, 0, len(raw))
	for _, r := range raw {
		n := numbered{raw: r}
		// Only the number: an update that holds anything unexpected elsewhere
		// is still confirmed in its turn.
		var id struct {
			ID int64 `json:"update_id"`
		}
		if json.Unmarshal(r, &id) == nil {
			n.id = id.ID
		}
		if u, err := decode(r); err == nil {
			n.chat = u.chatID()
		}
		batch = append(batch, n)
	}
	return batch, nil
}

// handleAll handles a batch: chats beside each other, each in order. It returns
// when all are committed, trying again for as long as the store fails, and false
// only when the program is stopping.
func (b *Bot) handleAll(ctx context.Context, batch []numbered) bool {
	byChat := map[int64][]numbered{}
	for _, n := range batch {
		byChat[n.chat] = append(byChat[n.chat], n)
	}
	var all sync.WaitGroup
	for _, updates := range byChat {
		all.Go(func() {
			for _, n := range updates {
				if !b.handleUntil(ctx, n) {
					return
				}
			}
		})
	}
	all.Wait()
	return ctx.Err() == nil
}

// handleUntil tries one update until it is kept or the program stops.
func (b *Bot) handleUntil(ctx context.Context, n numbered) bool {
	for tries := 0; ctx.Err() == nil; tries++ {
		err := b.Handle(ctx, n.raw)
		if err == nil {
			return true
		}
		if stopped(ctx, err) {
			return false
		}
		b.log.ErrorContext(ctx, "an update could not be kept and is tried again", "update", n.id, "err", err, "attempt", tries+1)
		pause(ctx, waitFor(0, tries))
	}
	return false
}
