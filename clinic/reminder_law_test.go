package clinic_test

import (
	"encoding/json"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"heard/clinic"
)

// scene is a clinic with somebody who wants to be reminded, around a moment
// that is often a change of the clock.
type scene struct {
	slowReminders
	clinic clinic.Clinic
	quiet  clinic.Quiet
	sub    clinic.Subscription
	first  clinic.Date
	start  time.Time
}

// days is how long a scene lasts.
const days = 9

func drawScene(t *rapid.T) *scene {
	c, at := drawClinic(t)
	s := &scene{clinic: c, quiet: drawQuiet(t), first: clinic.DateOf(at.In(c.Zone)).Plus(-3)}
	s.start = s.first.At(0, c.Zone).Add(time.Duration(rapid.IntRange(-60, 600).Draw(t, "start")) * time.Minute)
	s.sub = drawSubscription(t, c, s.start)
	return s
}

func (s *scene) end() time.Time { return s.first.At(days*24*60, s.clinic.Zone) }

// slots are those of the scene's days that are not done at the start.
func (s *scene) slots() []slot {
	all := s.of(s.sub, s.clinic, s.quiet, s.first.Plus(-1), days+1)
	return slices.DeleteFunc(all, func(o slot) bool { return !o.due.After(s.sub.After) || !o.due.Before(s.end()) })
}

// restart sends a subscription through its stored form.
func restart(t interface{ Fatal(...any) }, s clinic.Subscription) (again clinic.Subscription) {
	stored, err := json.Marshal(s)
	if err == nil {
		err = json.Unmarshal(stored, &again)
	}
	if err != nil {
		t.Fatal(err)
	}
	return again
}

func same(r clinic.Reminder, s slot) bool { return r.Due.Equal(s.due) && r.Closes().Equal(s.closes) }

// Going from one reminder to the next gives those, and only those, that a walk
// through the minutes gives: one for each meant window and lead, before closing,
// never in quiet hours.
func TestReminders_Next(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawScene(t)
		if rapid.IntRange(0, 3).Draw(t, "paused") == 0 {
			s.sub.From = s.first.Plus(rapid.IntRange(-2, 9).Draw(t, "until"))
		}
		want := s.slots()
		for sub := s.sub; ; {
			r, ok := sub.Next(s.clinic, s.quiet)
			if !ok || !r.Due.Before(s.end()) {
				break
			}
			if len(want) == 0 || !same(r, want[0]) {
				t.Fatalf("%v, by the minutes %v", r, want)
			}
			if o, open := s.clinic.At(r.Due); !open || o != r.Opening || s.quiet.At(r.Due.Hour()*60+r.Due.Minute()) || !slices.Contains(sub.Leads, r.Lead) {
				t.Fatalf("%v lies in %v", r, o)
			}
			sub, want = restart(t, sub), want[1:]
			sub.After = r.Due
		}
		if len(want) > 0 {
			t.Fatalf("left out: %v", want)
		}
	})
}

// A round of three replicas looks when it is told to, after each change of
// hours, and after each outage. Whoever stores first sends. It sends what a
// round sends that looks every minute.
func TestReminders_Round(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawScene(t)
		slow := slowRound{after: s.sub.After}
		slots, look, was := s.of(s.sub, s.clinic, s.quiet, s.first.Plus(-1), days+2), s.start, s.start
		var sent []slot
		dropped := 0
		minute := rapid.IntRange(0, days*24*60)
		posted := rapid.SliceOfN(minute, 0, 4).Draw(t, "posted")
		downs := rapid.SliceOfN(minute, 0, 3).Draw(t, "down")
		up := s.start
		for i, now := 0, s.start; now.Before(s.end()); i, now = i+1, now.Add(time.Minute) {
			if slices.Contains(posted, i) {
				d := clinic.DateOf(now.In(s.clinic.Zone)).Plus(rapid.IntRange(-1, 1).Draw(t, "on"))
				s.clinic = s.clinic.With([]clinic.Change{drawChange(t, d)})
				slots, look = s.of(s.sub, s.clinic, s.quiet, s.first.Plus(-1), days+2), now
			}
			if slices.Contains(downs, i) {
				up = now.Add(time.Duration(rapid.IntRange(1, 3*24*60).Draw(t, "for")) * time.Minute)
			}
			if now.Before(up) {
				continue
			}
			slow.look(&s.slowReminders, slots, s.quiet, now)
			if look.After(now) && !was.Before(up) {
				continue
			}
			was = now
			f := s.race(t, now)
			if look = f.Look; !look.After(now) {
				t.Fatalf("at %s it says to look at %s", now, look)
			}
			dropped += f.Dropped
			if f.Send {
				sent = append(sent, slot{f.Reminder.Due, f.Reminder.Closes()})
				s.mustHelp(t, f.Reminder, now)
			}
		}
		if !slices.EqualFunc(sent, slow.sent, func(a, b slot) bool { return a.due.Equal(b.due) && a.closes.Equal(b.closes) }) || dropped != slow.dropped {
			t.Fatalf("sent    %v, dropped %d\nby the minutes\n        %v, dropped %d", sent, dropped, slow.sent, slow.dropped)
		}
	})
}

