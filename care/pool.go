package care

import "time"

// The pool: reports that need no answer are not handed over when they are
// written. They wait until there are enough of them, from enough people, each old
// enough, and then go out together, so that nobody can tell from the time of one
// who wrote it.

// Pooled is what is known of a report for as long as it waits. Staff see none of
// it.
type Pooled struct {
	Since  time.Time `json:"since"`            // when it was written, to the next full hour
	Asked  time.Time `json:"asked,omitzero"`   // when the patient was last asked what is to become of it
	Anyway bool      `json:"anyway,omitempty"` // the patient would rather have it sent alone than wait
}

// lonelyAfter is how long a report waits for company before its patient is asked.
const lonelyAfter = 21 * 24 * time.Hour

// NewPooled is a report that is written now.
func NewPooled(now time.Time) Pooled {
	return Pooled{Since: now.UTC().Add(time.Hour - 1).Truncate(time.Hour)}
}

// Lonely reports whether the patient is to be asked, once more after as long a
// time again. Nobody is asked who has said to send it anyway.
func (p Pooled) Lonely(now time.Time) bool {
	last := p.Since
	if p.Asked.After(last) {
		last = p.Asked
	}
	return !p.Anyway && now.Sub(last) >= lonelyAfter
}

// Rule says when reports go out together.
type Rule struct {
	Reports int           // at least so many
	People  int           // from at least so many
	Age     time.Duration // each at least so old
}

// Ready says of each report of one team whether it goes out now: all that are old
// enough where they are many enough, and otherwise those that are to go anyway, one
// of each person. who wrote each comes beside them, since nothing that is kept ties
// two reports of one person; the zero ChatID says that nobody knows, and that it may
// have been anybody.
func (r Rule) Ready(all []Pooled, who []ChatID, now time.Time) []bool {
	out := make([]bool, len(all))
	nobody := ChatID{}
	old, people := 0, map[ChatID]bool{}
	for i, p := range all {
		if out[i] = now.Sub(p.Since) >= r.Age; out[i] {
			old++
			people[who[i]] = true
		}
	}
	delete(people, nobody)
	if old >= r.Reports && len(people) >= r.People {
		return out
	}
	alone := map[ChatID]bool{}
	for i, p := range all {
		// Two of one person would be seen to be one's: the second waits for the next time.
		twice := alone[who[i]] || alone[nobody] || who[i] == nobody && len(alone) > 0
		if out[i] = out[i] && p.Anyway && !twice; out[i] {
			alone[who[i]] = true
		}
	}
	return out
}

// Wait puts a new report into the pool.
func (c Case) Wait(p Pooled) Case {
	c.Status, c.Pool = Waiting, &p
	return c
}

// Anyway lets a report go out at the next release, even alone.
func (c Case) Anyway() Case {
	p := *c.Pool
	p.Anyway = true
	return c.Wait(p)
}

// Release takes a report out of the pool, since its team gets it. Nothing stays
// that would tie what its team reads to its patient: not even its words.
func (c Case) Release() Case { return c.bare(Released) }

// CountOnly takes a report out of the pool, since its patient wants it counted and
// not read.
func (c Case) CountOnly() Case { return c.bare(Counted) }
