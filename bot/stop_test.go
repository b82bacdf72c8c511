package bot_test

import (
	"fmt"
	"io"
	"net/http"
	"path"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"heard/care"
	"heard/simulator"
)

// others are goroutines that are not the service's: connections, at both ends, and
// the store's own.
func others() []goleak.Option {
	var all []goleak.Option
	for _, function := range []string{
		"net/http.(*persistConn).readLoop", "net/http.(*persistConn).writeLoop", "net/http.(*conn).serve",
		"net/http.(*connReader).backgroundRead", "heard/store.(*Store).hear",
		"github.com/alicebob/miniredis/v2/server.(*Server).servePeer", "github.com/alicebob/miniredis/v2/server.readArray",
		"github.com/alicebob/miniredis/v2.setCondTimer", "github.com/alicebob/miniredis/v2.blocking.func2",
	} {
		all = append(all, goleak.IgnoreAnyFunction(function))
	}
	return all
}

// When asked to stop, the service lets what is under way end: it is there when
// Run has returned, and is not made again by the next process.
func TestStopUnderWay(t *testing.T) {
	h := newHouse(t)
	r := h.start()
	p := h.patient("en").agrees()
	h.quiet()
	h.telegram.SetFaults(simulator.Faults{Latency: 300 * time.Millisecond})
	p.writes("/privacy")
	h.until("it is under way", func() bool { return h.telegram.Calls()["sendMessage"] == 2 })
	r.stop()
	p.since = 0
	if _, ok := p.newest(func(m simulator.Message) bool { return strings.Contains(m.Text, h.says("en", "privacy.never")) }); !ok {
		t.Error("it was cut off")
	}
	h.telegram.SetFaults(simulator.Faults{})
	seen := h.telegram.Mark(p.chat)
	h.start()
	h.quiet()
	if h.telegram.Mark(p.chat) != seen {
		t.Error("it was made again")
	}
}

// Telegram hangs: the service stops all the same, and what had not arrived
// arrives from the next process.
func TestStopHanging(t *testing.T) {
	h := newHouse(t, standing)
	r := h.start()
	p := h.patient("en").agrees()
	p.begins("not lost on the way")
	h.quiet()
	h.telegram.SetFaults(simulator.Faults{Latency: time.Hour})
	p.presses("button.send_now")
	h.until("it is under way", func() bool { return h.telegram.Calls()["editMessageText"] > 0 && h.telegram.PendingUpdates() == 0 })
	r.stop()
	h.telegram.SetFaults(simulator.Faults{})
	h.clock.advance(time.Minute) // the leases have ended
	h.start()
	p.reads("sent.next.help")
	h.until("there is a card", func() bool { return len(h.telegram.Messages(keywork)) > 0 })
	var code care.Code
	h.until("it shows the case", func() (ok bool) {
		code, ok = care.FindCode(h.telegram.Messages(keywork)[0].Text)
		return ok
	})
	h.until("all is settled", h.settled)
	h.card(keywork, code)
}

// So much hangs that there is no room for more under way.
func TestStopAllHanging(t *testing.T) {
	h := newHouse(t)
	r := h.start()
	h.until("it runs", func() bool { return h.telegram.Calls()["getUpdates"] > 0 })
	h.telegram.SetFaults(simulator.Faults{Latency: time.Hour})
	for range 540 {
		h.patient("en").writes("/privacy")
	}
	const room = 512
	h.until("there is no more room", func() bool { return h.telegram.Calls()["sendMessage"] >= room })
	r.stop()
	h.telegram.Close() // it hangs no longer
	h.until("what was under way has ended", func() bool {
		calls := h.telegram.Calls()["sendMessage"]
		return int(r.count("heard_deliveries_total", "")) >= calls && h.delays.count() >= calls
	})
}

