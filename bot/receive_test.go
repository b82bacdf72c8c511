package bot_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"heard/bot"
)

// Somebody who writes while the store is down is answered when it is back, and
// so is everybody else.
func TestStoreDown(t *testing.T) {
	h := newHouse(t)
	h.start()
	p, q := h.patient("en").agrees(), h.patient("en").agrees()
	h.quiet()
	h.redis.SetError("LOADING Redis is loading the dataset in memory")
	p.writes("/privacy")
	q.writes("/help")
	h.until("it is noticed", func() bool { return strings.Contains(h.said.String(), "could not be kept and is tried again") })
	h.redis.SetError("")
	p.reads("privacy.never")
	q.reads("help.commands")
	h.quiet()
}

// Under another root key nothing of a case can be read: that is said in the log
// and holds up nobody.
func TestAnotherKey(t *testing.T) {
	h := newHouse(t)
	r := h.start()
	code := h.patient("en").agrees().asks("sealed under the first key")
	h.quiet()
	r.stop()
	h.makeKeys()
	h.start()
	card := h.card(keywork, code)
	_, err := h.telegram.Press(keywork, keyWorker1, card.ID, "take."+string(code))
	h.must(err)
	h.patient("en").agrees().asks("sealed under the second key")
	h.until("all is confirmed", func() bool { return h.telegram.PendingUpdates() == 0 })
	if len(h.cards(keywork, code)) != 1 || !strings.Contains(h.card(keywork, code).Text, h.says("en", "card.new")) {
		t.Error("the card changed")
	}
}

// Raw updates that no phone sends are passed over, each with no more than a
// count.
func TestHandleOddUpdates(t *testing.T) {
	h := newHouse(t)
	r := h.build()
	for name, raw := range map[string]string{
		"nothing":                  ``,
		"no JSON":                  `update_id=1`,
		"a list":                   `[]`,
		"null":                     `null`,
		"a text for a number":      `{"update_id":"seven"}`,
		"no number":                `{}`,
		"a kind of no concern":     `{"update_id":1,"edited_message":{"message_id":1,"text":"secretly edited"}}`,
		"a channel's post":         `{"update_id":2,"channel_post":{"message_id":1,"chat":{"id":-1007,"type":"channel"},"text":"secret post"}}`,
		"a press without message":  `{"update_id":3,"callback_query":{"id":"1","from":{"id":77777777},"data":"~menu"}}`,
		"a block":                  `{"update_id":4,"my_chat_member":{"chat":{"id":77777777,"type":"private"},"new_chat_member":{"status":"kicked"}}}`,
		"out of a group":           `{"update_id":5,"my_chat_member":{"chat":{"id":-1007777777,"type":"supergroup"},"new_chat_member":{"status":"kicked"}}}`,
		"a message of nobody":      `{"update_id":6,"message":{"message_id":1,"chat":{"id":0,"type":""}}}`,
		"a text that is a number":  `{"update_id":7,"message":{"message_id":1,"chat":{"id":77777777,"type":"private"},"text":5}}`,
		"a chat that is no object": `{"update_id":8,"message":{"message_id":1,"chat":"secretly"}}`,
	} {
		t.Run(name, func(t *testing.T) {
			h.said.never("secretly", "secret post", "77777777", "1007777777")
			if err := r.bot.Handle(t.Context(), []byte(raw)); err != nil {
				t.Error(err)
			}
		})
	}
	if calls := h.telegram.Calls(); len(calls) != 1 || calls["getMe"] == 0 {
		t.Errorf("Telegram was called: %v", calls)
	}
}

// The bot cannot start with a token that Telegram does not know, and does not
// say the token.
func TestDialRefused(t *testing.T) {
	h := newHouse(t)
	for name, token := range map[string]string{"unknown": "1000001:unknown-token-here", "malformed": "malformed-token-here"} {
		t.Run(name, func(t *testing.T) {
			h.said.never(token)
			_, err := bot.Dial(t.Context(), token, h.api)
			if err == nil {
				t.Error("it starts")
			}
			h.err(err)
		})
	}
	h.telegram.Close()
	if _, err := bot.Dial(t.Context(), h.telegram.Token(), "http://127.0.0.1:1"); err == nil || errors.Is(err, context.Canceled) {
		t.Errorf("nobody answers: %v", err)
	} else {
		h.err(err)
	}
}
