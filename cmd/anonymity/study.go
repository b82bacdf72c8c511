package main

import (
	"heard/care"
	"heard/clinic"
)

// place is the simulated clinic, as its file has it, and what the worker knows of
// how it hides.
type place struct {
	*clinic.Service
	hidings hidings
}

// findings are what many runs of one scenario have shown.
type findings struct {
	atOnce [manyKnown]outcome // voice reports, without the pool
	near   [manyKnown]outcome // of these: those written on the premises or soon after
	pooled [manyKnown]outcome // with the pool
	dated  [manyKnown]outcome // with the pool, and on each report the ISO week in which it was written
	least  [manyKnown]outcome // with the pool: of releases that held just the least
	lonely [manyKnown]outcome // with the pool: of what was sent anyway
	asked  [manyKnown]outcome // asks that go now
	hidden [manyKnown]outcome // asks that hide among others

	waits             []float64 // days from writing to release
	sizes             []float64 // reports in a release
	written, released int
	counted           int
}

// study runs a scenario.
func (p place) study(s scenario, runs int, seed uint64) *findings {
	f := &findings{}
	for run := range runs {
		f.run(p, s, newDice(seed, uint64(run)))
	}
	return f
}

func (f *findings) run(p place, s scenario, d dice) {
	patients := admit(s, p.Clinics[0].Hours, d)
	voice := worker{patients, waysFor(patients, s.weeks, s.reports), s.weeks}
	f.voice(p, voice, write(patients, s.weeks, voice.ways, d), d)
	if s.asks > 0 {
		ask := worker{patients, waysFor(patients, s.weeks, s.asks), s.weeks}
		f.asks(p, ask, write(patients, s.weeks, ask.ways, d), d)
	}
}

// voice attacks reports, sent at once and through the pool.
func (f *findings) voice(p place, w worker, posts []post, d dice) {
	var all, near []seen
	for _, one := range posts {
		s := seen{likely: w.at(one.written), author: one.author}
		all = append(all, s)
		if one.near {
			near = append(near, s)
		}
	}
	w.attack(all, &f.atOnce)
	w.attack(near, &f.near)

	held := pool{rule: p.rule(), dice: d}
	held.run(posts, slotsOf(p.Privacy.Release, w.weeks))
	f.written += len(posts)
	f.counted += held.counted
	f.digests(w, held)
}

// digests attacks what came out of the pool.
func (f *findings) digests(w worker, held pool) {
	var pooled, dated, least, lonely []seen
	for _, r := range held.releases {
		read := w.read(r, held.rule)
		for i, s := range read {
			one := r.posts[i]
			f.waits = append(f.waits, (r.at-one.written)/day)
			pooled = append(pooled, s)
			s.likely = w.readDated(r, held.rule, one)
			dated = append(dated, s)
		}
		switch {
		case r.alone:
			lonely = append(lonely, read...)
		case len(read) == held.rule.Reports && people(r) == held.rule.People:
			least = append(least, read...)
		}
		f.released += len(read)
		f.sizes = append(f.sizes, float64(len(read)))
	}
	w.attack(pooled, &f.pooled)
	w.attack(dated, &f.dated)
	w.attack(least, &f.least)
	w.attack(lonely, &f.lonely)
}

// read is a release as the worker sees it.
func (w worker) read(r release, rule care.Rule) []seen {
	likely := w.among(w.stretches(r, rule))
	among := make([]float64, len(w.patients))
	for _, one := range r.posts {
		among[one.author]++
	}
	all := make([]seen, len(r.posts))
	for i, one := range r.posts {
		all[i] = seen{likely: likely, author: one.author, among: among}
	}
	return all
}

// readDated is the same were the ISO week told in which a report was written.
func (w worker) readDated(r release, rule care.Rule, one post) []float64 {
	monday := float64(int(one.written/week)) * week
	s := stretch{max(monday, r.full-age(rule)), min(monday+week, r.at-age(rule))}
	return w.within(s)
}

func people(r release) int {
	all := map[int]bool{}
	for _, one := range r.posts {
		all[one.author] = true
	}
	return len(all)
}

// asks attacks asks, sent now and hidden among others.
func (f *findings) asks(p place, w worker, posts []post, d dice) {
	var now, hidden []seen
	for _, one := range posts {
		now = append(now, seen{likely: w.at(one.written), author: one.author})
		out := p.hide(one.written, d)
		hidden = append(hidden, seen{likely: w.hidden(p.hidings, out), author: one.author})
	}
	w.attack(now, &f.asked)
	w.attack(hidden, &f.hidden)
}

// hide is when the clinic lets out what was written at some time and hides.
func (p place) hide(written float64, d dice) float64 {
	return minutes(clinic.HidingIn(p.Clinics, clock(written)).Pick(d.Int64N))
}

func (p place) rule() care.Rule {
	return care.Rule{Reports: p.Privacy.ReleaseReports, People: p.Privacy.ReleasePeople, Age: p.Privacy.ReleaseAge}
}
