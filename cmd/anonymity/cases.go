package main

// The second attack on cases: besides when their cards come out, staff see when
// patients reply and when they take a case back.

// linkCases attacks the asks of one run.
func (l *linking) linkCases(p place, s scenario, patients []patient, d dice) error {
	w := worker{patients, waysFor(patients, s.weeks, s.asks), s.weeks}
	posts := write(patients, s.weeks, w.ways, d)
	about := askTopics()
	items, err := p.items(posts, patients, about, d)
	if err != nil {
		return err
	}
	know(items, func(i item) []float64 { return w.at(i.at) })
	c := &l.cases
	c.of("time, sent now", "").link(items, byTime(rightAfter))
	cards := p.hideAll(items, d)
	know(cards, func(i item) []float64 { return w.hidden(p.hidings, i.at) })
	aDay := onOneDay(float64(len(cards)) / float64(s.weeks*7))
	c.of("time, hidden among others", "").link(cards, byTime(aDay))
	c.of(codeChannel, "must be 0.50").link(cards, byCode)
	c.of("team", "stays, as the topic does").link(cards, byTeam)
	c.of("topic", "stays").link(cards, byTopic(about.common))
	c.of("time and topic, sent now", "").link(items, both(byTime(rightAfter), byTopic(about.common)))
	c.of("time and topic, hidden", "stays").link(cards, both(byTime(aDay), byTopic(about.common)))

	answered := reply(cards, len(patients), d)
	c.of("moment of replies, at once", "").link(answered, together)
	c.of("moment of replies, at a quiet time", "").link(p.hideAll(answered, d), together)
	left := leave(posts, items, s, d)
	c.of("all taken back by /forget, at once", "").link(left, together)
	c.of("all taken back by /forget, were they to fade that day", "").link(p.fade(left, 0, d), together)
	c.of("all taken back by /forget, fading over two weeks", "").link(p.fade(left, twoWeeks, d), together)
	return nil
}

// hideAll is when the same things come out hidden among others.
func (p place) hideAll(items []item, d dice) []item {
	out := make([]item, len(items))
	for i, one := range items {
		one.at = p.hide(one.at, d)
		out[i] = one
	}
	return out
}

// twoWeeks is over how long what /forget takes back fades (bot/withdraw.go).
const twoWeeks = 2 * week

// fade is when staff see what is taken back: what /forget takes back hides among
// others, each some time within so many minutes; what is taken back alone shows at
// once.
func (p place) fade(items []item, within float64, d dice) []item {
	out := make([]item, len(items))
	for i, one := range items {
		if one.digest == byForget {
			one.at = p.hide(one.at+d.between(0, within), d)
		}
		out[i] = one
	}
	return out
}

// together scores by how near in time staff saw two things.
func together(a, b *item) float64 { return -abs(a.at - b.at) }

// reply gives the cases that are replied to, at the time of the reply: a patient
// who sits down to reply does so in all cases that have an answer.
func reply(cards []item, patients int, d dice) []item {
	answers := make([][]item, patients)
	for _, one := range cards {
		one.at += d.between(answerSoon, answerLate)
		answers[one.author] = append(answers[one.author], one)
	}
	var all []item
	for _, open := range answers {
		all = append(all, sittings(open, d)...)
	}
	return all
}

// sittings are the replies of one patient to open answers.
func sittings(open []item, d dice) []item {
	var all []item
	for len(open) > 0 {
		first := open[0].at
		for _, one := range open {
			first = min(first, one.at)
		}
		at := first + readsAfter*d.ExpFloat64()
		var later []item
		for _, one := range open {
			switch {
			case one.at > at:
				later = append(later, one)
			case d.happens(replies):
				at += d.between(0, betweenMost)
				one.at = at
				all = append(all, one)
			}
		}
		open = later
	}
	return all
}

// Why a case was taken back.
const (
	alone = iota
	byForget
)

// leave gives the cases that are taken back, at that time: one by one, or all that
// are still kept when their patient leaves.
func leave(posts []post, items []item, s scenario, d dice) []item {
	var all []item
	gone := make([]bool, len(items))
	for i, one := range items {
		if d.happens(takesBack) {
			gone[i] = true
			one.at += d.between(0, keptDays*day)
			one.digest = alone
			all = append(all, one)
		}
	}
	for author := range s.patients {
		at := d.ExpFloat64() / forgets * week
		for i, one := range posts {
			if one.author == author && !gone[i] && one.written < at && at-one.written < keptDays*day {
				left := items[i]
				left.at, left.digest = at, byForget
				all = append(all, left)
			}
		}
	}
	return all
}
