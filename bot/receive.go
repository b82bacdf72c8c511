package bot

import (
	"context"
	"errors"
	"fmt"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"heard/care"
	"heard/privacy"
)

// maxDecisions bounds how often one update is decided again because somebody
// else changed the same patient or case in between. Each round is won by
// somebody, so with a team of ten this is never reached.
const maxDecisions = 20

// Handle takes one raw update and returns when it need never be sent again:
// committed, committed before, or of no concern. Any error means that it must be
// handed in once more.
func (b *Bot) Handle(ctx context.Context, raw []byte) error {
	u, err := decode(raw)
	if err != nil {
		b.unreadable(ctx, err)
		return nil
	}
	return b.take(ctx, u)
}

// unreadable notes an update that holds what Telegram never sends. There is
// nothing to be done about it but to go past it.
func (b *Bot) unreadable(ctx context.Context, err error) {
	b.counts.updates.WithLabelValues("unreadable").Inc()
	b.log.WarnContext(ctx, "an update was not readable and is skipped", "err", err)
}

// take handles an update, after those of the same chat that came before it.
func (b *Bot) take(ctx context.Context, u update) error {
	lock := b.chats.of(u.chatID())
	lock.Lock()
	defer lock.Unlock()
	err := b.route(ctx, u)
	if errors.Is(err, errBroken) {
		// Trying again would stop everybody else's updates for ever.
		b.counts.updates.WithLabelValues("broken").Inc()
		b.log.ErrorContext(ctx, "a row cannot be read, so an update is skipped", "update", u.ID, "err", err,
			"cure", "see that HEARD_KEY and the key ring are the right ones")
		return nil
	}
	return err
}

// errBroken marks errors that no repetition mends: a row that does not open or
// that another version wrote.
var errBroken = errors.New("bot: broken for good")

// broken marks an error with errBroken and says what was being done.
func broken(doing string, err error) error {
	if err == nil {
		return nil
	}
	if errors.Is(err, privacy.ErrKeysAway) {
		return fmt.Errorf("bot: %s: %w", doing, err)
	}
	return fmt.Errorf("bot: %s: %w: %w", doing, errBroken, err)
}

// route finds who an update is from: a patient, a team's group, or a group that
// Heard does not belong in.
func (b *Bot) route(ctx context.Context, u update) error {
	switch {
	case u.Press != nil && u.Press.Message.Chat.private(), u.Message != nil && u.Message.Chat.private():
		return b.patient(ctx, u)
	case u.Message != nil && u.Message.MigrateTo != 0:
		return b.groupMoved(ctx, u.Message.Chat.ID, u.Message.MigrateTo)
	case u.Message != nil && u.Message.MigrateFrom != 0:
		// The same from the other side: chats are handled beside each other, so
		// the new one may be heard of first.
		return b.groupMoved(ctx, u.Message.MigrateFrom, u.Message.Chat.ID)
	case u.chatID() == 0, u.Member != nil && !u.Member.inGroup():
		b.counts.updates.WithLabelValues("ignored").Inc()
		return nil
	}
	return b.routeGroup(ctx, u)
}

// routeGroup takes an update from a group.
func (b *Bot) routeGroup(ctx context.Context, u update) error {
	id := u.chatID()
	known, err := b.knows(ctx, id)
	if err != nil {
		return err
	}
	team, ok := b.groups.team(id)
	switch {
	case !known:
		return b.leave(ctx, id)
	case u.deskWord() != "":
		return b.desk(ctx, u)
	case !ok: // the leads' group
		return nil
	case u.Press != nil:
		return b.staffPress(ctx, u, team)
	case u.Message != nil && u.Message.ReplyTo != nil:
		return b.staffReply(ctx, u, team)
	}
	return nil
}

// knows reports whether a group is one that clinic.toml names. Before the answer
// is no it looks whether another copy of the program was told of a new number.
func (b *Bot) knows(ctx context.Context, id int64) (bool, error) {
	if b.groups.known(id) {
		return true, nil
	}
	moved, err := b.store.Moved(ctx)
	if err != nil {
		return false, err
	}
	b.groups.learn(moved)
	return b.groups.known(id), nil
}

// inGroup reports whether the bot is now in a group.
func (s standing) inGroup() bool {
	if s.Chat.private() {
		return false
	}
	return s.Now.Status == "member" || s.Now.Status == "administrator" || s.Now.Status == "restricted"
}

// leave goes out of a group that clinic.toml does not name: what is said there
// is none of Heard's business.
func (b *Bot) leave(ctx context.Context, chat int64) error {
	params := tgbotapi.Params{}
	params.AddNonZero64("chat_id", chat)
	_, err := b.telegram.call(ctx, "leaveChat", params)
	b.counts.updates.WithLabelValues("left_group").Inc()
	if judge(err).verdict == later {
		return err
	}
	b.log.WarnContext(ctx, "left a group that clinic.toml does not name")
	return nil
}

// groupMoved remembers that a group has become a supergroup. It is told of that
// more than once. The log names the team and not the number, as everywhere.
func (b *Bot) groupMoved(ctx context.Context, from, to int64) error {
	if !b.groups.known(from) {
		return nil
	}
	if err := b.store.SetMoved(ctx, from, to); err != nil {
		return err
	}
	if b.groups.move(from, to) {
		b.log.WarnContext(ctx, "a group has become a supergroup", "team", b.groups.name(from),
			"cure", "run heard check, which shows the new number, and write it in clinic.toml")
	}
	return nil
}

// answerPress ends the waiting on a pressed button, with words that fade or
// none. It is not worth a place in the outbox: too late it is refused, and lost
// it costs a spinner.
func (b *Bot) answerPress(ctx context.Context, id, text string, alert bool) {
	b.under.Go(ctx, func(ctx context.Context) {
		params := tgbotapi.Params{"callback_query_id": id}
		params.AddNonEmpty("text", text)
		params.AddBool("show_alert", alert)
		_, err := b.telegram.call(ctx, "answerCallbackQuery", params)
		if judge(err).verdict == later {
			b.counts.deliveries.WithLabelValues("answer_lost").Inc()
		}
	})
}

// id is the number of an update as the store marks it.
func (u update) id() care.UpdateID { return care.UpdateID(u.ID) }
