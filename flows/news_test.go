package flows_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"heard/clinic"
	"heard/flows"
)

// newsDay is a Monday, 10:00.
var newsDay = time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC)

func on(day int) clinic.Date { return clinic.DateOf(newsDay.AddDate(0, 0, day)) }

func closed(from, to int, window *clinic.Window) *clinic.Change {
	return &clinic.Change{Clinic: "riverside", From: on(from), To: on(to), Window: window, Reason: clinic.Staffing}
}

// subscriber is somebody reminded at Riverside since yesterday.
func subscriber(change func(*flows.Reminding)) *flows.Reminding {
	r := &flows.Reminding{
		Subscription: clinic.Subscription{Clinic: "riverside", Leads: []clinic.Lead{60}}, Since: newsDay.AddDate(0, 0, -1),
	}
	if change != nil {
		change(r)
	}
	return r
}

func boardWith(news ...clinic.News) flows.Board {
	s := service("en")
	return flows.Board{
		News: news, Clinics: clinic.Service{Clinics: append(s.Clinics, hill())}.With(clinic.Changes(news)).Clinics,
		Quiet: clinic.Quiet{From: 21*60 + 30, To: 7*60 + 30}, Zone: time.UTC,
	}
}

// TestUntold says who is told of what, and when.
func TestUntold(t *testing.T) {
	night, early := newsDay.Add(12*time.Hour), newsDay.Add(-5*time.Hour)
	morning := time.Date(2026, 11, 24, 7, 30, 0, 0, time.UTC)
	today := clinic.News{ID: "a", Change: closed(0, 0, nil), Posted: newsDay}
	later := clinic.News{ID: "a", Change: closed(1, 2, nil), Posted: newsDay}
	notice := clinic.News{ID: "a", Words: "words", Posted: newsDay}
	with := func(n clinic.News, change func(*clinic.News)) clinic.News {
		change(&n)
		return n
	}
	for name, row := range map[string]struct {
		news clinic.News
		who  *flows.Reminding
		now  time.Time
		want time.Time // zero: nothing
	}{
		"today":                       {today, subscriber(nil), newsDay, newsDay},
		"today, before it opens":      {with(today, func(n *clinic.News) { n.Posted = early }), subscriber(nil), early, early},
		"today, when the day is over": {with(today, func(n *clinic.News) { n.Posted, n.Change = night, closed(0, 1, nil) }), subscriber(nil), night, morning},
		"days that have begun":        {with(today, func(n *clinic.News) { n.Change = closed(0, 4, nil) }), subscriber(nil), night.Add(5 * time.Hour), morning},
		"a clinic that is gone":       {with(today, func(n *clinic.News) { n.Change = &clinic.Change{Clinic: "gone", From: on(0), To: on(0)} }), subscriber(func(r *flows.Reminding) { r.Subscription.Clinic = "gone" }), newsDay, time.Time{}},
		"a clinic that is gone, to who wants notices alone": {
			with(today, func(n *clinic.News) { n.Change = &clinic.Change{Clinic: "gone", From: on(0), To: on(0)} }), &flows.Reminding{Notices: true}, newsDay, time.Time{},
		},
		"another day":                   {later, subscriber(nil), newsDay, newsDay},
		"another day, at night":         {with(later, func(n *clinic.News) { n.Posted = night }), subscriber(nil), night, morning},
		"another day that has begun":    {with(later, func(n *clinic.News) { n.Posted = night }), subscriber(nil), night.Add(3 * time.Hour), morning},
		"nobody":                        {today, nil, newsDay, time.Time{}},
		"told":                          {today, subscriber(func(r *flows.Reminding) { r.Told = []string{"a"} }), newsDay, time.Time{}},
		"posted before they subscribed": {today, subscriber(func(r *flows.Reminding) { r.Since = newsDay.Add(time.Second) }), newsDay, time.Time{}},
		"another clinic":                {today, subscriber(func(r *flows.Reminding) { r.Subscription.Clinic = "hill" }), newsDay, time.Time{}},
		"all clinics":                   {clinic.News{ID: "a", Change: &clinic.Change{From: on(0), To: on(0)}, Posted: newsDay}, subscriber(func(r *flows.Reminding) { r.Subscription.Clinic = "hill" }), newsDay, newsDay},
		"away for all of it":            {later, subscriber(func(r *flows.Reminding) { r.Subscription.From = on(3) }), newsDay, time.Time{}},
		"away for a part of it":         {later, subscriber(func(r *flows.Reminding) { r.Subscription.From = on(2) }), newsDay, newsDay},
		"over":                          {with(today, func(n *clinic.News) { n.Change = closed(0, 0, &clinic.Window{From: 480, To: 600}) }), subscriber(nil), newsDay, time.Time{}},
		"not over":                      {with(today, func(n *clinic.News) { n.Change = closed(0, 0, &clinic.Window{From: 480, To: 601}) }), subscriber(nil), newsDay, newsDay},
		"taken back":                    {with(today, func(n *clinic.News) { n.Back = newsDay }), subscriber(func(r *flows.Reminding) { r.Told = []string{"a"} }), newsDay, newsDay},
		"taken back, never told":        {with(today, func(n *clinic.News) { n.Back = newsDay }), subscriber(nil), newsDay, time.Time{}},
		"taken back, told that too":     {with(today, func(n *clinic.News) { n.Back = newsDay }), subscriber(func(r *flows.Reminding) { r.Told = []string{"a", "a-"} }), newsDay, time.Time{}},
		"a notice to who wants none":    {notice, subscriber(nil), newsDay, time.Time{}},
		"a notice":                      {notice, subscriber(func(r *flows.Reminding) { r.Notices = true }), newsDay, newsDay},
		"a notice, at night":            {notice, subscriber(func(r *flows.Reminding) { r.Notices = true }), night, morning},
		"a notice after three days":     {notice, subscriber(func(r *flows.Reminding) { r.Notices = true }), newsDay.AddDate(0, 0, 3), time.Time{}},
		"a notice that is a draft":      {with(notice, func(n *clinic.News) { n.Draft = true }), subscriber(func(r *flows.Reminding) { r.Notices = true }), newsDay, time.Time{}},
		"a notice taken back":           {with(notice, func(n *clinic.News) { n.Back = newsDay }), subscriber(func(r *flows.Reminding) { r.Notices, r.Told = true, []string{"a"} }), newsDay, time.Time{}},
		"a closure to who wants notices and no reminders": {
			today, &flows.Reminding{Notices: true, Since: newsDay}, newsDay, newsDay,
		},
	} {
		t.Run(name, func(t *testing.T) {
			_, at, ok := boardWith(row.news).Untold(row.who, row.now)
			if ok == row.want.IsZero() || ok && !at.Equal(row.want) {
				t.Errorf("told %v at %v, want %v", ok, at, row.want)
			}
		})
	}
}

