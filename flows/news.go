package flows

import (
	"slices"
	"time"

	"heard/clinic"
)

// News: who is told what of that which staff post, and when. Each patient is told by
// the same timer that reminds them, so that it comes once, as reminders do.

// Telling is one thing that a patient is to be told: that something was posted, or
// that it was taken back.
type Telling struct {
	News clinic.News
	Back bool
}

// mark is how it is noted that a patient was told.
func (t Telling) mark() string {
	if t.Back {
		return t.News.ID + "-"
	}
	return t.News.ID
}

// Board is what staff have posted, the earliest first, and what decides when it is
// told. The clinics have all changes that hold laid over.
type Board struct {
	News    []clinic.News
	Clinics []clinic.Clinic
	Quiet   clinic.Quiet
	Zone    *time.Location
}

// Untold finds what a patient is to be told first, and when: at once if it is about
// today, otherwise not in quiet hours. ok is false where there is nothing.
func (b Board) Untold(r *Reminding, now time.Time) (first Telling, at time.Time, ok bool) {
	if r == nil {
		return first, at, false
	}
	for _, n := range b.News {
		t, wanted := b.wanted(r, n, now)
		if !wanted {
			continue
		}
		if due := b.due(n, now); !ok || due.Before(at) {
			first, at, ok = t, due, true
		}
	}
	return first, at, ok
}

// wanted reports whether a patient is to be told of news, and what of them.
func (b Board) wanted(r *Reminding, n clinic.News, now time.Time) (t Telling, ok bool) {
	t = Telling{News: n, Back: !n.Back.IsZero()}
	told := slices.Contains(r.Told, Telling{News: n}.mark())
	if _, known := b.clinicOf(n); !known {
		return t, false // it is not in the file any more
	}
	switch {
	case n.Draft, n.Over(now, b.zoneOf(n)), !r.concerns(n), slices.Contains(r.Told, t.mark()):
		return t, false
	case t.Back:
		// Nobody is told of the end of what they never heard of, nor that a notice,
		// which they have, is not sent any more.
		return t, told && n.Change != nil
	}
	return t, !n.Posted.Before(r.Since)
}

// concerns reports whether a patient wants news of a kind: notices those who turned
// them on, and changes those who are reminded at that clinic and are not away for
// all of it. Whoever wants the leads' notices and no reminders is told of all.
func (r *Reminding) concerns(n clinic.News) bool {
	if n.Change == nil {
		return r.Notices
	}
	if !r.Reminds() {
		return r.Notices
	}
	return n.About(r.Subscription.Clinic) && n.Change.To.Compare(r.Subscription.From) >= 0
}

// due is when news may be told: at once where they are about what is left of the
// day on which they came, and by day otherwise. What was posted for a later day does not
// become urgent when that day begins, at midnight.
func (b Board) due(n clinic.News, now time.Time) time.Time {
	here, came := now.In(b.zoneOf(n)), n.Posted
	if !n.Back.IsZero() {
		came = n.Back
	}
	if clinic.DateOf(here) == clinic.DateOf(came.In(here.Location())) && b.stillToday(n, here) {
		return now
	}
	return b.Quiet.Over(here)
}

// stillToday reports whether a change is about opening hours of today that are not over
// yet, as they were planned.
func (b Board) stillToday(n clinic.News, here time.Time) bool {
	c, ok := b.clinicOf(n)
	today := clinic.DateOf(here)
	if !ok || n.Change == nil || !n.Change.Covers(today) {
		return false
	}
	c.Changed = nil
	for _, w := range append(c.Windows(today), n.Change.Windows...) {
		if here.Before(today.At(w.To, here.Location())) {
			return true
		}
	}
	return false
}

// zoneOf is the zone of the clinic that news are about, or the service's.
func (b Board) zoneOf(n clinic.News) *time.Location {
	if c, ok := b.clinicOf(n); ok && n.Change != nil {
		return c.Zone
	}
	return b.Zone
}

// clinicOf is the first clinic that news are about.
func (b Board) clinicOf(n clinic.News) (clinic.Clinic, bool) {
	at := slices.IndexFunc(b.Clinics, func(c clinic.Clinic) bool { return n.About(c.ID) })
	if at < 0 {
		return clinic.Clinic{}, false
	}
	return b.Clinics[at], true
}

// Clinic returns the clinic with an id of the file. ok is false when there is none.
func (b Board) Clinic(id string) (clinic.Clinic, bool) {
	return clinic.Service{Clinics: b.Clinics}.ClinicByID(id)
}

// Tell is the screen of a telling, in the wording of the patient's reminders, and
// what is stored of them once they have it.
func (b Board) Tell(t Telling, r Reminding) (Screen, Reminding) {
	r = b.Noted(t, r)
	if t.News.Change == nil {
		return Notice(t.News, r.Wording), r
	}
	c, ok := b.Clinic(r.Subscription.Clinic)
	if !ok || !t.News.About(c.ID) {
		c, _ = b.clinicOf(t.News)
	}
	if t.Back {
		return ClosureTakenBack(*t.News.Change, c, r.Wording), r
	}
	return ClosureNotice(*t.News.Change, c, r.Wording), r
}

// Noted is what is stored of a patient who has been told. What is on the board no
// more is forgotten.
func (b Board) Noted(t Telling, r Reminding) Reminding {
	told := append(slices.Clone(r.Told), t.mark())
	r.Told = slices.DeleteFunc(told, func(mark string) bool {
		return !slices.ContainsFunc(b.News, func(n clinic.News) bool {
			return mark == Telling{News: n}.mark() || mark == Telling{News: n, Back: true}.mark()
		})
	})
	return r
}
