package flows

import (
	"time"

	"heard/care"
)

// The pool: reports that need no answer go out together with those of others.

// pools reports whether reports of a lane wait in the pool.
func (e *Engine) pools(l care.Lane) bool { return l.Voice() && !e.service.Privacy.Release.Immediate }

// whenReleased says when staff get a report from the pool, and what they learn.
func (v *visit) whenReleased() []care.Line {
	p := v.e.service.Privacy
	old := care.NewPooled(v.now).Since.Add(p.ReleaseAge)
	next := p.Release.Next(old.Add(-time.Second), v.e.service.Zone)
	return []care.Line{care.Say("pool.when", care.With("Time", care.Clock(next)), care.With("People", care.Number(p.ReleasePeople)))}
}

// PoolPrompt asks what is to become of a report that has waited for company too
// long. Its first line says nothing of a clinic or a medicine: it may come up on a
// locked screen.
func PoolPrompt(code care.Code) Screen {
	return Screen{
		Lines: []care.Line{care.Say("pool.prompt", care.With("Code", code)), care.Say("pool.choices")},
		Rows: [][]Button{
			{kept("button.pool_wait", about("pool_wait", code))},
			{kept("button.pool_count", about("pool_count", code))},
			{kept("button.pool_send", about("pool_send", code))},
			{kept("button.crisis", "crisis")},
		},
	}
}

// ofPool does what that question offers. It reports false for a word that is none
// of that.
func (v *visit) ofPool(word, rest string) bool {
	if word != "pool_wait" && word != "pool_count" && word != "pool_send" {
		return false
	}
	c, ok := v.ownCase(rest)
	if !ok || c.Status != care.Waiting {
		v.showCase(rest)
		return true
	}
	switch {
	case word == "pool_count":
		v.out = append(v.out, CountOnly{Code: c.Code}, Count{Tally: care.Tally{Question: "pool", About: c.Report.Topic, Answer: "counted"}})
		v.note("pool.counted")
	case word == "pool_send":
		v.out = append(v.out, SendAnyway{Code: c.Code})
		v.note("pool.anyway")
	case c.Pool.Anyway: // it was said before, and cannot be unsaid but by taking it back
		v.showCase(rest)
	default:
		v.note("pool.waits")
	}
	return true
}
