package simulator_test

import (
	"maps"
	"net/http"
	"strings"
	"testing"
	"time"

	"heard/simulator"
)

const stranger int64 = 99 // added by the test, but has never written

// refusalCases name the call, and the beginning of what Telegram says to it.
var refusalCases = []struct {
	name   string
	method string
	args   args
	code   int
	says   string
}{
	{"no chat", "sendMessage", args{"text": "x"}, 400, "Bad Request: chat_id is empty"},
	{"unknown chat", "sendMessage", args{"chat_id": 404, "text": "x"}, 400, "Bad Request: chat not found"},
	{"chat by name", "sendMessage", args{"chat_id": "@nobody", "text": "x"}, 400, "Bad Request: chat not found"},
	{"never met", "sendMessage", args{"chat_id": stranger, "text": "x"}, 403, "Forbidden: bot can't initiate conversation with a user"},
	{"empty text", "sendMessage", args{"chat_id": ada, "text": ""}, 400, "Bad Request: message text is empty"},
	{"only spaces", "sendMessage", args{"chat_id": ada, "text": " \n"}, 400, "Bad Request: text must be non-empty"},
	{"only tags", "sendMessage", args{"chat_id": ada, "text": "<b></b>", "parse_mode": "HTML"}, 400, "Bad Request: text must be non-empty"},
	{"too long", "sendMessage", args{"chat_id": ada, "text": strings.Repeat("x", 4097)}, 400, "Bad Request: message is too long"},
	{"too long in UTF-16", "sendMessage", args{"chat_id": ada, "text": strings.Repeat("🙂", 2049)}, 400, "Bad Request: message is too long"},
	{"bad markup", "sendMessage", args{"chat_id": ada, "text": "<b>x", "parse_mode": "HTML"}, 400, "Bad Request: can't parse entities: "},
	{"bad mode", "sendMessage", args{"chat_id": ada, "text": "x", "parse_mode": "BBCode"}, 400, "Bad Request: unsupported parse_mode"},
	{"data too long", "sendMessage", args{"chat_id": ada, "text": "x", "reply_markup": keyboard(strings.Repeat("d", 65))["reply_markup"]}, 400, "Bad Request: BUTTON_DATA_INVALID"},
	{"data too long in bytes", "sendMessage", args{"chat_id": ada, "text": "x", "reply_markup": keyboard(strings.Repeat("ø", 33))["reply_markup"]}, 400, "Bad Request: BUTTON_DATA_INVALID"},
	{"no data", "sendMessage", args{"chat_id": ada, "text": "x", "reply_markup": keyboard("")["reply_markup"]}, 400, "Bad Request: can't parse inline keyboard button: "},
	{"broken keyboard", "sendMessage", args{"chat_id": ada, "text": "x", "reply_markup": "{"}, 400, "Bad Request: can't parse reply keyboard markup JSON object"},
	{"unknown reply", "sendMessage", args{"chat_id": ada, "text": "x", "reply_parameters": args{"message_id": 4040}}, 400, "Bad Request: message to be replied not found"},
	{"unknown reply, old way", "sendMessage", args{"chat_id": ada, "text": "x", "reply_to_message_id": 4040}, 400, "Bad Request: message to be replied not found"},
	{"edit unknown", "editMessageText", args{"chat_id": ada, "message_id": 4040, "text": "x"}, 400, "Bad Request: message to edit not found"},
	{"edit theirs", "editMessageText", args{"chat_id": ada, "message_id": 1, "text": "x"}, 400, "Bad Request: message can't be edited"},
	{"delete unknown", "deleteMessage", args{"chat_id": ada, "message_id": 4040}, 400, "Bad Request: message to delete not found"},
	{"delete nothing", "deleteMessages", args{"chat_id": ada}, 400, "Bad Request: message identifiers are not specified"},
	{"react to unknown", "setMessageReaction", args{"chat_id": ada, "message_id": 4040}, 400, "Bad Request: message to react not found"},
	{"no reaction", "setMessageReaction", args{"chat_id": ada, "message_id": 1, "reaction": []args{{"type": "emoji", "emoji": "✅"}}}, 400, "Bad Request: REACTION_INVALID"},
	{"unknown press", "answerCallbackQuery", args{"callback_query_id": "7"}, 400, "Bad Request: query is too old and response timeout expired or query ID is invalid"},
	{"long toast", "answerCallbackQuery", args{"callback_query_id": "7", "text": strings.Repeat("x", 201)}, 400, "Bad Request: MESSAGE_TOO_LONG"},
	{"bad command", "setMyCommands", args{"commands": []args{{"command": "Start", "description": "x"}}}, 400, "Bad Request: BOT_COMMAND_INVALID"},
	{"leave a person", "leaveChat", args{"chat_id": ada}, 400, "Bad Request: chat member status can't be changed in private chats"},
	{"chat of a stranger", "getChat", args{"chat_id": stranger}, 400, "Bad Request: chat not found"},
	{"bad webhook", "setWebhook", args{"url": "nowhere"}, 400, "Bad Request: bad webhook"},
	{"bad secret", "setWebhook", args{"url": "http://127.0.0.1:1/", "secret_token": "a b"}, 400, "Bad Request: secret token contains unallowed characters"},
	{"unknown method", "sendEverything", nil, 404, "Not Found"},
}

