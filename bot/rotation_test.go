package bot_test

import (
	"crypto/rand"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"heard/bot"
	"heard/privacy"
	"heard/rounds"
	"heard/simulator"
)

// rotation is a house whose copies have a vault each on one ring file, and look at it
// when a test wants them to.
type rotation struct {
	*house
	path   string
	mu     sync.Mutex
	copies []*running
	next   int // the copy that gets the next update
}

const rotatingCopies = 3

func newRotation(t *testing.T) *rotation {
	t.Helper()
	r := &rotation{house: newHouse(t, remindingBy(clinicFile)), path: filepath.Join(t.TempDir(), "heard.keys")}
	var err error
	_, err = privacy.OpenRing(r.path, r.now(), rand.Reader)
	r.must(err)
	for range rotatingCopies {
		r.copies = append(r.copies, r.another())
	}
	r.said.never(secret)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		r.mu.Lock()
		to := r.copies[r.next]
		r.mu.Unlock()
		to.bot.Webhook(secret).ServeHTTP(w, q)
	}))
	t.Cleanup(server.Close)
	r.must(r.copies[0].bot.SetWebhook(t.Context(), server.URL+"/telegram", secret))
	return r
}

// another is a copy that starts now.
func (r *rotation) another() *running {
	var err error
	r.ring, err = privacy.ReadRing(r.path)
	r.must(err)
	return r.build().run(true)
}

// to has a copy get what comes next.
func (r *rotation) to(i int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.next = i
}

// restarts ends a copy and starts another in its place.
func (r *rotation) restarts(i int) {
	r.quiet()
	r.copies[i].stop()
	fresh := r.another()
	r.mu.Lock()
	defer r.mu.Unlock()
	r.copies[i] = fresh
}

// reload has all copies look at the ring, as they do every minute.
func (r *rotation) reload() {
	for _, c := range r.copies {
		r.must(c.vault.Reload())
	}
}

// rolls does the day's work on the lookup keys.
func (r *rotation) rolls(i int, life time.Duration) rounds.Renamed {
	c := r.copies[i]
	work := rounds.Rename{
		Vault: c.vault, Rows: c.store, Orders: bot.Orders{Vault: c.vault}, Turns: c.store,
		Log: slog.New(slog.DiscardHandler), Now: r.now, Random: rand.Reader,
	}
	done, err := work.Roll(r.Context(), life)
	r.err(err)
	if err != nil {
		r.Error("the lookup keys could not be rolled")
	}
	return done
}

// keys counts the keys of a kind in the store.
func (r *rotation) keys(pattern string) int {
	return len(r.raw.Keys(r.Context(), "{heard:test}:"+pattern).Val())
}

// renamed lets a new lookup key be announced, become current, and everybody be moved,
// through the first copy; the others have looked at the ring in between.
func (r *rotation) renamed() {
	r.Helper()
	if !r.rolls(0, 0).Announced {
		r.Fatal("no lookup key was announced")
	}
	r.advanceTo(r.now().Add(24 * time.Hour))
	r.reload()
	if done := r.rolls(0, privacy.NameLife); !done.Promoted || done.Moved == 0 || done.Busy > 0 {
		r.Fatalf("moved: %v", done)
	}
}

// ended makes an end of the older lookup keys.
func (r *rotation) ended() {
	r.Helper()
	r.advanceTo(r.now().Add(91 * 24 * time.Hour))
	r.reload()
	r.rolls(0, privacy.NameLife) // who came back meanwhile is called by the new name
	if done := r.rolls(0, privacy.NameLife); done.Moved+done.Busy > 0 || len(r.copies[0].vault.Ring().Names(r.now())) != 1 {
		r.Fatalf("not ended: %v", done)
	}
	r.reload()
}

// Whoever is invited, reminded, answered and forgotten under a name that changes is
// so once, whichever copy knows which name.
func TestRenamedMeanwhile(t *testing.T) {
	r := newRotation(t)
	p := r.patient("en").agrees()
	p.wantsReminders("button.lead.m60", "button.remind_plain")
	p.sets("button.checkin_on")
	p.reads("settings.checkin_on")
	code := p.asks("before it changes")
	invitedAt := r.now().Add(month + 24*time.Hour)
	r.renamed()
	for i := range r.copies { // the second and the third hold the old name for the current one
		r.to(i)
		p.writes("/menu")
		p.reads("menu.what")
		words := fmt.Sprint("the answer by way of ", i)
		r.worker(keyWorker1, keywork).replies(r.card(keywork, code).ID, words)
		p.since = 0
		p.sees("the answer", func(m simulator.Message) bool { return strings.Contains(m.Text, words) })
	}
	if n := r.raw.HLen(t.Context(), "{heard:test}:staff:keywork").Val(); n != 1 {
		t.Errorf("one member of staff has %d numbers", n)
	}
	r.quiet()
	before := len(p.reminders())
	r.nextDay()
	r.at("11:00:01")
	p.hasReminders(before + 1)
	r.advanceTo(invitedAt)
	p.since = 0
	p.reads("checkin.prompt")
	if n := p.invited(); n != 1 {
		t.Errorf("invited %d times", n)
	}
	r.ended()
	r.to(1)
	p.writes("/menu")
	p.reads("menu.what")
	r.restarts(2)
	r.to(2)
	p.writes("/menu")
	p.reads("menu.what")
	p.leaves()
	p.reads("forget.done")
	r.quiet()
	if n := r.keys("p:*") + r.keys("box:at:remind:*") + r.keys("box:at:checkin:*"); n != 0 {
		t.Errorf("%d keys are left of somebody who is forgotten", n)
	}
}