// Telegram hangs, and the store fails too: when the service has stopped nothing of
// it goes on, and nothing touches the store any more.
func TestStopLeavesNothing(t *testing.T) {
	for name, down := range map[string]string{"the store is there": "", "the store fails": "LOADING Redis is loading the dataset in memory"} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			r := h.build()
			before := goleak.IgnoreCurrent()
			r.run(false)
			o := h.opens()
			h.telegram.SetFaults(simulator.Faults{Latency: time.Hour})
			o.patient.writes("/privacy")
			o.one.replies(o.card, "on its way for ever")
			_, err := h.telegram.Press(keywork, keyWorker1, o.card, "close."+string(o.code))
			h.must(err)
			h.until("it is under way", func() bool {
				calls := h.telegram.Calls()
				return h.telegram.PendingUpdates() == 0 && calls["answerCallbackQuery"] > 0 && calls["sendMessage"] > 1
			})
			if down != "" {
				h.redis.SetError(down)
			}
			r.stop()
			if err := goleak.Find(append(others(), before)...); err != nil {
				t.Error(err)
			}
		})
	}
}

// Once stopped it begins nothing, though somebody still pushes: what follows is
// left to the next process.
func TestPushedAfterTheEnd(t *testing.T) {
	h := newHouse(t, standing)
	r := h.build().run(true)
	r.stop()
	r.watched.ended.Store(false) // what is pushed may be kept
	p := h.patient("en")
	r.hand(fmt.Sprintf(`{"message_id":1,"from":{"id":%[1]d},"chat":{"id":%[1]d,"type":"private"},"text":"/privacy"}`, p.id))
	r.watched.ended.Store(true)
	_, err := h.telegram.Write(p.chat, p.id, "/start") // until then the bot may not write to them
	h.must(err)
	h.clock.advance(time.Minute) // the lease has ended
	h.start()
	p.reads("privacy.never")
	h.quiet()
	if n := h.telegram.Calls()["sendMessage"]; n != 2 {
		t.Errorf("%d messages were sent, not two", n)
	}
}

// The service can be stopped before it has begun.
func TestStopAtOnce(t *testing.T) {
	h := newHouse(t)
	r := h.build()
	h.telegram.SetFaults(simulator.Faults{Latency: time.Hour})
	r.run(false).stop()
}

// An update that does not decode is confirmed in its turn, and those beside it
// are handled.
func TestPollPassesOver(t *testing.T) {
	h := newHouse(t)
	const odd = 900_000_001
	offsets, first := make(chan string, 1), sync.Once{}
	telegram := h.front.next
	h.front.next = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		batch := ""
		if path.Base(r.URL.Path) == "getUpdates" {
			first.Do(func() {
				batch = fmt.Sprintf(`{"update_id":%d,"message":{"message_id":1,"chat":"secretly"}},{"update_id":%d,"message":5}`, odd, odd+1)
			})
			if batch == "" {
				select {
				case offsets <- r.PostFormValue("offset"):
				default:
				}
				r.Form.Set("offset", "0") // the simulator has another count
				r.Body = io.NopCloser(strings.NewReader(r.Form.Encode()))
			}
		}
		if batch != "" {
			_, _ = io.WriteString(w, `{"ok":true,"result":[`+batch+`]}`)
			return
		}
		telegram.ServeHTTP(w, r)
	})
	h.said.never("secretly")
	h.start()
	if got := <-offsets; got != strconv.Itoa(odd+2) {
		t.Errorf("the next offset is %s", got)
	}
	p := h.patient("en")
	p.writes("/privacy")
	p.reads("privacy.never")
}

// A delivery and a poll go on as if nothing had been when Telegram is back.
func TestPollComesBack(t *testing.T) {
	h := newHouse(t)
	h.start()
	p := h.patient("en").agrees()
	h.quiet()
	h.telegram.SetFaults(simulator.Faults{BadGateway: 1, Methods: []string{"getUpdates"}, Times: 2})
	p.writes("/privacy")
	p.reads("privacy.never")
	p.writes("/help")
	p.reads("help.commands")
	h.quiet()
}
