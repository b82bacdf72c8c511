package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"

	"heard/care"
)

// linking is the second attack over many runs: on reports, and on cases.
type linking struct{ reports, cases channels }

// link runs the second attack.
func (p place) link(s scenario, runs int, seed uint64) (*linking, error) {
	l := &linking{}
	for run := range runs {
		d := newDice(seed, uint64(run))
		patients := admit(s, p.Clinics[0].Hours, d)
		if err := l.linkReports(p, s, patients, d); err != nil {
			return nil, err
		}
		if err := l.linkCases(p, s, patients, d); err != nil {
			return nil, err
		}
	}
	return l, nil
}

// items makes what staff see of posts: a code, a topic and its team.
func (p place) items(posts []post, patients []patient, about subject, d dice) ([]item, error) {
	random := seeded{d}
	preferences := make([][]float64, len(patients))
	for i := range patients {
		preferences[i] = about.prefer(d)
	}
	items := make([]item, len(posts))
	for i, one := range posts {
		code, err := care.NewCode(random)
		if err != nil {
			return nil, fmt.Errorf("anonymity: %w", err)
		}
		topic := d.pick(preferences[one.author])
		team, _ := p.TeamFor(about.topics[topic])
		items[i] = item{author: one.author, at: one.written, code: code, topic: topic, team: team.ID, place: i}
	}
	return items, nil
}

// seeded reads from dice.
type seeded struct{ dice }

// Read fills b. It never fails.
func (s seeded) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = byte(s.Uint32())
	}
	return len(b), nil
}

var _ io.Reader = seeded{}

// know lets the first attack say of each item who can have written it.
func know(items []item, likely func(item) []float64) {
	for i := range items {
		items[i].likely = likely(items[i])
		items[i].guess = normal(items[i].likely)
	}
}

// linkReports attacks the reports of one run, sent at once and through the pool.
func (l *linking) linkReports(p place, s scenario, patients []patient, d dice) error {
	w := worker{patients, waysFor(patients, s.weeks, s.reports), s.weeks}
	posts := write(patients, s.weeks, w.ways, d)
	about := voiceTopics()
	items, err := p.items(posts, patients, about, d)
	if err != nil {
		return err
	}
	know(items, func(i item) []float64 { return w.at(i.at) })
	c := &l.reports
	c.of("time, had they no pool", "").link(items, byTime(rightAfter))

	held := pool{rule: p.rule(), dice: d}
	held.run(posts, slotsOf(p.Privacy.Release, s.weeks))
	pooled, arrived, err := p.digestItems(w, held, patients, about, d)
	if err != nil {
		return err
	}
	size := float64(len(pooled)) / float64(max(1, len(held.releases)))
	time := byTime(inOneDigest(size))
	c.of("time, with the pool", "only the digest tells it").link(pooled, time)
	oneDigest(c.of("order in a digest, were it not shuffled", "pairs of one digest"), arrived)
	oneDigest(c.of(orderChannel, "pairs of one digest"), pooled)
	c.of(codeChannel, "must be 0.50").link(pooled, byCode)
	c.of("team", "one team gets all").link(pooled, byTeam)
	c.of("topic", "stays").link(pooled, byTopic(about.common))
	c.of("time and topic, had they no pool", "").link(items, both(byTime(rightAfter), byTopic(about.common)))
	c.of("time and topic, with the pool", "stays").link(pooled, both(time, byTopic(about.common)))
	return nil
}

// digestItems is what staff read in digests, and the same in the order written.
func (p place) digestItems(w worker, held pool, patients []patient, about subject, d dice) (pooled, arrived []item, err error) {
	var posts []post
	for _, r := range held.releases {
		posts = append(posts, r.posts...)
	}
	if pooled, err = p.items(posts, patients, about, d); err != nil {
		return nil, nil, err
	}
	i := 0
	for n, r := range held.releases {
		likely := w.among(w.stretches(r, held.rule))
		guess := normal(likely)
		for range r.posts {
			pooled[i].digest, pooled[i].at, pooled[i].likely, pooled[i].guess = n, r.at, likely, guess
			i++
		}
	}
	return pooled, inOrder(pooled, posts), nil
}

// inOrder is what staff would read were each digest in the order written.
func inOrder(pooled []item, posts []post) []item {
	order := make([]int, len(pooled))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(pooled[a].digest, pooled[b].digest), cmp.Compare(posts[a].written, posts[b].written))
	})
	out := make([]item, len(pooled))
	for place, i := range order {
		out[place] = pooled[i]
		out[place].place = place
	}
	return out
}

// oneDigest compares the pairs of each digest by their order in it.
func oneDigest(c *channel, items []item) {
	for len(items) > 0 {
		n := 1
		for n < len(items) && items[n].digest == items[0].digest {
			n++
		}
		c.link(items[:n], inTurn)
		items = items[n:]
	}
}
