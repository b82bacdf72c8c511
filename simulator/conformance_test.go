package simulator_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"heard/simulator"
)

// client is the library that bots are written with, pointed at the simulator.
func client(t *testing.T, b *bot) *tgbotapi.BotAPI {
	t.Helper()
	api, err := tgbotapi.NewBotAPIWithAPIEndpoint(b.Token(), b.base+"/bot%s/%s")
	must(t, err)
	return api
}

func TestTheLibraryWorksWithIt(t *testing.T) {
	b := start(t, simulator.Options{KeepLog: true})
	api := client(t, b)
	if api.Self.ID != b.BotID() || !api.Self.IsBot {
		t.Errorf("the bot is %+v", api.Self)
	}
	b.write(t, ada, ada, "/menu now")
	updates, err := api.GetUpdates(tgbotapi.UpdateConfig{Timeout: 50})
	must(t, err)
	u := updates[0]
	if u.Message.Command() != "menu" || u.Message.CommandArguments() != "now" || u.Message.From.LanguageCode != "nb" || !u.Message.Chat.IsPrivate() {
		t.Errorf("the update is %+v", u.Message)
	}
	out := tgbotapi.NewMessage(ada, "<b>Menu</b>")
	out.ParseMode = tgbotapi.ModeHTML
	out.ReplyToMessageID = u.Message.MessageID
	out.ReplyMarkup = tgbotapi.NewInlineKeyboardMarkup(tgbotapi.NewInlineKeyboardRow(tgbotapi.NewInlineKeyboardButtonData("Ask", "ask")))
	sent, err := api.Send(out)
	must(t, err)
	if sent.Text != "Menu" || sent.Entities[0].Type != "bold" || sent.ReplyToMessage.MessageID != u.Message.MessageID {
		t.Errorf("the library got %+v", sent)
	}

	_, err = b.Press(ada, ada, simulator.MessageID(sent.MessageID), "ask")
	must(t, err)
	updates, err = api.GetUpdates(tgbotapi.UpdateConfig{Offset: u.UpdateID + 1})
	must(t, err)
	q := updates[0].CallbackQuery
	if q.Data != "ask" || q.Message.MessageID != sent.MessageID {
		t.Errorf("the press is %+v", q)
	}
	_, err = api.Request(tgbotapi.NewCallback(q.ID, "one moment"))
	must(t, err)
	edited, err := api.Send(tgbotapi.NewEditMessageText(ada, sent.MessageID, "What with?"))
	must(t, err)
	if edited.EditDate == 0 || edited.ReplyMarkup != nil {
		t.Errorf("the edit is %+v", edited)
	}
	_, err = api.Request(tgbotapi.NewDeleteMessage(ada, sent.MessageID))
	must(t, err)
	_, err = api.Request(tgbotapi.NewSetMyCommands(tgbotapi.BotCommand{Command: "menu", Description: "the menu"}))
	must(t, err)
	chat, err := api.GetChat(tgbotapi.ChatInfoConfig{ChatConfig: tgbotapi.ChatConfig{ChatID: team}})
	must(t, err)
	if !chat.IsSuperGroup() || chat.Title != "Team" {
		t.Errorf("the chat is %+v", chat)
	}
	if a := b.Answers(ada); len(a) != 1 || a[0].Text != "one moment" {
		t.Errorf("answers: %+v", a)
	}
}

func TestTheLibraryUnderstandsRefusals(t *testing.T) {
	b := start(t, simulator.Options{Limits: simulator.Limits{GroupPerMinute: 1}})
	api := client(t, b)
	refused := func(c tgbotapi.Chattable) *tgbotapi.Error {
		t.Helper()
		_, err := api.Request(c)
		var e *tgbotapi.Error
		if !errors.As(err, &e) {
			t.Fatalf("got %v", err)
		}
		return e
	}
	b.send(t, small, "x")
	if e := refused(tgbotapi.NewMessage(small, "x")); e.Code != 429 || e.RetryAfter != 60 {
		t.Errorf("got %+v", e)
	}
	must(t, b.Upgrade(small, -1000000000501))
	if e := refused(tgbotapi.NewMessage(small, "x")); e.Code != 400 || e.MigrateToChatID != -1000000000501 {
		t.Errorf("got %+v", e)
	}
	must(t, b.Block(ada))
	if e := refused(tgbotapi.NewMessage(ada, "x")); e.Code != 403 {
		t.Errorf("got %+v", e)
	}
	if _, err := tgbotapi.NewBotAPIWithAPIEndpoint("1:other", b.base+"/bot%s/%s"); err == nil {
		t.Error("another token passed")
	}
}

func TestMyChatMemberInTheLibrary(t *testing.T) {
	b := start(t, simulator.Options{})
	api := client(t, b)
	must(t, b.Block(ada))
	updates, err := api.GetUpdates(tgbotapi.UpdateConfig{AllowedUpdates: []string{"my_chat_member"}})
	must(t, err)
	m := updates[0].MyChatMember
	if m.Chat.ID != ada || m.From.ID != ada || m.NewChatMember.Status != "kicked" || m.NewChatMember.User.ID != b.BotID() {
		t.Errorf("got %+v", m)
	}
}

// The three ways of sending parameters mean the same.
func TestBodies(t *testing.T) {
	b := start(t, simulator.Options{})
	a := args{"chat_id": ada, "text": "ø & <b>", "disable_notification": true, "reply_markup": keyboard("a")["reply_markup"]}
	asJSON, err := json.Marshal(a)
	must(t, err)
	var parts bytes.Buffer
	w := multipart.NewWriter(&parts)
	for k, v := range a.form(t) {
		must(t, w.WriteField(k, v[0]))
	}
	file, err := w.CreateFormFile("photo", "face.jpg")
	must(t, err)
	_, err = file.Write([]byte("passed over"))
	must(t, err)
	must(t, w.Close())
	for kind, body := range map[string]string{
		"application/x-www-form-urlencoded": a.form(t).Encode(),
		"application/json; charset=utf-8":   string(asJSON),
		w.FormDataContentType():             parts.String(),
	} {
		resp, err := http.Post(b.url("sendMessage"), kind, strings.NewReader(body))
		must(t, err)
		must(t, resp.Body.Close())
		all := b.Messages(ada)
		m := all[len(all)-1]
		if resp.StatusCode != 200 || m.Text != "ø & <b>" || !m.Silent || len(m.Buttons) != 1 {
			t.Errorf("%s: %s, %+v", kind, resp.Status, m)
		}
	}
	resp, err := http.Post(b.url("sendMessage"), "application/json", strings.NewReader("{"))
	must(t, err)
	must(t, resp.Body.Close())
	if resp.StatusCode != 400 {
		t.Errorf("broken JSON: %s", resp.Status)
	}
}