// Nothing is left of somebody who is forgotten by a copy that does not know which name
// is current, neither in the store nor in the chat.
func TestForgottenUnderAnyName(t *testing.T) {
	for name, move := range map[string]func(*rotation){
		"announced": func(r *rotation) { r.rolls(0, 0) },
		"moved":     func(r *rotation) { r.renamed() },
		"promoted, not moved": func(r *rotation) {
			r.rolls(0, 0)
			r.advanceTo(r.now().Add(24 * time.Hour))
			r.reload()
			if _, err := r.copies[0].vault.RollNames(r.now(), privacy.NameLife, rand.Reader); err != nil {
				r.Fatal(err)
			}
		},
	} {
		for i := range 2 {
			t.Run(fmt.Sprint(name, i), func(t *testing.T) {
				r := newRotation(t)
				p := r.patient("en").agrees()
				p.wantsReminders("button.lead.m60", "button.remind_plain")
				r.quiet()
				move(r)
				r.to(i)
				p.leaves()
				p.reads("forget.done")
				r.quiet()
				if n := r.keys("p:*") + r.keys("box:at:remind:*"); n != 0 {
					t.Errorf("%d keys are left", n)
				}
				if left := r.telegram.Messages(p.chat); len(left) != 1 {
					t.Errorf("%d messages are left in the chat", len(left))
				}
			})
		}
	}
}

// A copy that was held up for days, and has not looked at the ring, does so before it
// takes somebody for new.
func TestHeldUpForDays(t *testing.T) {
	r := newRotation(t)
	p := r.patient("en").agrees()
	r.quiet()
	late := r.copies[1]
	known := late.vault.Ring()
	r.rolls(0, 0)
	r.advanceTo(r.now().Add(24 * time.Hour))
	if done := r.rolls(0, privacy.NameLife); !done.Promoted || done.Moved != 1 {
		t.Fatalf("moved: %v", done)
	}
	if late.vault.Ring() != known {
		t.Fatal("the copy has looked: this shows nothing")
	}
	r.to(1)
	p.writes("/menu")
	p.reads("menu.what")
	if n := r.keys("p:*"); n != 1 || late.vault.Ring() == known {
		t.Errorf("%d rows", n)
	}
}

// A copy that cannot look at the ring takes nobody for new after half a day, since
// they may have another name by then. Whom it finds it serves.
func TestRingAway(t *testing.T) {
	r := newRotation(t)
	p := r.patient("en").agrees()
	p.wantsReminders("button.lead.m60", "button.remind_plain")
	writes := func(chat int64, text string, ok bool) {
		t.Helper()
		r.raws++
		update := fmt.Appendf(nil, `{"update_id":%d,"message":{"message_id":%d,"from":{"id":%d},"chat":{"id":%d,"type":"private"},"text":"%s"}}`,
			800_000_000+r.raws, 900_000+r.raws, chat, chat, text)
		err := r.copies[1].bot.Handle(t.Context(), update)
		if r.err(err); (err == nil) != ok {
			t.Fatalf("%v after the ring went away: %v", text, err)
		}
		r.quiet()
	}
	stranger := func() int64 {
		one := r.patient("en")
		r.must(r.telegram.Unblock(one.id))
		return one.id
	}
	away := r.path + ".away"
	r.must(os.Rename(r.path, away))
	r.advanceTo(r.now().Add(11 * time.Hour))
	writes(stranger(), "/start", true)
	r.advanceTo(r.now().Add(2 * time.Hour))
	late := stranger()
	writes(late, "/start", false)
	writes(p.chat, "/menu", true)
	writes(p.chat, "/reminders", true)
	r.must(os.Rename(away, r.path))
	writes(late, "/start", true)
	if n := r.keys("p:*"); n != 3 {
		t.Errorf("%d rows for three people", n)
	}
}

// resident is somebody as the model has them.
type resident struct {
	*somebody
	reminded bool
	had      int // reminders
}