// race lets three replicas look at once, on what they read before any of them
// wrote. One wins; what it stored sends nothing to those who come after.
func (s *scene) race(t *rapid.T, now time.Time) (won clinic.Fired) {
	read := restart(t, s.sub)
	for i, late := range []time.Duration{0, 300 * time.Millisecond, 45 * time.Second} {
		f := read.Fire(s.clinic, s.quiet, now.Add(late))
		if i == 0 { // the others find another version, and give up
			won, s.sub = f, restart(t, f.Then)
		}
	}
	for _, away := range []time.Duration{0, -time.Hour, -30 * time.Hour} { // retried, and with clocks that go wrong
		f := s.sub.Fire(s.clinic, s.quiet, now.Add(away))
		waits := !won.Send && away < 0 // for quiet hours to end, which by that clock have not begun
		if f.Send && !waits || f.Dropped > 0 {
			t.Fatalf("at %s, then by %s, it fires again: %+v", now, away, f)
		}
	}
	return won
}

func (s *scene) mustHelp(t *rapid.T, r clinic.Reminder, now time.Time) {
	shown := now.In(s.clinic.Zone)
	if !s.clinic.OpenAt(now) || r.Closes().Sub(now) < 2*time.Minute || s.quiet.At(shown.Hour()*60+shown.Minute()) {
		t.Fatalf("%v is sent at %s", r, shown)
	}
}

// However late, early or often it is asked, by clocks that go back too: nothing
// is sent twice or after closing, and what is not sent is counted.
func TestReminders_AnyMoment(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawScene(t)
		slots, slow := s.slots(), slowRound{after: s.sub.After}
		now, latest := s.start, s.start
		told := map[int64]bool{}
		dropped := 0
		for range rapid.IntRange(1, 40).Draw(t, "looks") {
			now = now.Add(time.Duration(rapid.IntRange(-3600, 5*3600).Draw(t, "on")) * time.Second)
			if len(slots) > 0 && rapid.Bool().Draw(t, "near") {
				one := rapid.SampledFrom(slots).Draw(t, "slot")
				now = rapid.SampledFrom([]time.Time{one.due, one.closes}).Draw(t, "which").Add(time.Duration(rapid.IntRange(-200, 200).Draw(t, "off")) * time.Second)
			}
			if !now.Before(s.end()) {
				break
			}
			if latest.Before(now) {
				latest = now
			}
			slow.look(&s.slowReminders, slots, s.quiet, now)
			f := s.sub.Fire(s.clinic, s.quiet, now)
			s.sub = restart(t, f.Then)
			dropped += f.Dropped
			if f.Send {
				if told[f.Reminder.Due.Unix()] {
					t.Fatalf("%v is sent again at %s", f.Reminder, now)
				}
				told[f.Reminder.Due.Unix()] = true
				s.mustHelp(t, f.Reminder, now)
			}
			if len(told) != len(slow.sent) || dropped != slow.dropped || f.Send && !same(f.Reminder, slow.sent[len(slow.sent)-1]) {
				t.Fatalf("at %s: %+v, by the minutes %+v", now, f, slow)
			}
		}
		waiting, were := 0, 0
		for _, o := range slots {
			if !o.due.After(latest) {
				were++
				if o.due.After(s.sub.After) {
					waiting++
				}
			}
		}
		if waiting > 1 || len(told)+dropped+waiting != were {
			t.Fatalf("of %d, %d sent, %d dropped, %d wait for quiet hours to end", were, len(told), dropped, waiting)
		}
	})
}

// The whole of 2024 to 2030 in each zone: two windows, three leads, every day
// exactly once.
func TestReminders_SevenYears(t *testing.T) {
	for _, in := range zones8() {
		t.Run(in, func(t *testing.T) {
			t.Parallel()
			c := everyDay(t, in, hm(100, 430), hm(1400, 1700))
			s := clinic.Subscription{Leads: []clinic.Lead{30, 60, clinic.AtOpening}, After: day(2024, 1, 1).At(0, c.Zone)}
			m, want := slowReminders{zone: c.Zone}, 0
			for d := day(2024, 1, 1); d.Year < 2031; d = d.Plus(1) {
				near := !sameOffset(d.Plus(-1), c.Zone)
				for _, w := range []string{"01:00", "03:30", "04:00", "14:00", "16:00", "16:30"} {
					f := s.Fire(c, clinic.Quiet{}, s.Fire(c, clinic.Quiet{}, s.After).Look)
					got := f.Reminder.Due
					if !f.Send || f.Dropped != 0 || clinic.DateOf(got) != d || !near && got.Format("15:04") != w {
						t.Fatalf("%s on %s: %+v", w, d, f)
					}
					s = f.Then
					want++
				}
				if near {
					m.checkDay(t, c, d)
				}
			}
			if want != 6*2557 {
				t.Errorf("%d reminders", want)
			}
		})
	}
}

// sameOffset reports whether a day and the two after it begin with one offset.
func sameOffset(d clinic.Date, zone *time.Location) bool {
	_, a := d.At(0, zone).Zone()
	_, b := d.At(3*24*60, zone).Zone()
	return a == b
}

// checkDay holds a day around a change of the clock against the minutes.
func (m *slowReminders) checkDay(t *testing.T, c clinic.Clinic, d clinic.Date) {
	s := clinic.Subscription{Leads: []clinic.Lead{30, 60, clinic.AtOpening}, After: d.At(0, c.Zone).Add(-time.Minute)}
	for _, want := range m.of(s, c, clinic.Quiet{}, d, 1) {
		r, _ := s.Next(c, clinic.Quiet{})
		if !same(r, want) {
			t.Errorf("%s, by the minutes %s", r.Due, want)
		}
		s.After = r.Due
	}
}
