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
	return []string{"menu", "report", "ask", "cases", "crisis", "privacy", "language", "help"}
}

// introduce tells Telegram the patients' commands in every language of the
// service. Groups get none: what staff do they do on the cards.
func (b *Bot) introduce(ctx context.Context) error {
	for i, lang := range b.service.Languages {
		params := tgbotapi.Params{"commands": b.commandList(lang), "scope": `{"type":"all_private_chats"}`}
		if i > 0 {
			params["language_code"] = lang
		}
		if _, err := b.telegram.call(ctx, "setMyCommands", params); err != nil {
			return fmt.Errorf("bot: telling Telegram the commands: %w", err)
		}
	}
	return nil
}

func (b *Bot) commandList(lang string) string {
	type command struct {
		Command     string `json:"command"`
		Description string `json:"description"`
	}
	list := make([]command, 0, len(commands()))
	for _, word := range commands() {
		list = append(list, command{word, b.printer.Plain(lang, care.Say("command."+care.Key(word)))})
	}
	text, err := json.Marshal(list)
	if err != nil {
		return "[]"
	}
	return string(text)
}
