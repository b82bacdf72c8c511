package main

import (
	"context"
	"net/http"
	"strconv"
	"strings"
	"sync"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// echo is the least that a bot on the same library can do: it fetches, and
// answers each update in a goroutine of its own, with the client set as Heard's
// is.
type echo struct {
	api    *tgbotapi.BotAPI
	screen func(tgbotapi.Update) (text string, buttons int)
	book   *book // nil: it keeps nothing
}

func (e echo) run(ctx context.Context, w world) error {
	env, err := readEnvironment(w)
	if err != nil {
		return err
	}
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.MaxIdleConns, transport.MaxIdleConnsPerHost = 256, 256
	e.api, err = tgbotapi.NewBotAPIWithClient(env.token, env.api+"/bot%s/%s", &http.Client{Transport: transport})
	if err != nil {
		return err
	}
	var noted sync.WaitGroup // what is to be noted before more is fetched, and so confirmed
	for offset := 0; ctx.Err() == nil; noted.Wait() {
		updates, err := e.api.GetUpdates(tgbotapi.UpdateConfig{Offset: offset, Limit: 100, Timeout: 50})
		if err != nil {
			return err
		}
		for _, u := range updates {
			offset = u.UpdateID + 1
			if e.book == nil {
				go e.answer(u)
				continue
			}
			noted.Add(1)
			go e.keep(ctx, u, noted.Done)
		}
	}
	return nil
}

func (e echo) answer(u tgbotapi.Update) {
	text, keys := e.shown(u)
	e.send(u, text, keys)
}

func (e echo) shown(u tgbotapi.Update) (text string, keys tgbotapi.InlineKeyboardMarkup) {
	text, buttons := e.screen(u)
	keys = tgbotapi.NewInlineKeyboardMarkup()
	for i := range buttons {
		keys.InlineKeyboard = append(keys.InlineKeyboard, tgbotapi.NewInlineKeyboardRow(
			tgbotapi.NewInlineKeyboardButtonData("Somewhere else", strconv.Itoa(u.UpdateID)+":"+strconv.Itoa(i))))
	}
	return text, keys
}

// send makes the same calls as Heard: for a press two, beside each other.
func (e echo) send(u tgbotapi.Update, text string, keys tgbotapi.InlineKeyboardMarkup) {
	if u.CallbackQuery == nil {
		shown := tgbotapi.NewMessage(u.Message.Chat.ID, text)
		shown.ParseMode, shown.ReplyMarkup = tgbotapi.ModeHTML, keys
		_, _ = e.api.Send(shown)
		return
	}
	go func() { _, _ = e.api.Request(tgbotapi.NewCallback(u.CallbackQuery.ID, "")) }()
	m := u.CallbackQuery.Message
	shown := tgbotapi.NewEditMessageTextAndMarkup(m.Chat.ID, m.MessageID, text, keys)
	shown.ParseMode = tgbotapi.ModeHTML
	_, _ = e.api.Send(shown)
}

// small is a screen of one button below what came.
func small(u tgbotapi.Update) (string, int) {
	if u.CallbackQuery != nil {
		return u.CallbackQuery.Data, 1
	}
	return u.Message.Text, 1
}

// full is as much as Heard shows at the same step: the list of needs and the
// question for words in turn, or the preview of a case.
func full(u tgbotapi.Update) (string, int) {
	const line = "<b>Staff</b> will see exactly this, and nothing else at all. "
	switch text, _ := small(u); {
	case u.CallbackQuery == nil:
		return text + strings.Repeat(line, 3), 5
	case len(u.CallbackQuery.Message.ReplyMarkup.InlineKeyboard) > 10:
		return text + strings.Repeat(line, 4), 4
	default:
		return text + line, 22
	}
}
