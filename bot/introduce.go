package bot

import (
	"context"
	"encoding/json"
	"fmt"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"heard/care"
)

// commands are those that the menu beside a patient's keyboard offers. Their
// descriptions are messages of the catalogue.
func commands() []string {
	return []string{"menu", "report", "feedback", "ask", "dose", "cases", "hours", "reminders", "crisis", "privacy", "language", "forget", "help"}
}

// introduce tells Telegram the commands of patients and of groups, in every language
// of the service.
func (b *Bot) introduce(ctx context.Context) {
	all, leads := groupCommands()
	for i, lang := range b.service.Languages {
		tag := lang
		if i == 0 {
			tag = "" // for whoever reads none of them, too
		}
		b.offer(ctx, `{"type":"all_private_chats"}`, tag, b.commandList(lang, commands()))
		b.offer(ctx, `{"type":"all_group_chats"}`, tag, b.commandList(lang, all))
	}
	if chat, ok := b.groups.byName(leadsGroup); ok {
		scope := fmt.Sprintf(`{"type":"chat","chat_id":%d}`, chat)
		b.offer(ctx, scope, "", b.commandList(b.service.Language(), leads))
	}
}

// offer sets the commands of a scope, for phones in a language.
func (b *Bot) offer(ctx context.Context, scope, language, list string) {
	params := tgbotapi.Params{"commands": list, "scope": scope}
	params.AddNonEmpty("language_code", language)
	b.mention(ctx, b.insist(ctx, "setMyCommands", params))
}

// dropWebhook ends pushing, without which polling is refused. What Telegram
// still has waiting it keeps for the poll.
func (b *Bot) dropWebhook(ctx context.Context) {
	b.mention(ctx, b.insist(ctx, "deleteWebhook", nil))
}

// mention notes a refusal that holds up nothing.
func (b *Bot) mention(ctx context.Context, err error) {
	if err != nil {
		b.log.ErrorContext(ctx, "telegram refused a call for good", "err", err)
	}
}

// insist makes a call until it has been carried out or ctx ends. It returns an
// error when Telegram refuses it for good; being stopped is none.
func (b *Bot) insist(ctx context.Context, method string, params tgbotapi.Params) error {
	for tries := 0; ctx.Err() == nil; tries++ {
		_, err := b.telegram.call(ctx, method, params)
		e := judge(err)
		switch {
		case e.verdict == sent, stopped(ctx, err):
			return nil
		case e.verdict != later:
			return fmt.Errorf("telegram %s: %w", method, err)
		}
		b.log.WarnContext(ctx, "a call to telegram failed and is made again", "method", method, "err", err, "attempt", tries+1)
		pause(ctx, waitFor(e.wait, tries))
	}
	return nil
}

func (b *Bot) commandList(lang string, words []string) string {
	type command struct {
		Command     string `json:"command"`
		Description string `json:"description"`
	}
	list := make([]command, 0, len(words))
	for _, word := range words {
		list = append(list, command{word, b.printer.Plain(lang, care.Say("command."+care.Key(word)))})
	}
	text, err := json.Marshal(list)
	if err != nil {
		return "[]"
	}
	return string(text)
}
