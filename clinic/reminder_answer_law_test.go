package clinic_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"heard/clinic"
)

// wishes is what a patient has asked for, as plainly as it can be noted down.
type wishes struct {
	been    []time.Time   // closings of the openings they have been in
	skipped []clinic.Date // days
	paused  clinic.Date   // until then
	again   time.Time
	pending bool
	asked   []clinic.Opening // in which they asked for once more
}

// wants reports whether a slot is still wanted.
func (w *wishes) wants(o slot) bool {
	d := clinic.DateOf(o.due)
	return !slices.ContainsFunc(w.been, o.closes.Equal) && !slices.Contains(w.skipped, d) && d.Compare(w.paused) >= 0
}

// Whatever a patient answers, and whenever: what they silenced does not come,
// what they did not silence does, and once more comes once.
func TestReminders_Answers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawScene(t)
		slots := s.slots()
		answers := rapid.SliceOfN(rapid.IntRange(0, days*24*60), 0, 12).Draw(t, "answers")
		for range rapid.IntRange(0, 8).Draw(t, "soon") { // most answers follow a reminder
			if len(slots) > 0 {
				o := rapid.SampledFrom(slots).Draw(t, "answered")
				answers = append(answers, int(o.due.Sub(s.start)/time.Minute)+rapid.IntRange(0, 40).Draw(t, "after"))
			}
		}
		w, look := wishes{}, s.start
		var last time.Time
		for i, now := 0, s.start; now.Before(s.end()); i, now = i+1, now.Add(time.Minute) {
			expected := w.pending && w.again.Equal(now) && clinic.DateOf(now.In(s.clinic.Zone)).Compare(w.paused) >= 0
			w.pending = w.pending && w.again.After(now)
			for _, o := range slots {
				expected = expected || o.due.Equal(now) && w.wants(o) && o.closes.Sub(now) >= 2*time.Minute
			}
			sent := false
			if !look.After(now) {
				f := s.sub.Fire(s.clinic, s.quiet, now)
				s.sub, look, sent = restart(t, f.Then), f.Look, f.Send
				if twice := s.sub.Fire(s.clinic, s.quiet, now); twice.Send || twice.Dropped > 0 {
					t.Fatalf("at %s it fires again: %+v", now.In(s.clinic.Zone), twice)
				}
			}
			if sent != expected {
				t.Fatalf("at %s it sends: %v, wanted %v after %+v", now.In(s.clinic.Zone), sent, expected, w)
			}
			if sent {
				s.mustHelp(t, clinic.Reminder{Opening: mustAt(s.clinic, now)}, now)
				last = now
			}
			if slices.Contains(answers, i) {
				s.answer(t, &w, now, last)
				look = s.sub.Fire(s.clinic, s.quiet, now).Look
			}
		}
	})
}

func mustAt(c clinic.Clinic, t time.Time) clinic.Opening {
	o, _ := c.At(t)
	return o
}

// answer draws an answer, gives it, and notes it down.
func (s *scene) answer(t *rapid.T, w *wishes, now, last time.Time) {
	today := clinic.DateOf(now.In(s.clinic.Zone))
	switch rapid.SampledFrom([]string{"been", "late been", "later", "later", "later", "skip", "pause", "resume"}).Draw(t, "answer") {
	case "been":
		s.been(w, now)
	case "late been":
		s.been(w, last)
	case "later":
		s.later(t, w, now)
	case "skip":
		s.sub = s.sub.SkipToday(s.clinic, now)
		w.skipped = append(w.skipped, today)
		w.pending = w.pending && clinic.DateOf(w.again.In(s.clinic.Zone)) != today
	case "pause":
		w.paused = today.Plus(rapid.IntRange(-1, 3).Draw(t, "until"))
		s.sub = s.sub.Pause(now, w.paused)
	case "resume":
		w.paused = clinic.Date{}
		s.sub = s.sub.Resume(now)
	}
}

func (s *scene) been(w *wishes, at time.Time) {
	s.sub = s.sub.Been(s.clinic, at)
	if o, open := s.clinic.At(at); open {
		w.been = append(w.been, o.To)
		w.pending = w.pending && (w.again.Before(o.From) || !w.again.Before(o.To))
	}
}

func (s *scene) later(t *rapid.T, w *wishes, now time.Time) {
	minutes := rapid.SampledFrom([]int{5, 15, 30, 120}).Draw(t, "minutes")
	then, ok := s.sub.Later(s.clinic, s.quiet, now, minutes)
	o, open := s.clinic.At(now)
	at := now.Add(time.Duration(minutes) * time.Minute)
	if last := o.To.Add(-10 * time.Minute); at.After(last) {
		at = last
	}
	at = s.loud(s.quiet, at.In(s.clinic.Zone))
	may := open && at.After(now) && o.To.Sub(at) >= 10*time.Minute && o.Date.Compare(w.paused) >= 0 && !slices.Contains(w.asked, o)
	if ok != may || ok && !then.Again.Equal(at) {
		t.Fatalf("at %s, %d minutes later: %v at %s, should be %v at %s", now, minutes, ok, then.Again, may, at)
	}
	if ok {
		w.again, w.pending, w.asked, s.sub = at, true, append(w.asked, o), then
	}
}