// telling is one subscriber beside a board on which things happen.
type telling struct {
	news  []clinic.News
	now   time.Time
	who   *flows.Reminding
	told  map[string]int
	posts int
}

// TestToldOnce: whatever is posted and taken back in whatever order, and whenever
// somebody looks, everybody is told each thing once, nothing that is over, nothing
// of another day in quiet hours, and no end of what they never heard of.
func TestToldOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := &telling{now: newsDay, who: subscriber(func(r *flows.Reminding) { r.Notices = rapid.Bool().Draw(t, "notices") }), told: map[string]int{}}
		p.who.Since = newsDay
		for range rapid.IntRange(1, 25).Draw(t, "acts") {
			p.act(t)
			if rapid.IntRange(0, 3).Draw(t, "looks") > 0 {
				p.look(t)
			}
		}
		p.look(t)
		p.nothingForgotten(t)
	})
}

func (p *telling) act(t *rapid.T) {
	switch rapid.SampledFrom([]string{"change", "notice", "back", "later"}).Draw(t, "act") {
	case "change":
		from := rapid.IntRange(0, 3).Draw(t, "from")
		day := clinic.DateOf(p.now).Plus(from)
		change := &clinic.Change{Clinic: rapid.SampledFrom([]string{"riverside", "hill", ""}).Draw(t, "clinic"), From: day, To: day.Plus(rapid.IntRange(0, 1).Draw(t, "days"))}
		p.post(clinic.News{Change: change})
	case "notice":
		p.post(clinic.News{Words: "words"})
	case "back":
		if i := rapid.IntRange(0, 30).Draw(t, "which"); i < len(p.news) && p.news[i].Back.IsZero() {
			p.news = slices.Clone(p.news)
			p.news[i].Back = p.now
		}
	case "later":
		p.now = p.now.Add(time.Duration(rapid.IntRange(1, 20*60).Draw(t, "minutes")) * time.Minute)
	}
}

func (p *telling) post(n clinic.News) {
	n.ID, n.Posted = fmt.Sprint("n", p.posts), p.now
	p.posts++
	p.news = append(slices.Clip(p.news), n)
}

// look tells all that is to be told now. What is stored goes through its stored form.
func (p *telling) look(t *rapid.T) {
	for range 100 {
		b := boardWith(p.news...)
		one, at, ok := b.Untold(p.who, p.now)
		if !ok || at.After(p.now) {
			return
		}
		name := one.News.ID + fmt.Sprint(one.Back)
		if p.told[name]++; p.told[name] > 1 {
			t.Fatalf("told %s twice", name)
		}
		if one.Back && p.told[one.News.ID+"false"] == 0 {
			t.Fatalf("told the end of %s, which they never heard of", one.News.ID)
		}
		came := one.News.Posted
		if one.Back {
			came = one.News.Back
		}
		urgent := one.News.Change != nil && one.News.Change.Covers(clinic.DateOf(came)) && clinic.DateOf(came) == clinic.DateOf(p.now)
		if b.Quiet.At(p.now.Hour()*60+p.now.Minute()) && !urgent || one.News.Over(p.now, time.UTC) {
			t.Fatalf("told %s at %v", name, p.now)
		}
		_, then := b.Tell(one, *p.who)
		stored, err := json.Marshal(then)
		if err != nil {
			t.Fatal(err)
		}
		p.who = &flows.Reminding{}
		if err := json.Unmarshal(stored, p.who); err != nil {
			t.Fatal(err)
		}
	}
	t.Fatal("it never ends")
}

// nothingForgotten checks what holds by day, as everything has been looked at.
func (p *telling) nothingForgotten(t *rapid.T) {
	if (clinic.Quiet{From: 21*60 + 30, To: 7*60 + 30}).At(p.now.Hour()*60 + p.now.Minute()) {
		return
	}
	for _, n := range p.news {
		mine := n.Change == nil && p.who.Notices || n.Change != nil && n.Change.Clinic != "hill"
		if n.Holds() && !n.Over(p.now, time.UTC) && mine && p.told[n.ID+"false"] != 1 {
			t.Fatalf("never told %s", n.ID)
		}
		if n.Change != nil && !n.Back.IsZero() && !n.Over(p.now, time.UTC) && p.told[n.ID+"false"] != p.told[n.ID+"true"] {
			t.Fatalf("never told that %s was taken back", n.ID)
		}
	}
}
