package bot_test

import (
	"flag"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"heard/care"
	"heard/privacy"
	"heard/simulator"
)

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
