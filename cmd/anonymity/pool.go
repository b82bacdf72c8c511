package main

import (
	"slices"
	"time"

	"heard/care"
	"heard/clinic"
)

// release is what staff get at one slot, and what the worker knows of it.
type release struct {
	at     float64
	before stretch   // the two slots before, whatever they brought
	full   float64   // the last slot that left nothing old in the pool
	failed []float64 // the slots since then that brought nothing, or only what was sent anyway
	alone  bool      // there was no company: sent anyway
	posts  []post    // in the order in which staff read them
}

// waiting is a post in the pool.
type waiting struct {
	post
	care.Pooled
}

// pool is the simulated clinic's.
type pool struct {
	rule     care.Rule
	dice     dice
	inside   []waiting
	releases []release
	counted  int
}

// slotsOf lists a release's slots through all weeks.
func slotsOf(r clinic.Release, weeks int) []float64 {
	var all []float64
	for at := r.Next(began(), nil); minutes(at) < float64(weeks)*week; at = r.Next(at, nil) {
		all = append(all, minutes(at))
	}
	return all
}

// run lets posts, which are in order, through the pool.
func (p *pool) run(posts []post, slots []float64) {
	past := release{full: age(p.rule)}
	for _, slot := range slots {
		if slot <= age(p.rule) {
			continue // nothing is old enough yet
		}
		for ; len(posts) > 0 && posts[0].written <= slot; posts = posts[1:] {
			one := posts[0]
			p.inside = append(p.inside, waiting{one, care.NewPooled(clock(one.written))})
		}
		past = p.release(slot, past)
		p.ask(slot)
	}
}

// ask asks, at a slot that did not let them out, those whose reports have found no
// company.
func (p *pool) ask(at float64) {
	kept := p.inside[:0]
	for _, w := range p.inside {
		if !w.Lonely(clock(at)) {
			kept = append(kept, w)
			continue
		}
		w.Asked = clock(at)
		switch x := p.dice.Float64(); {
		case x < sendsAnyway:
			w.Anyway = true
		case x >= sendsAnyway+keepsAt:
			p.counted++
			continue
		}
		kept = append(kept, w)
	}
	p.inside = kept
}

// release lets out what the rule lets out, shuffled, and returns what the next
// slot has to know of it.
func (p *pool) release(slot float64, past release) release {
	all, who := make([]care.Pooled, len(p.inside)), make([]care.ChatID, len(p.inside))
	for i, w := range p.inside {
		all[i], who[i] = w.Pooled, care.NewChatID(int64(w.author)+1) // 0 is nobody
	}
	next := release{at: slot, before: stretch{past.before.to, past.at}, full: past.full, failed: past.failed}
	rest := p.inside[:0]
	left := 0
	for i, out := range p.rule.Ready(all, who, clock(slot)) {
		w := p.inside[i]
		if out {
			next.posts = append(next.posts, w.post)
			continue
		}
		rest = append(rest, w)
		if clock(slot).Sub(w.Since) >= p.rule.Age {
			left++
		}
	}
	p.inside = rest
	// Staff can tell a full release by its size: what goes anyway goes below the
	// least.
	next.alone = len(next.posts) < p.rule.Reports || left > 0
	if len(next.posts) > 0 {
		p.dice.Shuffle(len(next.posts), func(i, j int) { next.posts[i], next.posts[j] = next.posts[j], next.posts[i] })
		p.releases = append(p.releases, next)
	}
	if next.alone {
		next.failed = append(slices.Clip(next.failed), slot)
	} else {
		next.full, next.failed = slot, nil
	}
	return next
}

// age is the rule's, in minutes.
func age(r care.Rule) float64 { return r.Age.Minutes() }

// lonely is after how long a report's patient is asked, in minutes: found by
// asking the pool.
func lonely() float64 {
	since := care.NewPooled(began())
	days := 1
	for !since.Lonely(began().Add(time.Duration(days) * 24 * time.Hour)) {
		days++
	}
	return float64(days) * day
}
