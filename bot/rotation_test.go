package bot_test

import (
	"crypto/rand"
	"flag"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"heard/bot"
	"heard/care"
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

// turning is a rotation with people in it, on which rapid acts.
type turning struct {
	*rotation
	people    []*resident
	destroyed int
}

// TestNamesRotate: three copies of the service whose rings are read at different moments,
// any of which may restart or do the day's work, through whole rotations. Nobody is taken
// for new, everybody has one row and one timer, and a reminder comes once on each day.
func TestNamesRotate(t *testing.T) {
	for name, value := range map[string]string{"rapid.checks": "5", "rapid.steps": "40"} {
		was := flag.Lookup(name).Value.String()
		if err := flag.Set(name, value); err != nil {
			t.Fatal(err)
		}
		defer func() { _ = flag.Set(name, was) }()
	}
	destroyed := 0
	rapid.Check(t, func(rt *rapid.T) {
		w := &turning{rotation: newRotation(t)}
		rt.Repeat(map[string]func(*rapid.T){
			"arrive": w.arrive, "rush": w.rush, "menu": w.menu, "remind": w.remind, "ask": w.ask, "leave": w.leave,
			"look": w.look, "restart": w.restart, "announce": w.announce, "day": w.day, "day ": w.day, "months": w.months, "": w.check,
		})
		for _, c := range w.copies {
			c.stop()
		}
		destroyed += w.destroyed
	})
	if destroyed == 0 {
		t.Error("no lookup key came to its end: this test finds too little")
	}
}

func (w *turning) copy(t *rapid.T) int { return rapid.IntRange(0, rotatingCopies-1).Draw(t, "copy") }

func (w *turning) anybody(t *rapid.T) *resident {
	if len(w.people) == 0 {
		t.Skip("nobody is there")
	}
	w.to(w.copy(t))
	return rapid.SampledFrom(w.people).Draw(t, "who")
}

func (w *turning) arrive(t *rapid.T) {
	if len(w.people) == 4 {
		t.Skip("enough")
	}
	w.to(w.copy(t))
	w.people = append(w.people, &resident{somebody: w.patient("en").agrees()})
}

// rush has a stranger write to two copies at the same moment.
func (w *turning) rush(t *rapid.T) {
	if len(w.people) == 4 {
		t.Skip("enough")
	}
	p := w.patient("en")
	w.must(w.telegram.Unblock(p.id))
	var all sync.WaitGroup
	for i, text := range []string{"/start", "/menu"} {
		w.raws++
		update := fmt.Appendf(nil, `{"update_id":%d,"message":{"message_id":%d,"from":{"id":%d},"chat":{"id":%d,"type":"private"},"text":"%s"}}`,
			800_000_000+w.raws, 900_000+w.raws, p.id, p.id, text)
		c := w.copies[(w.copy(t)+i)%rotatingCopies]
		all.Go(func() { w.err(c.bot.Handle(w.Context(), update)) })
	}
	all.Wait()
	w.quiet()
	w.people = append(w.people, &resident{somebody: p.agrees()})
}

func (w *turning) menu(t *rapid.T) {
	p := w.anybody(t)
	p.writes("/menu")
	p.reads("menu.what")
}

func (w *turning) remind(t *rapid.T) {
	p := w.anybody(t)
	if p.reminded {
		t.Skip("is reminded")
	}
	p.wantsReminders("button.lead.m60", "button.remind_plain")
	p.reminded, p.had = true, len(p.reminders())
}

func (w *turning) ask(t *rapid.T) {
	p := w.anybody(t)
	code := p.asks("words that nobody knows")
	w.quiet()
	w.to(w.copy(t))
	answer := "an answer in " + string(code)
	w.worker(rapid.SampledFrom([]int64{keyWorker1, keyWorker2}).Draw(t, "worker"), keywork).replies(w.card(keywork, code).ID, answer)
	p.sees("the answer", func(m simulator.Message) bool { return strings.Contains(m.Text, answer) })
}

func (w *turning) leave(t *rapid.T) {
	p := w.anybody(t)
	p.leaves()
	p.reads("forget.done")
	w.people = slices.DeleteFunc(w.people, func(o *resident) bool { return o == p })
}

func (w *turning) look(t *rapid.T) { w.must(w.copies[w.copy(t)].vault.Reload()) }

func (w *turning) restart(t *rapid.T) { w.restarts(w.copy(t)) }

func (w *turning) announce(t *rapid.T) {
	w.quiet()
	w.destroyed += w.rolls(w.copy(t), 0).Destroyed
}

// day goes on to the moment at which everybody is reminded; one of the copies does the
// day's work, perhaps at that very moment, and the others have not looked since.
func (w *turning) day(t *rapid.T) {
	w.nextDay()
	w.reload()
	at, meanwhile := w.copy(t), rapid.Bool().Draw(t, "meanwhile")
	var all sync.WaitGroup
	if meanwhile {
		all.Go(func() { w.destroyed += w.rolls(at, privacy.NameLife).Destroyed })
	}
	w.at("11:00:01")
	all.Wait()
	if !meanwhile {
		w.destroyed += w.rolls(at, privacy.NameLife).Destroyed
	}
	for _, p := range w.people {
		if p.reminded {
			p.had++
			p.hasReminders(p.had)
		}
	}
}

// months pass while nobody looks after the keys.
func (w *turning) months(*rapid.T) {
	w.nextDay()
	w.advanceTo(w.now().Add(91*24*time.Hour - 4*time.Hour))
	w.reload()
	for _, p := range w.people {
		p.had = len(p.reminders())
	}
}

func (w *turning) check(*rapid.T) {
	w.quiet()
	reminded := 0
	for _, p := range w.people {
		if p.reminded {
			reminded++
		}
	}
	if rows, timers := w.keys("p:*"), w.keys("box:at:remind:*"); rows != len(w.people) || timers != reminded {
		w.Fatalf("%d rows and %d timers for %d people, of whom %d are reminded", rows, timers, len(w.people), reminded)
	}
	if n := int(w.raw.HLen(w.Context(), "{heard:test}:staff:keywork").Val()); n > 2+2*w.destroyed {
		w.Fatalf("two members of staff have %d numbers", n)
	}
	for _, c := range w.copies {
		for _, p := range w.people {
			n := 0
			for _, name := range c.vault.Patients(care.NewChatID(p.chat)) {
				n += int(w.raw.Exists(w.Context(), "{heard:test}:p:"+name.Hex()).Val())
			}
			if n != 1 {
				w.Fatalf("a copy finds somebody %d times", n)
			}
		}
	}
}
