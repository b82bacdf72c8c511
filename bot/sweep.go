package bot

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"heard/care"
)

// Deleting what stands in a patient's chat, as far as Telegram lets a bot.

// deleteBatch is how many messages one call may name.
const deleteBatch = 100

// deliverDrop deletes one message.
func (b *Bot) deliverDrop(ctx context.Context, p parcel) ending {
	return b.deleteAll(ctx, p.Chat, []care.MessageID{care.MessageID(p.Edit)})
}

// deliverSweep deletes the messages of the last two days. It reads which they are
// only now, when everything that was sent before has been noted. Reminders are noted
// under a name of their own, and all may be under names of before; those numbers go by
// themselves after two days.
func (b *Bot) deliverSweep(ctx context.Context, p parcel) ending {
	boxes := b.remindersOf(p.Chat)
	for _, id := range b.vault.Patients(care.NewChatID(p.Chat)) {
		boxes = append(boxes, care.PatientBox(id))
	}
	ids, err := b.store.Messages(ctx, b.now(), boxes...)
	if err != nil {
		return b.put(ctx, err)
	}
	for batch := range slices.Chunk(ids, deleteBatch) {
		if e := b.deleteAll(ctx, p.Chat, batch); e.verdict != sent {
			return e
		}
	}
	return ending{verdict: sent, swept: true}
}

// deleteAll deletes messages of a chat, at most deleteBatch. Telegram passes over
// those that are gone, but deletes none where one may not be deleted, such as one
// that is older than its number here: then the halves are tried by themselves.
// Nothing more can be done about the one that is left.
func (b *Bot) deleteAll(ctx context.Context, chat int64, ids []care.MessageID) ending {
	list, err := json.Marshal(ids)
	if err != nil {
		return b.put(ctx, err)
	}
	_, err = b.telegram.call(ctx, "deleteMessages", tgbotapi.Params{"chat_id": strconv.FormatInt(chat, 10), "message_ids": string(list)})
	e := judge(err)
	switch half := len(ids) / 2; {
	case e.verdict != refused && e.verdict != vanished:
		return e
	case half == 0:
		return ending{verdict: sent}
	default:
		if e := b.deleteAll(ctx, chat, ids[:half]); e.verdict != sent {
			return e
		}
		return b.deleteAll(ctx, chat, ids[half:])
	}
}