func TestRefusals(t *testing.T) {
	b := start(t, simulator.Options{})
	must(t, b.AddPerson(simulator.Person{ID: stranger, FirstName: "First"}))
	for _, c := range refusalCases {
		t.Run(c.name, func(t *testing.T) {
			r := b.call(t, c.method, c.args)
			if r.OK || r.Code != c.code || !strings.HasPrefix(r.Description, c.says) {
				t.Errorf("got %d %q, want %d %q", r.Code, r.Description, c.code, c.says)
			}
		})
	}
	for _, id := range []int64{ada, stranger} {
		for _, m := range b.Messages(id) {
			if m.Bot {
				t.Error("a refused call left a message")
			}
		}
	}
}

func TestTheLongestTextPasses(t *testing.T) {
	b := start(t, simulator.Options{})
	long := "<b>" + strings.Repeat("🙂", 2047) + "&amp;&lt;</b>"
	id := b.send(t, ada, long, args{"parse_mode": "HTML"}, keyboard(strings.Repeat("d", 64)))
	if m, _ := b.Message(ada, id); m.Text != strings.Repeat("🙂", 2047)+"&<" {
		t.Error("the text came out different")
	}
}

func TestWhereTheBotMayNotWrite(t *testing.T) {
	const grown int64 = -1000000000777
	tests := []struct {
		name string
		chat int64
		do   func(*bot) error
		code int
		says string
	}{
		{"blocked", ada, func(b *bot) error { return b.Block(ada) }, 403, "Forbidden: bot was blocked by the user"},
		{"deactivated", ada, func(b *bot) error { return b.Deactivate(ada) }, 403, "Forbidden: user is deactivated"},
		{"kicked", team, func(b *bot) error { return b.Kick(team, nurse) }, 403, "Forbidden: bot was kicked from the supergroup chat"},
		{"kicked, basic group", small, func(b *bot) error { return b.Kick(small, nurse) }, 403, "Forbidden: bot was kicked from the group chat"},
		{"upgraded", small, func(b *bot) error { return b.Upgrade(small, grown) }, 400, "Bad Request: group chat was upgraded to a supergroup chat"},
	}
	for _, c := range tests {
		t.Run(c.name, func(t *testing.T) {
			b := start(t, simulator.Options{})
			id := b.send(t, c.chat, "before")
			must(t, c.do(b))
			for method, a := range map[string]args{
				"sendMessage":     {"text": "after"},
				"editMessageText": {"text": "after", "message_id": id},
			} {
				a = maps.Clone(a)
				a["chat_id"] = c.chat
				r := b.call(t, method, a)
				if r.Code != c.code || r.Description != c.says {
					t.Errorf("%s: got %d %q", method, r.Code, r.Description)
				}
				if c.name == "upgraded" && r.Parameters.MigrateTo != grown {
					t.Errorf("%s: migrate_to_chat_id is %d", method, r.Parameters.MigrateTo)
				}
			}
			if m, _ := b.Message(c.chat, id); m.Text != "before" {
				t.Error("a refused edit changed the message")
			}
		})
	}
}

