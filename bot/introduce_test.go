package bot_test

import (
	"strings"
	"testing"

	"heard/simulator"
)

// The service starts although Telegram fails just then, and tells it everything
// as soon as it is back.
func TestStartOverABadLine(t *testing.T) {
	for name, fault := range map[string]simulator.Faults{
		"a bad gateway": {BadGateway: 1}, "a lost connection": {LostReply: 1}, "a flood": {Flood: 1, RetryAfter: 1},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			r := h.build()
			h.said.never(secret)
			h.must(r.bot.SetWebhook(t.Context(), "https://127.0.0.1:1/telegram", secret)) // from another day
			fault.Methods, fault.Times = []string{"setMyCommands", "deleteWebhook"}, 3
			h.telegram.SetFaults(fault)
			r.run(false)
			p := h.patient("en")
			p.writes("/privacy")
			p.reads("privacy.never")
			h.until("the commands are told in both languages", func() bool {
				return len(h.telegram.Commands("all_private_chats", "")) > 0 && len(h.telegram.Commands("all_private_chats", "nb")) > 0
			})
			if n := h.telegram.Injected(); n != 3 {
				t.Errorf("%d calls failed, not three", n)
			}
		})
	}
}

// Commands that Telegram will not take are said in the log, and hold up nothing.
func TestCommandsRefused(t *testing.T) {
	h := newHouse(t)
	h.front.refuse("setMyCommands", 400, "Bad Request: BOT_COMMAND_INVALID")
	h.start()
	p := h.patient("en")
	p.writes("/privacy")
	p.reads("privacy.never")
	h.until("it is said in the log", func() bool { return strings.Contains(h.said.String(), "BOT_COMMAND_INVALID") })
	h.until("the other language is told", func() bool { return len(h.telegram.Commands("all_private_chats", "nb")) > 0 })
}