func TestLeftGroup(t *testing.T) {
	b := start(t, simulator.Options{})
	b.do(t, "leaveChat", args{"chat_id": team})
	r := b.call(t, "sendMessage", args{"chat_id": team, "text": "x"})
	if r.Description != "Forbidden: bot is not a member of the supergroup chat" || b.InChat(team) {
		t.Errorf("got %q", r.Description)
	}
	if got := b.updates(t, nil); len(got) != 1 || got[0].Member.New.Status != "left" {
		t.Errorf("the bot was not told that it left: %+v", got)
	}
}

func TestAnEditMustChangeSomething(t *testing.T) {
	b := start(t, simulator.Options{})
	id := b.send(t, ada, "<b>x</b> y", args{"parse_mode": "HTML"}, keyboard("a"))
	base := args{"chat_id": ada, "message_id": id, "parse_mode": "HTML", "reply_markup": keyboard("a")["reply_markup"]}
	with := func(k string, v any) args {
		a := maps.Clone(base)
		a["text"] = "<strong>x</strong> y "
		a[k] = v
		return a
	}
	const same = "Bad Request: message is not modified: specified new message content and reply markup" +
		" are exactly the same as a current content and reply markup of the message"
	if r := b.call(t, "editMessageText", with("text", "<strong>x</strong> y ")); r.Description != same {
		t.Errorf("the same text: %q", r.Description)
	}
	if r := b.call(t, "editMessageReplyMarkup", base); r.Description != same {
		t.Errorf("the same buttons: %q", r.Description)
	}
	b.do(t, "editMessageText", with("text", "x y"))
	b.do(t, "editMessageText", with("text", "<i>x</i> y"))
	b.do(t, "editMessageReplyMarkup", args{"chat_id": ada, "message_id": id})
	m, _ := b.Message(ada, id)
	if !m.Edited || m.HTML != "<i>x</i> y" || m.Buttons != nil {
		t.Errorf("after the edits: %+v", m)
	}
}

func TestDeleting(t *testing.T) {
	c := newClock()
	b := start(t, simulator.Options{Now: c.now})
	theirs := b.write(t, ada, ada, "mine")
	own := b.send(t, ada, "own")
	inGroup := b.write(t, team, nurse, "hers")
	if r := b.call(t, "deleteMessage", args{"chat_id": team, "message_id": inGroup}); r.Description != "Bad Request: message can't be deleted" {
		t.Errorf("another's message in a group: %q", r.Description)
	}
	c.move(48 * time.Hour)
	b.do(t, "deleteMessage", args{"chat_id": ada, "message_id": theirs})
	if r := b.call(t, "deleteMessage", args{"chat_id": ada, "message_id": theirs}); r.Description != "Bad Request: message to delete not found" {
		t.Errorf("a second time: %q", r.Description)
	}
	c.move(time.Second)
	young := b.send(t, ada, "young")
	for _, method := range []string{"deleteMessage", "deleteMessages"} {
		r := b.call(t, method, args{"chat_id": ada, "message_id": own, "message_ids": []any{young, own}})
		if r.Description != "Bad Request: message can't be deleted for everyone" {
			t.Errorf("%s after 48 hours: %q", method, r.Description)
		}
	}
	b.do(t, "deleteMessages", args{"chat_id": ada, "message_ids": []any{young, 4040, theirs}})
	if _, there := b.Message(ada, young); there {
		t.Error("the message is still there")
	}
	b.do(t, "editMessageText", args{"chat_id": ada, "message_id": own, "text": "old messages can be edited"})
}

func TestWrongTokens(t *testing.T) {
	b := start(t, simulator.Options{})
	for path, code := range map[string]int{
		"/bot1:wrong/getMe":             http.StatusUnauthorized,
		"/botwrong/getMe":               http.StatusNotFound,
		"/":                             http.StatusNotFound,
		"/bot" + b.Token():              http.StatusNotFound,
		"/bot" + b.Token() + "/GETME":   http.StatusOK,
		"/bot" + b.Token() + "/unheard": http.StatusNotFound,
	} {
		resp, err := http.Get(b.base + path)
		must(t, err)
		must(t, resp.Body.Close())
		if resp.StatusCode != code {
			t.Errorf("%s: %d, want %d", path, resp.StatusCode, code)
		}
	}
}
